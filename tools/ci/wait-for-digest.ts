/** `npm run --silent wait-for-digest -- --stack prod`: ends when the services run the images that `pulumi up` deployed. */
import { setTimeout } from "node:timers/promises";
import { RunError } from "@pulumi/pulumi/errors";
import { z } from "zod";

import { readArguments, refuseProblems } from "@toolkit/offline/arguments";
import { runCommandLine } from "@toolkit/offline/command-line";
import { awsCli, stackOutputs } from "./aws-cli";
import { parseImage } from "./image";
import { judgeRollout, judgeTasks, type Verdict } from "./rollout/decide";
import { containerOf, platformDigests, runningTasks, serviceState } from "./rollout/ecs";

const HELP = `Waits until every service of a stack runs the image that was deployed, and fails when another one runs:
after a rollback by ECS, pulumi up may have ended well although the old version serves.

Usage: npm run --silent wait-for-digest -- --stack NAME [options]

  --stack NAME      stack whose outputs name cluster, services and revisions
  --timeout SECS    how long to wait for each service (default: 1800)
  --interval SECS   how long to wait between two looks (default: 15)
  --help            this text
`;

const DEFINITIONS = {
  stack: { type: "string" },
  timeout: { type: "string" },
  interval: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

const outputs = z.object({
  clusterName: z.string(),
  backendServiceName: z.string(),
  backendTaskDefinitionArn: z.string(),
  frontendServiceName: z.string().optional(),
  frontendTaskDefinitionArn: z.string().optional(),
});

const aws = awsCli();

interface Rollout {
  readonly cluster: string;
  readonly service: string;
  readonly taskDefinitionArn: string;
}

interface Patience {
  readonly timeout: number;
  readonly interval: number;
}

runCommandLine("wait", async () => {
  const given = readArguments(process.argv.slice(2), DEFINITIONS);
  if (given.flag("help")) {
    process.stdout.write(HELP);
    return;
  }
  const stack = given.text("stack") ?? "";
  const seconds = (name: string, fallback: number): number => Number(given.text(name) ?? fallback);
  const patience = { timeout: seconds("timeout", 1800), interval: seconds("interval", 15) };
  const problems = [
    ...given.problems,
    ...(stack === "" ? ["--stack is missing."] : []),
    ...Object.entries(patience)
      .filter(([, value]) => !(value >= 0))
      .map(([name]) => `--${name} takes a number of seconds.`),
  ];
  refuseProblems(problems, "npm run wait-for-digest");
  for (const rollout of rolloutsOf(stack)) await follow(rollout, patience);
});

/** The services of the stack: the front end has one in ssr only. */
function rolloutsOf(stack: string): Rollout[] {
  const found = stackOutputs(outputs, stack);
  const cluster = found.clusterName;
  const { frontendServiceName: service, frontendTaskDefinitionArn: taskDefinitionArn } = found;
  return [
    { cluster, service: found.backendServiceName, taskDefinitionArn: found.backendTaskDefinitionArn },
    ...(service === undefined || taskDefinitionArn === undefined ? [] : [{ cluster, service, taskDefinitionArn }]),
  ];
}

/** @throws RunError when another image runs, or this one does not in time. */
async function follow(rollout: Rollout, { timeout, interval }: Patience): Promise<void> {
  const { service, taskDefinitionArn } = rollout;
  const { name, image } = containerOf(aws, taskDefinitionArn);
  const { digest } = parseImage(image);
  const deadline = Date.now() + timeout * 1000;
  let said = "";
  for (;;) {
    const verdict = look(rollout, name, image);
    if (verdict.is === "bad") {
      throw new RunError(
        `${service} should run ${digest}, but ${verdict.because}\nSee docs/runbooks/services.md#deployment-failed`,
      );
    }
    if (verdict.is === "good") {
      console.log(`${service} runs ${digest}`);
      return;
    }
    if (Date.now() >= deadline) {
      throw new RunError(
        `${service} does not run ${digest} after ${timeout} seconds: ${verdict.for}.\nSee docs/runbooks/services.md#deployment-failed`,
      );
    }
    if (verdict.for !== said) console.log(`${service}: ${verdict.for}`);
    said = verdict.for;
    await setTimeout(interval * 1000);
  }
}

function look({ cluster, service, taskDefinitionArn }: Rollout, container: string, image: string): Verdict {
  const rolledOut = judgeRollout(serviceState(aws, cluster, service), taskDefinitionArn);
  if (rolledOut.is !== "good") return rolledOut;
  const { digest } = parseImage(image);
  return judgeTasks(
    runningTasks(aws, cluster, service, container),
    taskDefinitionArn,
    (running) => running === digest || platformDigests(aws, image).includes(running),
  );
}
