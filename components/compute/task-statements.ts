import * as pulumi from "@pulumi/pulumi";
import { type AccountContext } from "../account";
import { type PolicyStatement, statement } from "../security/iam";

/** What ECS itself needs before and while a container runs. */
export interface ExecutionNeeds {
  readonly account: AccountContext;
  /** Log group of the containers. */
  readonly logGroupArn: pulumi.Input<string>;
  /** Repository of the image, when it is private. @default none, for public images */
  readonly pullRepositoryArn?: pulumi.Input<string> | undefined;
  /** Secrets that become variables, by exact ARN. @default none */
  readonly secretArns?: readonly pulumi.Input<string>[] | undefined;
  /** Customer-managed keys of those secrets. @default none */
  readonly secretKeyArns?: readonly pulumi.Input<string>[] | undefined;
}

/** Where ECS Exec records its sessions. */
export interface ExecSessions {
  /** Log group of the sessions. */
  readonly logGroupArn: pulumi.Input<string>;
  /** Key that encrypts the sessions' data channel. @default only the TLS of Systems Manager */
  readonly keyArn?: pulumi.Input<string> | undefined;
}

/** The statements of an execution role: pull one repository, write one log group, read the named secrets. */
export function executionStatements(needs: ExecutionNeeds): PolicyStatement[] {
  const { account, logGroupArn, pullRepositoryArn, secretArns = [], secretKeyArns = [] } = needs;
  return [
    ...(pullRepositoryArn === undefined ? [] : pullStatements(pullRepositoryArn)),
    statement({
      sid: "Logs",
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [streamsOf(logGroupArn)],
    }),
    ...(secretArns.length === 0
      ? []
      : [statement({ sid: "Secrets", actions: ["secretsmanager:GetSecretValue"], resources: secretArns })]),
    ...(secretArns.length === 0 || secretKeyArns.length === 0
      ? []
      : [
          statement({
            sid: "SecretsKey",
            actions: ["kms:Decrypt"],
            resources: secretKeyArns,
            conditions: { StringEquals: { "kms:ViaService": `secretsmanager.${account.region}.amazonaws.com` } },
          }),
        ]),
  ];
}

/**
 * What a task role needs for ECS Exec with recorded sessions.
 *
 * Source: Amazon ECS developer guide, "Monitor Amazon ECS containers with ECS Exec".
 */
export function execStatements(sessions: ExecSessions): PolicyStatement[] {
  return [
    statement({
      sid: "ExecChannel",
      actions: [
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
      ],
      resources: ["*"],
      reason: "Systems Manager's message channels have no resource level.",
    }),
    statement({
      sid: "ExecLogGroups",
      actions: ["logs:DescribeLogGroups"],
      resources: ["*"],
      reason: "DescribeLogGroups lists all groups of the region; it reads names, not events.",
    }),
    statement({
      sid: "ExecLogs",
      actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      resources: [streamsOf(sessions.logGroupArn)],
    }),
    ...(sessions.keyArn === undefined
      ? []
      : [statement({ sid: "ExecKey", actions: ["kms:Decrypt"], resources: [sessions.keyArn] })]),
  ];
}

function pullStatements(repositoryArn: pulumi.Input<string>): PolicyStatement[] {
  return [
    statement({
      sid: "EcrAuth",
      actions: ["ecr:GetAuthorizationToken"],
      resources: ["*"],
      reason: "GetAuthorizationToken has no resource level; what may be pulled is in EcrPull.",
    }),
    statement({
      sid: "EcrPull",
      actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      resources: [repositoryArn],
    }),
  ];
}

/** Streams of a log group: the ARN that log writes are checked against. */
function streamsOf(logGroupArn: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi.interpolate`${logGroupArn}:*`;
}
