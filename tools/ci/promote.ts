/** `npm run --silent promote -- --from dev --to prod`: gives prod the images that dev runs, by digest. */
import { RunError } from "@pulumi/pulumi/errors";
import { z } from "zod";

import { readArguments, refuseProblems } from "@toolkit/offline/arguments";
import { runCommandLine } from "@toolkit/offline/command-line";
import { type AwsCall, awsCli, output, stackOutputs } from "./aws-cli";
import { copyImage, holds } from "./promote/copy";
import { type Images, type Promotion, promotions } from "./promote/plan";
import { judgeRollout } from "./rollout/decide";
import { containerOf, serviceState } from "./rollout/ecs";

const HELP = `Copies the images that one stack runs into the repositories of another, with the same digests, and writes
these digests into its stack file. Needs the Pulumi CLI, the AWS CLI and skopeo. Deploys nothing.

Usage: npm run --silent promote -- [options]

  --from NAME            stack whose images are proved (default: dev)
  --to NAME              stack that gets them (default: prod)
  --source-profile NAME  AWS profile for the first stack, when it is in another account
  --dry-run              say what would be done
  --help                 this text
`;

const DEFINITIONS = {
  from: { type: "string" },
  to: { type: "string" },
  "source-profile": { type: "string" },
  "dry-run": { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

const deployed = z.object({
  clusterName: z.string(),
  backendServiceName: z.string(),
  backendTaskDefinitionArn: z.string(),
  frontendServiceName: z.string().optional(),
  frontendTaskDefinitionArn: z.string().optional(),
  oneOffTasks: z.object({ dump: z.object({ taskDefinitionArn: z.string() }) }),
});
/** Nothing is there before the first deployment. */
const receiving = z.object({
  repositoryUrls: z
    .object({ backend: z.string().optional(), frontend: z.string().optional(), backup: z.string().optional() })
    .default({}),
});

// eslint-disable-next-line @typescript-eslint/require-await -- a refusal must reject, and not throw
runCommandLine("promotion", async () => {
  const given = readArguments(process.argv.slice(2), DEFINITIONS);
  if (given.flag("help")) {
    process.stdout.write(HELP);
    return;
  }
  const [from, to] = [given.text("from") ?? "dev", given.text("to") ?? "prod"];
  const isSame = from === to ? [`--from and --to are both ${to}.`] : [];
  refuseProblems([...given.problems, ...isSame], "npm run promote");

  const source = awsCli(given.text("source-profile"));
  const plan = promotions(imagesOf(source, from), stackOutputs(receiving, to).repositoryUrls);
  for (const promotion of plan) {
    if (!given.flag("dry-run")) promote(promotion, source, awsCli(), to);
    console.log(`${promotion.key}.uri: ${promotion.uri}${promotion.target === undefined ? " (not copied)" : ""}`);
  }
  console.log(
    given.flag("dry-run") ? "Nothing was changed." : `Pulumi.${to}.yaml has them: commit it, and deploy ${to} with it.`,
  );
});

/** @throws RunError when a service runs something else than was deployed, so that nobody has tried these images. */
function imagesOf(aws: AwsCall, stack: string): Images {
  const found = stackOutputs(deployed, stack);
  const serviceImage = (service: string, taskDefinitionArn: string): string => {
    const verdict = judgeRollout(serviceState(aws, found.clusterName, service), taskDefinitionArn);
    if (verdict.is === "good") return containerOf(aws, taskDefinitionArn).image;
    const because = verdict.is === "bad" ? verdict.because : `its deployment is not through: ${verdict.for}`;
    throw new RunError(`${service} of ${stack} is not ready to be promoted: ${because}`);
  };
  const { frontendServiceName, frontendTaskDefinitionArn } = found;
  return {
    backend: serviceImage(found.backendServiceName, found.backendTaskDefinitionArn),
    ...(frontendServiceName === undefined || frontendTaskDefinitionArn === undefined
      ? {}
      : { frontend: serviceImage(frontendServiceName, frontendTaskDefinitionArn) }),
    backup: containerOf(aws, found.oneOffTasks.dump.taskDefinitionArn).image,
  };
}

function promote({ source, target, uri, key }: Promotion, from: AwsCall, to: AwsCall, stack: string): void {
  if (target !== undefined && !holds(to, target, source.digest)) {
    copyImage(
      source,
      target,
      new Map([
        [source.registry, password(from, source.region)],
        [target.registry, password(to, target.region)],
      ]),
    );
  }
  // The schema takes one of the two.
  output("pulumi", ["config", "rm", "--stack", stack, "--path", `${key}.build`]);
  output("pulumi", ["config", "set", "--stack", stack, "--path", `${key}.uri`, uri]);
}

/** Valid for twelve hours; `get-authorization-token` is what `get-login-password` decodes. */
function password(aws: AwsCall, region: string): string {
  const answer = z.object({ authorizationData: z.array(z.object({ authorizationToken: z.string() })).min(1) });
  const { authorizationData } = aws(answer, "ecr", "get-authorization-token", "--region", region);
  const token = Buffer.from(authorizationData[0]?.authorizationToken ?? "", "base64").toString("utf8");
  return token.slice(token.indexOf(":") + 1);
}
