import { Command } from "@commander-js/extra-typings";
import { z } from "zod";

import { traceOption } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import { revisionOf, shortImage, stateOf } from "./ecs";
import { jobRow } from "./job-runs";
import { type Hands, ownHands } from "./hands";
import { columns } from "./columns";
import { deployedStackOption } from "./options";
import { siteState } from "./site-step";
import { type DeployedStack, deployedStack, type Service } from "./stack";
import { minuteOf } from "./when";

const command = new Command("status")
  .description(
    "Tells how a stack stands: tasks, deployment and release of each service, the last runs of each job, the release of the pages, the database, alarms that fire.",
  )
  .addOption(deployedStackOption())
  .addOption(traceOption());

export default subcommand(command, { run: ({ stack }) => status(ownHands, stack) });

const databases = z.object({
  DBInstances: z.array(z.object({ DBInstanceStatus: z.string(), DBInstanceClass: z.string() })),
});
const alarms = z.object({
  MetricAlarms: z.array(z.object({ AlarmName: z.string(), StateReason: z.string().default("") })).default([]),
  CompositeAlarms: z.array(z.object({ AlarmName: z.string(), StateReason: z.string().default("") })).default([]),
});

/** Tells how a stack stands. @throws RunError for what AWS refuses */
export async function status(hands: Hands, name: string): Promise<void> {
  const stack = await deployedStack(hands, name);
  const rows = [];
  for (const service of stack.services) rows.push(await serviceRow(stack, service));
  hands.say(`${stack.name} (${stack.frontend}, ${stack.region}) ${stack.url}`);
  hands.say("");
  hands.say(columns([["service", "tasks", "deployment", "revision", "image", "since"], ...rows]));
  if (stack.jobs.length > 0) {
    const runs = [];
    for (const job of stack.jobs) runs.push(await jobRow(stack, job));
    hands.say("");
    hands.say(columns([["job", "last run", "ended", "before that"], ...runs]));
  }
  hands.say("");
  const site = await siteState(stack);
  if (site !== undefined) hands.say(`site      ${site}`);
  hands.say(`database  ${await databaseState(stack)}`);
  const firing = await firingAlarms(stack);
  hands.say(`alarms    ${firing.length === 0 ? "none fires in this region" : firing.join("\n          ")}`);
}

async function serviceRow(stack: DeployedStack, service: Service): Promise<string[]> {
  const state = await stateOf(stack, service);
  const revision = await revisionOf(stack, state.taskDefinitionArn);
  const isDeployed = state.taskDefinitionArn === service.taskDefinitionArn;
  const deployment =
    state.rolloutState === "COMPLETED"
      ? "complete"
      : `${state.rolloutState.toLowerCase().replace("_", " ")}: ${state.reason}`;
  return [
    service.name,
    `${state.running} of ${state.desired}`,
    isDeployed ? deployment : `${deployment}, not the revision that Pulumi deployed`,
    revision.name,
    shortImage(revision.image),
    state.since === undefined ? "" : minuteOf(state.since),
  ];
}

async function databaseState({ aws, database: { identifier } }: DeployedStack): Promise<string> {
  const { DBInstances: found } = await aws.ask(
    databases,
    "rds",
    "describe-db-instances",
    "--db-instance-identifier",
    identifier,
  );
  return found.map(({ DBInstanceStatus: state, DBInstanceClass: size }) => `${state}, ${size}, ${identifier}`).join();
}

async function firingAlarms({ aws }: DeployedStack): Promise<string[]> {
  const found = await aws.ask(alarms, "cloudwatch", "describe-alarms", "--state-value", "ALARM");
  return [...found.CompositeAlarms, ...found.MetricAlarms].map(
    ({ AlarmName: alarm, StateReason: reason }) => `${alarm}: ${reason}`,
  );
}
