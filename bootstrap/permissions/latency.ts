import { type PolicyStatement, statement } from "../../components/security/iam";
import { knownArn } from "../known-arn";
import { fullNames, words } from "./actions";
import { type StackSubjects } from "./subjects";

/**
 * What the boundary of a stack allows for `webapp:experiments.latency` besides: tasks that register with Systems Manager, and
 * AWS FIS that sends its own documents, and no other, to tasks of this stack. Without it a role of one stack could run
 * commands on instances of another.
 */
export const latencyStatements = ({ account, own }: StackSubjects): PolicyStatement[] => [
  statement({
    sid: "FaultAgents",
    actions: fullNames({
      ec2messages: words("AcknowledgeMessage DeleteMessage FailMessage GetEndpoint GetMessages SendReply"),
      ecs: words("DescribeContainerInstances"),
      ssm: words(`AddTagsToResource CancelCommand CreateActivation DeleteActivation DeregisterManagedInstance
        ListAssociations ListCommands ListInstanceAssociations UpdateInstanceInformation`),
    }),
    resources: ["*"],
    reason: "A boundary grants nothing: the policies of each role name resources and tags.",
  }),
  statement({
    sid: "FaultDocuments",
    actions: ["ssm:SendCommand"],
    resources: [knownArn(account, "ssm", "document/AWSFIS-*", { region: "*", accountId: "" })],
  }),
  statement({
    sid: "FaultTargets",
    actions: ["ssm:SendCommand"],
    resources: [own.inAccount("ssm", "managed-instance/*")],
    conditions: {
      StringLike: { "ssm:resourceTag/ECS_TASK_ARN": own.inAccount("ecs", `task/${own.prefix}-cluster/*`) },
    },
  }),
];
