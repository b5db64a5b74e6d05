import { setTimeout } from "node:timers/promises";
import { Command, Option } from "@commander-js/extra-typings";
import { RunError } from "@pulumi/pulumi/errors";
import { z } from "zod";

import { Aws } from "../aws/aws";
import { containerOf, serviceState } from "../aws/ecs";
import { seconds, traceOption } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import { parseImage } from "./image";
import { stackOutputs } from "./output";
import { judgeRollout, judgeTasks, type Verdict } from "./rollout/decide";
import { proveJob } from "./rollout/jobs";
import { platformDigests, taskDigests } from "./rollout/digests";
import { servicesOf } from "./services";

const command = new Command("wait-for-digest")
  .description(
    "Waits until every service of a stack runs the image that was deployed, and every job starts it at its next run, and fails when it is another one: after a rollback by ECS, pulumi up may have ended well although the old version serves.",
  )
  .requiredOption("--stack <name>", "stack whose outputs name cluster, services and revisions")
  .addOption(new Option("--timeout <seconds>", "how long to wait for each service").argParser(seconds).default(1800))
  .addOption(new Option("--interval <seconds>", "how long to wait between two looks").argParser(seconds).default(15))
  .addOption(traceOption());

const outputs = z.looseObject({
  clusterName: z.string(),
  backendServiceName: z.string(),
  backendTaskDefinitionArn: z.string(),
  jobs: z.record(z.string(), z.object({ taskDefinitionArn: z.string() })).default({}),
});

const aws = new Aws();

interface Rollout {
  readonly cluster: string;
  readonly service: string;
  readonly taskDefinitionArn: string;
}

interface Patience {
  readonly timeout: number;
  readonly interval: number;
}

export default subcommand(command, {
  run: async ({ stack, timeout, interval }) => {
    const found = stackOutputs(outputs, stack);
    for (const rollout of rolloutsOf(found)) await follow(rollout, { timeout, interval });
    for (const [name, { taskDefinitionArn }] of Object.entries(found.jobs)) {
      console.log(`${name} starts ${await proveJob(aws, name, taskDefinitionArn)} at its next run`);
    }
  },
});

/** Services and workers of the stack. */
function rolloutsOf(found: z.infer<typeof outputs>): Rollout[] {
  return servicesOf(found).map(({ service, taskDefinitionArn }) => ({
    cluster: found.clusterName,
    service,
    taskDefinitionArn,
  }));
}

/** @throws RunError when another image runs, or this one does not in time. */
async function follow(rollout: Rollout, { timeout, interval }: Patience): Promise<void> {
  const { service, taskDefinitionArn } = rollout;
  const { name, image } = await containerOf(aws, taskDefinitionArn);
  const { digest } = parseImage(image);
  const deadline = Date.now() + timeout * 1000;
  let said = "";
  for (;;) {
    const verdict = await look(rollout, name, image);
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

async function look(
  { cluster, service, taskDefinitionArn }: Rollout,
  container: string,
  image: string,
): Promise<Verdict> {
  const rolledOut = judgeRollout(await serviceState(aws, cluster, service), taskDefinitionArn);
  if (rolledOut.is !== "good") return rolledOut;
  const { digest } = parseImage(image);
  const tasks = await taskDigests(aws, cluster, service, container);
  const isPlain = tasks.every((task) => task.digest === undefined || task.digest === digest);
  const deployed = [digest, ...(isPlain ? [] : await platformDigests(aws, image))];
  return judgeTasks(tasks, taskDefinitionArn, (running) => deployed.includes(running));
}
