import { Command } from "@commander-js/extra-typings";
import { RunError } from "@pulumi/pulumi/errors";
import { z } from "zod";

import { Aws, installedAws } from "../aws/aws";
import { containerOf, serviceState } from "../aws/ecs";
import { traceOption } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import { imageKeysOutput } from "./image-keys";
import { output, stackOutputs } from "./output";
import { copyImage, holds } from "./promote/copy";
import { namingCommands } from "./promote/named-image";
import { type Images, type Promotion, promotions } from "./promote/plan";
import { servicesOf } from "./services";
import { judgeRollout } from "./rollout/decide";

const command = new Command("promote")
  .description(
    "Copies the images that one stack runs into the repositories of another, with the same digests, and writes these digests into its stack file. Needs the Pulumi CLI, the AWS CLI and skopeo. Deploys nothing.",
  )
  .option("--from <name>", "stack whose images are proved", "dev")
  .option("--to <name>", "stack that gets them", "prod")
  .option("--source-profile <name>", "AWS profile for the first stack, when it is in another account")
  .option("--dry-run", "say what would be done")
  .addOption(traceOption());

const deployed = z.looseObject({
  clusterName: z.string(),
  frontend: z.string().optional(),
  backendServiceName: z.string(),
  backendTaskDefinitionArn: z.string(),
  imageKeys: imageKeysOutput,
  jobs: z.record(z.string(), z.object({ taskDefinitionArn: z.string() })).default({}),
  oneOffTasks: z.object({ dump: z.object({ taskDefinitionArn: z.string() }) }),
});
const PAGES =
  "The pages of the spa are not copied: a deployment uploads those that its own commit builds (docs/runbooks/promote.md#pages).";

/** Nothing is there before the first deployment. */
const receiving = z.object({
  repositoryUrls: z.record(z.string(), z.string()).default({}),
});

export default subcommand(command, {
  problems: ({ from, to }) => (from === to ? [`--from and --to are both ${to}.`] : []),
  run: async ({ from, to, sourceProfile, dryRun }) => {
    const source = new Aws(installedAws, { profile: sourceProfile });
    const found = stackOutputs(deployed, from);
    const images = await imagesOf(source, from, found);
    const plan = promotions(images, stackOutputs(receiving, to).repositoryUrls, found.imageKeys);
    for (const promotion of plan) {
      if (dryRun !== true) await promote(promotion, source, new Aws(), to);
      console.log(`${promotion.key}.uri: ${promotion.uri}${promotion.target === undefined ? " (not copied)" : ""}`);
    }
    if (found.frontend === "spa") console.log(PAGES);
    console.log(
      dryRun === true ? "Nothing was changed." : `Pulumi.${to}.yaml has them: commit it, and deploy ${to} with it.`,
    );
  },
});

/** @throws RunError when a service runs something else than was deployed, so that nobody has tried these images. */
async function imagesOf(aws: Aws, stack: string, found: z.infer<typeof deployed>): Promise<Images> {
  const serviceImage = async (service: string, taskDefinitionArn: string): Promise<string> => {
    const verdict = judgeRollout(await serviceState(aws, found.clusterName, service), taskDefinitionArn);
    if (verdict.is === "good") return (await containerOf(aws, taskDefinitionArn)).image;
    const because = verdict.is === "bad" ? verdict.because : `its deployment is not through: ${verdict.for}`;
    throw new RunError(`${service} of ${stack} is not ready to be promoted: ${because}`);
  };
  const images: [string, string][] = [];
  for (const { name, service, taskDefinitionArn } of servicesOf(found)) {
    images.push([name, await serviceImage(service, taskDefinitionArn)]);
  }
  // No service runs a job's tasks: its next run starts the newest revision, which is the stack's.
  for (const [name, { taskDefinitionArn }] of Object.entries(found.jobs)) {
    images.push([name, (await containerOf(aws, taskDefinitionArn)).image]);
  }
  return {
    ...Object.fromEntries(images),
    backup: (await containerOf(aws, found.oneOffTasks.dump.taskDefinitionArn)).image,
  };
}

async function promote({ source, target, uri, key }: Promotion, from: Aws, to: Aws, stack: string): Promise<void> {
  if (target !== undefined && !(await holds(to, target, source.digest))) {
    copyImage(
      source,
      target,
      new Map([
        [source.registry, await password(from, source.region)],
        [target.registry, await password(to, target.region)],
      ]),
    );
  }
  for (const args of namingCommands(stack, key, uri)) output("pulumi", args);
}

/** Valid for twelve hours; `get-authorization-token` is what `get-login-password` decodes. */
async function password(aws: Aws, region: string): Promise<string> {
  const answer = z.object({ authorizationData: z.array(z.object({ authorizationToken: z.string() })).min(1) });
  const { authorizationData } = await aws.ask(answer, "ecr", "get-authorization-token", "--region", region);
  const token = Buffer.from(authorizationData[0]?.authorizationToken ?? "", "base64").toString("utf8");
  return token.slice(token.indexOf(":") + 1);
}
