import * as pulumi from "@pulumi/pulumi";

import { type Account, arn, EDGE_REGION } from "../../components/account";
import { type PolicyStatement, statement } from "../../components/security/iam";
import { type Names } from "../names";
import { type Actions, fullNames, kindsOf } from "./actions";
import { boundaryLocks, identityStatements, ownLocks } from "./identity";
import { reads } from "./reads";
import { workloads } from "./workloads";
import { bucketWrites, writes } from "./writes";

/** What the policies are about. */
export interface Subjects {
  /** Project of the application. */
  readonly project: string;
  readonly account: Account;
  readonly names: Names;
  readonly keyArn: pulumi.Input<string>;
  /** What the application's own tasks may call beyond what this project uses. */
  readonly extraActions: readonly string[];
}

/**
 * The most that the roles of CI, and every role that they make, can ever be allowed. It grants nothing by itself.
 */
export function boundaryStatements(subjects: Subjects): PolicyStatement[] {
  const { names } = subjects;
  const services = [
    ...fullNames(reads),
    ...Object.values(writes).flatMap(fullNames),
    ...fullNames(workloads),
    ...bucketWrites.map((name) => `s3:${name}`),
    "ssm:GetParameter",
    "ssm:GetParameters",
  ];
  return [
    statement({
      sid: "Services",
      actions: [...kindsOf(services), ...subjects.extraActions],
      resources: ["*"],
      reason: "A boundary grants nothing: the policies of each role name the resources.",
    }),
    statement({
      sid: "Identity",
      actions: kindsOf(identityStatements(names).flatMap(({ Action }) => Action)),
      resources: [names.appRoles, names.appInstanceProfiles],
    }),
    ...boundaryLocks(names),
    ...stateLocks(subjects),
  ];
}

/** Everything that a preview reads; given to both roles. */
export function readStatements({ account, names }: Subjects): PolicyStatement[] {
  const { s3: buckets = [], ...others } = reads;
  return [
    statement({
      sid: "Settings",
      actions: fullNames(others),
      resources: ["*"],
      reason: "Most Describe, Get and List actions have no resource level; none reads contents.",
    }),
    statement({ sid: "Buckets", actions: fullNames({ s3: buckets }), resources: [names.appBuckets] }),
    // A look for drift compares each file of the site, which anybody may read anyway.
    statement({ sid: "SiteFiles", actions: ["s3:GetObject", "s3:GetObjectTagging"], resources: [names.appSites] }),
    statement({
      sid: "PublicParameters",
      actions: ["ssm:GetParameter", "ssm:GetParameters"],
      // AMIs, which AWS publishes as parameters without an account.
      resources: [arn(account, "ssm", "parameter/aws/service/*", { region: "*", accountId: "" })],
    }),
  ];
}

/** State and the key of its secrets, to read: a preview of a state in S3 takes no lock. */
export const stateReadStatements = ({ names, keyArn }: Subjects): PolicyStatement[] => [
  statement({
    sid: "StateList",
    actions: ["s3:GetBucketLocation", "s3:ListBucket"],
    resources: [names.stateBucketArn],
  }),
  statement({ sid: "StateRead", actions: ["s3:GetObject"], resources: [objectsOf(names)] }),
  statement({ sid: "StateKey", actions: ["kms:Decrypt", "kms:DescribeKey"], resources: [keyArn] }),
];

/** State, its locks, and the key of its secrets, to write. */
export const stateWriteStatements = ({ names, keyArn }: Subjects): PolicyStatement[] => [
  statement({ sid: "StateWrite", actions: ["s3:DeleteObject", "s3:PutObject"], resources: [objectsOf(names)] }),
  statement({ sid: "StateKeyWrite", actions: ["kms:Encrypt", "kms:GenerateDataKey"], resources: [keyArn] }),
];

/** One policy for each group of services, small enough for IAM. */
export function deployPolicies(subjects: Subjects): Readonly<Record<string, PolicyStatement[]>> {
  const { account, names } = subjects;
  return {
    ...Object.fromEntries(
      Object.entries(writes).map(([room, actions]) => [room, [inRegions(account, room, actions)]] as const),
    ),
    storage: [
      statement({
        sid: "Buckets",
        actions: bucketWrites.map((name) => `s3:${name}`),
        resources: [names.appBuckets, pulumi.interpolate`${names.appBuckets}/*`],
      }),
      statement({
        sid: "NoDatabasePassword",
        effect: "Deny",
        actions: ["secretsmanager:GetSecretValue"],
        resources: [arn(account, "secretsmanager", "secret:rds!*", { region: "*" })],
      }),
      statement({
        sid: "NoDumps",
        effect: "Deny",
        actions: ["s3:GetObject", "s3:GetObjectVersion"],
        resources: [names.appDumps],
      }),
      ...stateWriteStatements(subjects),
    ],
    identity: [...identityStatements(names), ...boundaryLocks(names), ...ownLocks(names)],
  };
}

function inRegions(account: Account, room: string, actions: Actions): PolicyStatement {
  return statement({
    sid: `${room.charAt(0).toUpperCase()}${room.slice(1)}`,
    actions: fullNames(actions),
    resources: ["*"],
    reason: "Names of most resources are made when they are created; the regions are the scope.",
    // Global services answer in the edge's region.
    conditions: { StringEquals: { "aws:RequestedRegion": [...new Set([account.region, EDGE_REGION])] } },
  });
}

/** What would lose the state of every stack, or the key to it. */
const stateLocks = ({ names, keyArn }: Subjects): PolicyStatement[] => [
  statement({
    sid: "KeepStateBucket",
    effect: "Deny",
    actions: [
      "s3:DeleteBucket",
      "s3:DeleteBucketPolicy",
      "s3:DeleteObjectVersion",
      "s3:PutBucketPolicy",
      "s3:PutBucketVersioning",
      "s3:PutEncryptionConfiguration",
      "s3:PutLifecycleConfiguration",
    ],
    resources: [names.stateBucketArn, objectsOf(names)],
  }),
  statement({
    sid: "KeepStateKey",
    effect: "Deny",
    actions: ["kms:CreateGrant", "kms:DisableKey", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"],
    resources: [keyArn],
  }),
];

const objectsOf = ({ stateBucketArn }: Names): pulumi.Output<string> => pulumi.interpolate`${stateBucketArn}/*`;
