import { T } from "@toolkit/offline/aws-types";
import type { LedgerEntry } from "./entry";
import { SHORT_LIVED } from "./short-lived";

const review = "2027-05-31";
const IN_ROLE = (name: string) => `${T.rolePolicy}/${name}`;

/** Wildcards in statements by their Sid, with the evidence for each. */
const wildcards: readonly (Pick<LedgerEntry, "about" | "resource" | "where"> & { why: string; instead?: string })[] = [
  {
    about: "EcrAuth",
    resource: IN_ROLE("*-execution"),
    why: "ecr:GetAuthorizationToken knows no resources.",
    instead: "Pull rights name one repository.",
  },
  {
    about: "Logs",
    resource: IN_ROLE("*-execution"),
    why: "The suffix :* is how streams of one log group are named.",
  },
  {
    about: "ExecChannel",
    resource: IN_ROLE("*-task"),
    where: { profile: SHORT_LIVED },
    why: "The ssmmessages actions know no resources.",
    instead: "access.exec is false in prod.",
  },
  {
    about: "ExecLogGroups",
    resource: IN_ROLE("*-task"),
    where: { profile: SHORT_LIVED },
    why: "logs:DescribeLogGroups lists every group of the account.",
    instead: "access.exec is false in prod.",
  },
  {
    about: "ExecLogs",
    resource: IN_ROLE("*-task"),
    where: { profile: SHORT_LIVED },
    why: "The suffix :* is how streams of one log group are named.",
  },
  {
    about: "WriteFlowLogs",
    resource: IN_ROLE("network-flow-logs"),
    why: "The suffix :* is how streams of one log group are named.",
  },
  {
    about: "FindLogGroup",
    resource: IN_ROLE("network-flow-logs"),
    why: "logs:DescribeLogGroups lists every group of the account.",
  },
  {
    about: "LogDelivery",
    resource: IN_ROLE("*-machine"),
    why: "The log delivery actions of Step Functions know no resources (Step Functions developer guide).",
  },
  {
    about: "Traces",
    resource: IN_ROLE("*-machine"),
    why: "The actions of X-Ray that Step Functions needs know no resources.",
  },
  { about: "WriteDumps", resource: IN_ROLE("backup-dump-task"), why: "Objects under one prefix of one bucket." },
  { about: "ReadDumps", resource: IN_ROLE("backup-restore-task"), why: "Objects under one prefix of one bucket." },
  {
    about: "RunTask",
    resource: IN_ROLE("backup-schedule"),
    why: "A new revision of the task must run without a new policy.",
    instead: "One family, one cluster.",
  },
  {
    about: "TagTask",
    resource: IN_ROLE("backup-schedule"),
    why: "The id of a task is not known before it runs.",
    instead: "Only while ecs:RunTask makes it, in one cluster.",
  },
  {
    about: "WriteEvents",
    resource: IN_ROLE("audit-trail"),
    why: "CloudTrail chooses the end of the stream's name.",
    instead: "The stream's name starts with account, trail and region.",
  },
];

/** What is accepted in policies of roles. */
export const identitySuppressions: readonly LedgerEntry[] = [
  ...wildcards.map(({ why, instead = "The statement names one resource of this stack.", ...where }) => ({
    ...where,
    rules: ["iam-no-wildcards"],
    reason: why,
    instead,
    review,
  })),
  ...[
    { about: "AmazonRDSEnhancedMonitoringRole", resource: `${T.rolePolicyAttachment}/database-monitoring-*` },
    { about: "AWSBackupServiceRolePolicyFor*", resource: `${T.rolePolicyAttachment}/snapshots-*` },
  ].map((entry) => ({
    ...entry,
    rules: ["iam-no-managed-policies"],
    reason: "AWS keeps this policy in step with what its service needs.",
    instead: "The role trusts that one service, for this account.",
    review,
  })),
];
