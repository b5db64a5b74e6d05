import { type Conditions, type PolicyStatement, statement } from "../../components/security/iam";
import { words } from "./actions";
import { forStack, inRegions, onOwnTags } from "./conditions";
import { type StackSubjects } from "./subjects";

/** Every action on keys that a deployment uses, which the boundary allows. */
export const keyActions = {
  make: words("CreateKey EnableKeyRotation TagResource"),
  use: words(`Decrypt Encrypt GenerateDataKey GenerateDataKeyWithoutPlaintext ReEncryptFrom ReEncryptTo RetireGrant`),
  /** A key whose tags say that it is the stack's: a key's tags may take five minutes to count, so not just after its birth. */
  own: words(
    `CancelKeyDeletion DisableKeyRotation PutKeyPolicy ScheduleKeyDeletion UntagResource UpdateKeyDescription`,
  ),
  alias: words("CreateAlias DeleteAlias UpdateAlias"),
} as const;

/**
 * What a deployment may do with keys. A key with an alias of others is none of its business, so the state's key and the
 * keys of other stacks and teams are out of reach; a new key has no alias yet.
 *
 * Source: AWS KMS developer guide, "ABAC for AWS KMS", "Using grants", condition keys `kms:ResourceAliases` and
 * `kms:GrantIsForAWSResource` (https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html).
 */
export function keyStatements(subjects: StackSubjects): PolicyStatement[] {
  const { own } = subjects;
  const noAliasOfOthers: Conditions = {
    "ForAllValues:StringLike": { "kms:ResourceAliases": [`alias/${own.prefix}-*`, "alias/aws/*"] },
  };
  const keys = own.inAccount("kms", "key/*");
  const reason = "Ids of keys are made when they are created; aliases and tags tell whose they are.";
  const full = (names: readonly string[]): string[] => names.map((name) => `kms:${name}`);
  return [
    statement({
      sid: "KeysUsed",
      actions: full([...keyActions.make, ...keyActions.use]),
      resources: ["*"],
      reason,
      conditions: { ...forStack(subjects), ...noAliasOfOthers },
    }),
    statement({
      sid: "KeysOwned",
      actions: full(keyActions.own),
      resources: [keys],
      conditions: {
        StringEquals: { ...inRegions(subjects).StringEquals, ...onOwnTags(own) },
        ...noAliasOfOthers,
      },
    }),
    statement({
      sid: "Aliases",
      actions: full(keyActions.alias),
      resources: [own.inAccount("kms", `alias/${own.prefix}-*`), keys],
      conditions: { ...forStack(subjects), ...noAliasOfOthers },
    }),
    statement({
      sid: "Grants",
      actions: ["kms:CreateGrant"],
      resources: [keys],
      conditions: { ...forStack(subjects), ...noAliasOfOthers, Bool: { "kms:GrantIsForAWSResource": "true" } },
    }),
  ];
}
