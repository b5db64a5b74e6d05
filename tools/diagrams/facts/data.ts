import { T } from "@toolkit/offline/aws-types";
import { type GraphResource, type ResourceGraph } from "@toolkit/offline/graph";
import { at, firstOf, listAt, numberAt, taskSize, textAt } from "./read";

export interface DatabaseFacts {
  readonly engine: string;
  readonly instanceClass: string;
  readonly storageGb: number;
  readonly port: number;
  readonly multiAz: boolean;
  readonly groupIds: readonly string[];
}

export interface DumpFacts {
  /** `02:00 UTC` every day, or the schedule's own expression. */
  readonly when: string;
  readonly subnetIds: readonly string[];
  readonly size: string;
  readonly transitions: readonly { readonly days: number; readonly storageClass: string }[];
  readonly expirationDays?: number;
  /** Whether S3 is reached through a gateway endpoint, not through NAT. */
  readonly hasGatewayEndpoint: boolean;
}

export function databaseFacts(graph: ResourceGraph): DatabaseFacts {
  const database = firstOf(graph, T.databaseInstance);
  if (database === undefined) throw new Error("The stack has no database.");
  return {
    engine: `${textAt(database, "engine")} ${textAt(database, "engineVersion")}`,
    instanceClass: textAt(database, "instanceClass"),
    storageGb: numberAt(database, "allocatedStorage"),
    port: numberAt(database, "port"),
    multiAz: database.inputs.multiAz === true,
    groupIds: listAt(database.inputs, "vpcSecurityGroupIds").map(String),
  };
}

/** The scheduled dump and what its bucket does with old ones; undefined where nothing is dumped. */
export function dumpFacts(graph: ResourceGraph): DumpFacts | undefined {
  const schedule = firstOf(graph, T.schedule, ({ inputs }) => at(inputs, "target.ecsParameters") !== undefined);
  if (schedule === undefined) return undefined;
  const task = firstOf(graph, T.taskDefinition, ({ urn }) => schedule.dependsOn.includes(urn));
  if (task === undefined) throw new Error(`${schedule.urn} starts no task of this stack.`);
  const rule = dumpRule(graph, schedule);
  const expiration = at(rule, "expiration.days");
  return {
    when: timeOf(schedule),
    size: taskSize(task),
    subnetIds: listAt(schedule.inputs, "target.ecsParameters.networkConfiguration.subnets").map(String),
    transitions: listAt(rule, "transitions").map((transition) => ({
      days: Number(at(transition, "days")),
      storageClass: String(at(transition, "storageClass")),
    })),
    hasGatewayEndpoint: graph
      .ofType(T.endpoint)
      .some(({ inputs }) => inputs.vpcEndpointType === "Gateway" && String(inputs.serviceName).endsWith(".s3")),
    ...(typeof expiration === "number" ? { expirationDays: expiration } : {}),
  };
}

/** The life-cycle rule for dumps, of the bucket that the task writes to. */
function dumpRule(graph: ResourceGraph, schedule: GraphResource): unknown {
  const rules = graph
    .ofType(T.bucketLifecycle)
    .filter(({ urn }) => schedule.dependsOn.includes(urn))
    .flatMap(({ inputs }) => listAt(inputs, "rules"));
  return rules.find((rule) => listAt(rule, "transitions").length > 0 || at(rule, "expiration.days") !== undefined);
}

/** `daily 02:00 UTC`, or the schedule's own expression. */
export function timeOf(schedule: GraphResource): string {
  const expression = textAt(schedule, "scheduleExpression");
  const daily = /^cron\((?<minute>\d+) (?<hour>\d+) \* \* \? \*\)$/u.exec(expression)?.groups;
  if (daily === undefined) return expression;
  const zone = at(schedule.inputs, "scheduleExpressionTimezone");
  const time = `${(daily.hour ?? "").padStart(2, "0")}:${(daily.minute ?? "").padStart(2, "0")}`;
  return `daily ${time} ${typeof zone === "string" ? zone : "UTC"}`;
}
