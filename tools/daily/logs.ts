import { Command, InvalidArgumentError } from "@commander-js/extra-typings";
import { RunError } from "@pulumi/pulumi/errors";
import { z } from "zod";

import { traceOption } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import { revisionOf, stateOf } from "./ecs";
import { type Hands, ownHands } from "./hands";
import { deployedStackOption, serviceArgument } from "./options";
import { deployedStack, serviceOrJobNamed } from "./stack";

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Reads a time such as `10m`. @returns seconds */
function ago(text: string): number {
  const [, count, unit = ""] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  if (count === undefined) throw new InvalidArgumentError("use a number and s, m, h or d, such as 10m.");
  return Number(count) * (UNITS[unit] ?? 1);
}

const command = new Command("logs")
  .description("Shows what the tasks of a service or a job wrote, those that have ended too.")
  .addArgument(serviceArgument("whose log").default("backend"))
  .addOption(deployedStackOption())
  .option("--since <time>", "how far back: 30s, 10m, 2h, 1d (default: 10m)", ago)
  .option("--filter <pattern>", "only lines that fit a CloudWatch Logs filter pattern, such as '?ERROR ?panic'")
  .option("--follow", "go on until Ctrl-C", false)
  .addOption(traceOption());

export default subcommand(command, {
  run: ({ stack, since = 600, ...options }, service) => logs(ownHands, stack, service, { since, ...options }),
});

interface LogOptions {
  /** Seconds. */
  readonly since: number;
  readonly filter?: string | undefined;
  readonly follow: boolean;
}

const events = z.object({
  events: z.array(z.object({ eventId: z.string(), timestamp: z.number(), message: z.string() })).default([]),
});

/** Seconds between two looks. */
const LOOK_SECONDS = 3;
/** Lines of several tasks do not arrive in the order in which they were written. */
const LATE_MS = 10_000;

/** Shows the log of a service or a job. @throws RunError for one without a log */
export async function logs(hands: Hands, name: string, wanted: string, options: LogOptions): Promise<void> {
  const stack = await deployedStack(hands, name);
  const service = serviceOrJobNamed(stack, wanted);
  const running = "serviceName" in service ? await stateOf(stack, service) : service;
  const { logGroup } = await revisionOf(stack, running.taskDefinitionArn);
  if (logGroup === undefined) throw new RunError(`The containers of ${service.name} write to no log group.`);
  const pattern = options.filter === undefined ? [] : ["--filter-pattern", options.filter];
  const shown = new Set<string>();
  let from = hands.now() - options.since * 1000;
  for (;;) {
    const asked = ["--log-group-name", logGroup, "--start-time", String(from), ...pattern];
    const { events: found } = await stack.aws.ask(events, "logs", "filter-log-events", ...asked);
    for (const { eventId, timestamp, message } of found.filter((event) => !shown.has(event.eventId))) {
      shown.add(eventId);
      hands.say(`${new Date(timestamp).toISOString()} ${message.trimEnd()}`);
    }
    if (!options.follow) return;
    from = Math.max(from, hands.now() - LATE_MS - LOOK_SECONDS * 1000);
    await hands.sleep(LOOK_SECONDS);
  }
}
