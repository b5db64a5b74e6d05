import { T } from "@toolkit/offline/aws-types";
import type { Properties } from "../protocol/values";
import { proof, type Proof } from "./proof";

const subnets = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `arn:aws:ec2:us-east-1:123456789012:subnet/subnet-${index}`);
const target: Properties = {
  name: "subnets",
  resourceType: "aws:ec2:subnet",
  resourceArns: subnets(1),
  selectionMode: "ALL",
};
const action = (scope: string, name = "subnets", key = "Subnets"): Properties => ({
  name: "cut",
  actionId: "aws:network:disrupt-connectivity",
  target: { key, value: name },
  parameters: [
    { key: "duration", value: "PT5M" },
    { key: "scope", value: scope },
  ],
});
const slow = (milliseconds: string): Properties => ({
  actions: [
    {
      name: "slow",
      actionId: "aws:ecs:task-network-latency",
      target: { key: "Tasks", value: "tasks" },
      parameters: [
        { key: "duration", value: "PT5M" },
        { key: "delayMilliseconds", value: milliseconds },
        { key: "useEcsFaultInjectionEndpoints", value: "true" },
      ],
    },
  ],
  targets: [
    {
      name: "tasks",
      resourceType: "aws:ecs:task",
      selectionMode: "COUNT(2)",
      parameters: { cluster: "shop", service: "till" },
    },
  ],
});
const log = (end: string): Properties => ({
  logSchemaVersion: 2,
  cloudwatchLogsConfiguration: { logGroupArn: `arn:aws:logs:us-east-1:123456789012:log-group:/shop${end}` },
});
const alarm: Properties = {
  source: "aws:cloudwatch:alarm",
  value: "arn:aws:cloudwatch:us-east-1:123456789012:alarm:errors",
};
const good: Properties = {
  description: "A zone without network",
  roleArn: "arn:aws:iam::123456789012:role/experiment",
  actions: [action("all")],
  targets: [target],
  stopConditions: [alarm],
  logConfiguration: log(":*"),
};

/** A template with values that AWS FIS refuses, and the same with ones that it accepts. */
const template = (rule: string, bad: Properties, accepted: Properties = {}): Proof =>
  proof(rule, (aws) => ({
    refused: () => aws.make(T.experimentTemplate, { ...good, ...bad }),
    accepted: () => aws.make(T.experimentTemplate, { ...good, ...accepted }),
  }));

export const experimentValueProofs: readonly Proof[] = [
  template("experiment-targets-are-defined", { actions: [action("all", "others")] }),
  template("experiment-action-has-its-kind", { actions: [action("all", "subnets", "Instances")] }),
  template("experiment-cut-is-described", { actions: [action("zone")] }),
  template("experiment-latency-is-described", slow("200ms"), slow("200")),
  template("experiment-target-is-small", { targets: [{ ...target, resourceArns: subnets(6) }] }),
  template("experiment-stops-are-few", { stopConditions: [alarm, alarm, alarm, alarm, alarm, alarm] }),
  template("experiment-actions-are-few", {
    actions: Array.from({ length: 11 }, (_, index) => ({ ...action("all"), name: `cut-${index}` })),
  }),
  template("experiment-log-arn-ends-with-star", { logConfiguration: log("") }),
];
