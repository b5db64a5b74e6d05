import { z } from "zod";

import { type Aws } from "../../aws/aws";
import { runningTasks } from "../../aws/ecs";
import { parseImage } from "../image";
import type { RunningTask } from "./decide";

const images = z.object({ images: z.array(z.object({ imageManifest: z.string() })) });
const index = z.object({ manifests: z.array(z.object({ digest: z.string() })).optional() });

/** Running tasks with the digest of one container. */
export async function taskDigests(
  aws: Aws,
  cluster: string,
  service: string,
  container: string,
): Promise<RunningTask[]> {
  return (await runningTasks(aws, cluster, service)).map(({ taskArn, taskDefinitionArn, containers }) => {
    const digest = containers.find(({ name }) => name === container)?.imageDigest;
    return { arn: taskArn, taskDefinitionArn, ...(digest === undefined ? {} : { digest }) };
  });
}

/** Digests of the platforms of a multi-platform image; none for any other image. ECS may report either. */
export async function platformDigests(aws: Aws, image: string): Promise<readonly string[]> {
  const { registryId, repository, digest, region } = parseImage(image);
  const scope = ["--registry-id", registryId, "--repository-name", repository, "--region", region];
  const answer = await aws.ask(images, "ecr", "batch-get-image", ...scope, "--image-ids", `imageDigest=${digest}`);
  const manifest = index.safeParse(JSON.parse(answer.images[0]?.imageManifest ?? "{}"));
  return (manifest.data?.manifests ?? []).map((platform) => platform.digest);
}
