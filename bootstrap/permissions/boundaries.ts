import { type Conditions, type PolicyStatement, statement } from "../../components/security/iam";
import { type Actions, fullNames, kindsOf } from "./actions";
import { inOwnClusters, onOwnDatabase, onOwnTags } from "./conditions";
import { boundaryLocks, identityActions } from "./identity";
import { keyActions } from "./keys";
import { latencyStatements } from "./latency";
import { reads } from "./reads";
import { noState, stateLocks } from "./state";
import { type StackSubjects, type Subjects } from "./subjects";
import { withObjects } from "./with-objects";
import { workloads } from "./workloads";
import { bucketWrites, writes } from "./writes";

/**
 * The most that a role of CI can ever be allowed: what it previews and deploys, not what is deployed. It grants nothing by itself.
 *
 * @param within services that it has nothing of, and buckets and objects within which it stays @default none, any
 */
export function ciBoundaryStatements(
  subjects: Subjects,
  within: { readonly without?: readonly string[]; readonly buckets?: readonly string[] } = {},
): PolicyStatement[] {
  const { names } = subjects;
  const { without = [], buckets } = within;
  const all = [
    ...fullNames(reads),
    ...Object.values(writes).flatMap(fullNames),
    ...Object.values(keyActions).flatMap((actions) => fullNames({ kms: actions })),
    ...fullNames({ s3: bucketWrites }),
    "kms:CreateGrant",
    "ssm:GetParameter",
    "ssm:GetParameters",
  ].filter((action) => !without.includes(action.split(":")[0] ?? ""));
  const isOfBuckets = (action: string): boolean => buckets !== undefined && action.startsWith("s3:");
  return [
    statement({
      sid: "Services",
      actions: [...kindsOf(all.filter((action) => !isOfBuckets(action))), ...subjects.extraActions],
      resources: ["*"],
      reason: "A boundary grants nothing: the policies of each role name the resources.",
    }),
    ...(buckets === undefined
      ? []
      : [statement({ sid: "Buckets", actions: kindsOf(all.filter(isOfBuckets)), resources: buckets })]),
    statement({
      sid: "Identity",
      actions: kindsOf(identityActions),
      resources: [names.roles, names.instanceProfiles],
    }),
    ...boundaryLocks(names.stackBoundaries),
    ...stateLocks(subjects),
  ];
}

/**
 * The most that a role which a stack makes can ever be allowed, whoever wrote its policy: what the application's tasks,
 * schedules and state machines do, on nothing of another stack or project, no secret or bucket but the stack's own and
 * those that the configuration shares, and neither policies of resources nor anything of IAM.
 */
export function stackBoundaryStatements(subjects: StackSubjects): PolicyStatement[] {
  const { own, sharedResources } = subjects;
  const { s3: buckets = [], secretsmanager: secrets = [], kms: keys = [], ecr: images = [], ...others } = workloads;
  const { databaseUsers } = own;
  const { "rds-db": connections = [], ...withoutConnections } = others;
  const services = {
    ...(databaseUsers === undefined ? others : withoutConnections),
    kms: keys.filter((name) => name !== "CreateGrant"),
  };
  const tags = { StringEqualsIfExists: onOwnTags(own) };
  const only = (
    sid: string,
    actions: Actions,
    resources: readonly string[],
    conditions?: Conditions,
  ): PolicyStatement => statement({ sid, actions: fullNames(actions), resources, conditions });
  const shared = (service: string): readonly string[] =>
    sharedResources.filter((resource) => resource.split(":")[2] === service);
  return [
    statement({
      sid: "Services",
      actions: [...fullNames(services), "s3:ListAllMyBuckets", ...subjects.extraActions],
      resources: ["*"],
      reason: "Policies of each role name the resources; keys of shared buckets are others', whose policies decide.",
      conditions: { ...tags, ...inOwnClusters(own) },
    }),
    statement({
      sid: "Images",
      actions: fullNames({ ecr: images }),
      resources: ["*"],
      reason: "A promotion runs what another stack of the project built; policies of each role name the repositories.",
      conditions: { StringEqualsIfExists: { "aws:ResourceTag/Project": own.project } },
    }),
    statement({
      sid: "Grants",
      actions: ["kms:CreateGrant"],
      resources: ["*"],
      reason: "AWS Backup gives its own services the keys that its plan names.",
      conditions: { ...tags, Bool: { "kms:GrantIsForAWSResource": "true" } },
    }),
    only("Secrets", { secretsmanager: secrets }, own.secrets, tags),
    ...(shared("secretsmanager").length === 0
      ? []
      : [only("SharedSecrets", { secretsmanager: secrets }, shared("secretsmanager"))]),
    statement({
      sid: "DatabasePassword",
      actions: ["secretsmanager:GetSecretValue"],
      resources: [own.databaseSecrets],
      conditions: onOwnDatabase(own),
    }),
    ...(own.databaseUsers === undefined ? [] : [only("DatabaseUsers", { "rds-db": connections }, [own.databaseUsers])]),
    only("Monitoring", { logs: ["GetLogEvents"] }, [own.inAccount("logs", "log-group:RDS*")]),
    only("Buckets", { s3: buckets }, [own.buckets, ...shared("s3")].flatMap(withObjects)),
    statement({ sid: "PassRoles", actions: ["iam:PassRole"], resources: [own.roles] }),
    ...(subjects.latencyStacks.includes(own.stack) ? latencyStatements(subjects) : []),
    ...noState(subjects),
  ];
}
