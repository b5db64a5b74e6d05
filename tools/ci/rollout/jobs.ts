import { RunError } from "@pulumi/pulumi/errors";

import { type Aws } from "../../aws/aws";
import { lastPart } from "../../aws/arn";
import { containerOf } from "../../aws/ecs";
import { parseImage } from "../image";

/**
 * Proves that the next run of a job starts the image that was deployed. Its state machine starts the newest active revision
 * of the family, which anybody may have registered; no service rolls it out.
 *
 * Source: Amazon ECS API reference, `RunTask`, `taskDefinition`: without a revision the latest `ACTIVE` one is used
 * (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html).
 *
 * @param taskDefinitionArn the revision that the stack deployed.
 * @returns the digest.
 * @throws RunError when the newest revision has another image
 */
export async function proveJob(aws: Aws, name: string, taskDefinitionArn: string): Promise<string> {
  const { digest } = parseImage((await containerOf(aws, taskDefinitionArn)).image);
  const family = lastPart(taskDefinitionArn).replace(/:\d+$/, "");
  const { image } = await containerOf(aws, family);
  if (image.endsWith(`@${digest}`)) return digest;
  throw new RunError(
    `${name} should start ${digest} at its next run, but the newest revision of ${family} has ${image}: somebody registered it. Take it back with aws ecs deregister-task-definition.`,
  );
}
