import { RunError } from "@pulumi/pulumi/errors";
import type { Workspace } from "@toolkit/rehearsal/driver/workspace";
import { z } from "zod";

import { type Aws, AwsRefusal } from "../aws/aws";
import { deploy } from "./deploy";
import { stopListening } from "./listening";
import { Interrupted, type Live } from "./live";
import type { Progress } from "./progress";

/** What cleaning up needs. */
export interface Litter {
  readonly live: Live;
  readonly aws: Aws;
  readonly stack: Workspace;
  readonly progress: Progress;
  readonly save: () => void;
}

const groups = z.object({ SecurityGroups: z.array(z.object({ GroupId: z.string() })) });

/** How often, and how many minutes apart, what CloudFront leaves in the VPC is tried again. */
const PATIENCE = { times: 10, minutes: 5 };

/**
 * Destroys the stack and takes away what was made beside it.
 *
 * @throws RunError when AWS refuses for good: what is left is billed
 */
export async function cleanUp({ live, aws, stack, progress, save }: Litter): Promise<void> {
  live.say("Cleaning up: everything that was made is destroyed.");
  await stopListening({ aws, progress, save });
  for (let time = 1; ; time++) {
    const { exitCode, errors } = await deploy(live, stack, ["destroy"]);
    if (exitCode === 0) break;
    const isHeld = errors.some((error) => error.includes("DependencyViolation"));
    if (!isHeld || time === PATIENCE.times)
      throw new RunError(`The stack could not be destroyed:\n${errors.join("\n")}`);
    if (!(await removeCloudFrontGroup(aws, progress))) await live.sleep(PATIENCE.minutes * 60_000);
    if (live.isInterrupted()) throw new Interrupted();
  }
  progress.isDestroyed = true;
  save();
}

/**
 * CloudFront leaves the group of its VPC origins in the VPC, which cannot go before it.
 *
 * @returns whether it is gone now; its interfaces may hold it for half an hour
 */
async function removeCloudFrontGroup(aws: Aws, { vpcId }: Progress): Promise<boolean> {
  if (vpcId === undefined) return false;
  const filters = ["Name=group-name,Values=CloudFront-VPCOrigins-Service-SG", `Name=vpc-id,Values=${vpcId}`];
  const { SecurityGroups: found } = await aws.ask(groups, "ec2", "describe-security-groups", "--filters", ...filters);
  try {
    for (const { GroupId: id } of found) await aws.text("ec2", "delete-security-group", "--group-id", id);
    return found.length > 0;
  } catch (error) {
    if (error instanceof AwsRefusal && error.code === "DependencyViolation") return false;
    throw error;
  }
}
