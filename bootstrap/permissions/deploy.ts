import { type PolicyStatement, statement, type StatementArgs } from "../../components/security/iam";
import { type Actions, fullNames, words } from "./actions";
import { forStack, onOwnDatabase } from "./conditions";
import { boundaryLocks, identityStatements, ownLocks } from "./identity";
import { keyStatements } from "./keys";
import { type NamedResources, namedResources } from "./named";
import { type StackSubjects } from "./subjects";
import { withObjects } from "./with-objects";
import { bucketWrites, type Rooms, writes } from "./writes";

/**
 * What the deploy role of a stack may do besides reading: one policy for each group of services, small enough for IAM.
 *
 * @param rooms what it changes @default everything that a stack can hold
 */
export function deployPolicies(
  subjects: StackSubjects,
  rooms: Rooms = writes,
): Readonly<Record<string, PolicyStatement[]>> {
  const { names, own, extraActions } = subjects;
  const named = namedResources(own);
  return {
    ...Object.fromEntries(
      Object.entries(rooms).map(([room, actions]) => [room, changes(subjects, room, actions, named)] as const),
    ),
    storage: [
      ...keyStatements(subjects),
      statement({
        sid: "Buckets",
        actions: fullNames({ s3: bucketWrites }),
        resources: withObjects(own.buckets),
      }),
      databaseSecrets(subjects),
      ...privateContents(subjects),
    ],
    identity: [...identityStatements(own), ...boundaryLocks(own.boundaryArn), ...ownLocks(names)],
    ...(extraActions.length === 0 ? {} : { extra: [extraStatement(subjects)] }),
  };
}

/** Changes by name where the program chooses names, and everything else by tags. */
function changes(
  subjects: StackSubjects,
  room: string,
  actions: Actions,
  named: Readonly<Record<string, NamedResources>>,
): PolicyStatement[] {
  const entries = Object.entries(actions).map(([service, all]) => ({ service, all, scope: named[service] }));
  const everywhere = entries.flatMap(({ service, all, scope }) =>
    fullNames({ [service]: scope === undefined ? all : all.filter((action) => scope.anywhere.includes(action)) }),
  );
  const ofNoName = statementOf(everywhere, {
    sid: capitalized(room),
    resources: ["*"],
    reason: "Names of these resources are made when they are created; regions and tags are the scope.",
    conditions: forStack(subjects),
  });
  return [...ofNoName, ...entries.flatMap(({ service, all, scope }) => byName(subjects, room, service, all, scope))];
}

/** What a deployment changes of a service whose resources have names, and what of only some of them. */
function byName(
  subjects: StackSubjects,
  room: string,
  service: string,
  all: readonly string[],
  scope: NamedResources | undefined,
): PolicyStatement[] {
  if (scope === undefined) return [];
  const { anywhere, resources, within = { actions: [], resources: [] } } = scope;
  const sid = `${capitalized(room)}${capitalized(service)}`;
  const conditions = scope.isGlobal ? {} : { conditions: { ...forStack(subjects), ...scope.conditions } };
  const named = all.filter((action) => !anywhere.includes(action) && !within.actions.includes(action));
  const some = all.filter((action) => within.actions.includes(action));
  return [
    statement({ sid, actions: fullNames({ [service]: named }), resources, ...conditions }),
    ...statementOf(fullNames({ [service]: some }), { sid: `${sid}Some`, resources: within.resources, ...conditions }),
  ];
}

/** No statement where there is no action. */
const statementOf = (actions: readonly string[], rest: Omit<StatementArgs, "actions">): PolicyStatement[] =>
  actions.length === 0 ? [] : [statement({ ...rest, actions })];

/**
 * RDS makes the secret of the master password with the caller's rights, and tags it with the instance.
 *
 * Source: Amazon RDS user guide, "Password management with Amazon RDS and AWS Secrets Manager", permissions.
 */
const databaseSecrets = (subjects: StackSubjects): PolicyStatement =>
  statement({
    sid: "DatabaseSecrets",
    actions: words(`secretsmanager:CancelRotateSecret secretsmanager:CreateSecret secretsmanager:RotateSecret
      secretsmanager:TagResource`),
    resources: [subjects.own.databaseSecrets],
    conditions: { ...forStack(subjects), ...onOwnDatabase(subjects.own) },
  });

/**
 * A deployment needs no contents. It keeps whoever holds the role from a glance at them, no more: who deploys the
 * application may also deploy one that shows them (docs/decisions/bootstrap.md).
 */
const privateContents = ({ own }: StackSubjects): PolicyStatement[] => [
  statement({
    sid: "NoDatabasePassword",
    effect: "Deny",
    actions: ["secretsmanager:GetSecretValue"],
    resources: [own.anyDatabaseSecrets],
  }),
  statement({
    sid: "NoDumps",
    effect: "Deny",
    actions: ["s3:GetObject", "s3:GetObjectVersion"],
    resources: [own.dumps],
  }),
];

const extraStatement = (subjects: StackSubjects): PolicyStatement =>
  statement({
    sid: "Extra",
    actions: subjects.extraActions,
    resources: ["*"],
    reason: "The configuration names actions; which resources they have is not known here.",
    conditions: forStack(subjects),
  });

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1).replaceAll("-", "");
