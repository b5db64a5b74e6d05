import { readFileSync } from "node:fs";
import { join } from "node:path";

import type * as pulumi from "@pulumi/pulumi";

import { type AccountContext, arn } from "../account";
import { createServiceRole, type PolicyStatement, type ServiceRole, statement } from "../security/iam";
import { AGENT_MEMORY, LEAST_MEMORY_WITH_AGENT } from "./agent-memory";
import { type ContainerDefinition, logConfiguration, STOP_TIMEOUT_SECONDS } from "./container-definition";

const IMAGE = "public.ecr.aws/amazon-ssm-agent/amazon-ssm-agent:latest";
const CONTAINER = "amazon-ssm-agent";
const SCRIPT = readFileSync(join(__dirname, "fault-agent.sh"), "utf8");

/** Tags of the managed instance that a task becomes; AWS FIS finds the task by the first. */
const TAGS = ["ECS_TASK_ARN", "ECS_TASK_AVAILABILITY_ZONE", "FAULT_INJECTION_SIDECAR"];

/** What a task definition has besides, so that AWS FIS can slow the task's network. */
export const FAULT_INJECTION = { enableFaultInjection: true, pidMode: "task" } as const;

/** What is wrong with a task that is to be slowed, one line each. */
export const faultAgentProblems = ({ memory, exec }: { readonly memory: number; readonly exec: boolean }): string[] => [
  ...(exec ? ["faultInjection does not go with exec: AWS FIS needs ECS Exec off."] : []),
  ...(memory < LEAST_MEMORY_WITH_AGENT
    ? [
        `memory is ${memory} MiB: with faultInjection use ${LEAST_MEMORY_WITH_AGENT} at least, of which the SSM agent takes ${AGENT_MEMORY}.`,
      ]
    : []),
];

/**
 * The container through which AWS FIS reaches a task: it registers the task as a managed instance when it starts, and takes
 * it back when it stops. It runs as root with a writable root file system, since it installs packages when it starts, and may
 * use no more than its memory. The task goes on without it.
 *
 * Source: AWS FIS user guide, "Use the AWS FIS aws:ecs:task actions"
 * (https://docs.aws.amazon.com/fis/latest/userguide/ecs-task-actions.html).
 */
export const faultAgent = (args: {
  /** Name of the role of the managed instance. */
  readonly roleName: pulumi.Input<string>;
  readonly logGroupName: pulumi.Input<string>;
  /** Region of the log group. */
  readonly region: string;
}): ContainerDefinition => ({
  name: CONTAINER,
  image: IMAGE,
  essential: false,
  cpu: 0,
  memory: AGENT_MEMORY,
  command: ["/bin/bash", "-c", SCRIPT],
  environment: [{ name: "MANAGED_INSTANCE_ROLE_NAME", value: args.roleName }],
  portMappings: [],
  mountPoints: [],
  volumesFrom: [],
  systemControls: [],
  stopTimeout: STOP_TIMEOUT_SECONDS,
  logConfiguration: logConfiguration({ ...args, name: CONTAINER }),
});

/**
 * The role of the managed instance: what the agent calls to take commands and to leave. AWS's own policy for it,
 * AmazonSSMManagedInstanceCore, would let it read every parameter of the account.
 *
 * Source: AWS Systems Manager user guide, "Create the IAM service role required for Systems Manager in hybrid and multicloud
 * environments" (https://docs.aws.amazon.com/systems-manager/latest/userguide/hybrid-multicloud-service-role.html), and AWS
 * managed policy reference, AmazonSSMManagedInstanceCore.
 */
export const createAgentRole = (
  name: string,
  account: AccountContext,
  opts: { readonly parent: pulumi.Resource },
): ServiceRole =>
  createServiceRole(
    name,
    {
      account,
      service: "ssm.amazonaws.com",
      sourceArn: arn(account, "ssm", "*"),
      statements: [
        statement({
          sid: "AgentChannel",
          actions: [
            ...["AcknowledgeMessage", "DeleteMessage", "FailMessage", "GetEndpoint", "GetMessages", "SendReply"].map(
              (action) => `ec2messages:${action}`,
            ),
            ...["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"].map(
              (action) => `ssmmessages:${action}`,
            ),
            "ssm:DeleteActivation",
            "ssm:ListAssociations",
          ],
          resources: ["*"],
          reason: "Channels, activations and lists of Systems Manager have no resource level.",
        }),
        statement({
          sid: "AgentInstance",
          actions: ["ssm:ListInstanceAssociations", "ssm:UpdateInstanceInformation"],
          resources: [managedInstances(account)],
        }),
        statement({
          sid: "AgentLeaves",
          actions: ["ssm:DeregisterManagedInstance"],
          resources: [managedInstances(account)],
          conditions: { StringEquals: { "ssm:resourceTag/FAULT_INJECTION_SIDECAR": "true" } },
        }),
      ],
    },
    opts,
  );

/** What the task itself may do for it: register with that role, under tags that nothing else has. */
export const agentStatements = (roleArn: pulumi.Input<string>): PolicyStatement[] => [
  statement({
    sid: "AgentRegisters",
    actions: ["ssm:AddTagsToResource", "ssm:CreateActivation"],
    resources: ["*"],
    reason: "CreateActivation has no resource level, and what it tags has no name before.",
    conditions: {
      StringEquals: { "aws:RequestTag/FAULT_INJECTION_SIDECAR": "true" },
      "ForAllValues:StringEquals": { "aws:TagKeys": TAGS },
    },
  }),
  statement({
    sid: "AgentRole",
    actions: ["iam:PassRole"],
    resources: [roleArn],
    conditions: { StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" } },
  }),
];

const managedInstances = (account: AccountContext): pulumi.Output<string> => arn(account, "ssm", "managed-instance/*");
