import { type PolicyStatement, statement } from "../../components/security/iam";
import { words } from "./actions";
import { type StackSubjects, type Subjects } from "./subjects";
import { withObjects } from "./with-objects";

/**
 * Where Pulumi keeps what belongs to one stack in a bucket: its checkpoint with the copy before it, its tags, its history,
 * backups and locks.
 *
 * Source: pulumi/pulumi, pkg/backend/diy: store.go, state.go, lock.go and stack_tags.go.
 */
function stateObjects(project: string, stack: string): string[] {
  return [
    `stacks/${project}/${stack}.json*`,
    `stacks/${project}/${stack}.pulumi-tags`,
    `history/${project}/${stack}/*`,
    `backups/${project}/${stack}/*`,
    `locks/organization/${project}/${stack}/*`,
  ].map((path) => `.pulumi/${path}`);
}

/** Which layout the bucket has: whoever opens it reads this. */
const META = ".pulumi/meta.yaml";

/** The stack's own state and secrets, to read: a preview of a state in S3 takes no lock. */
export function stateReadStatements(subjects: StackSubjects): PolicyStatement[] {
  const { names, own } = subjects;
  return [
    statement({
      sid: "StateList",
      actions: ["s3:ListBucket"],
      resources: [names.stateBucketArn],
      // Where an object is not there S3 says so only to whoever may list, and such a request has no prefix.
      conditions: { StringLikeIfExists: { "s3:prefix": stateObjects(own.project, own.stack) } },
    }),
    statement({
      sid: "StateRead",
      actions: ["s3:GetObject"],
      resources: [META, ...stateObjects(own.project, own.stack)].map((path) => inStateBucket(subjects, path)),
    }),
    ...keyOfState(subjects, "Read", ["kms:Decrypt"], ["kms:Decrypt"]),
  ];
}

/** The stack's own state, locks and secrets, to write. */
export function stateWriteStatements(subjects: StackSubjects): PolicyStatement[] {
  const { own } = subjects;
  return [
    statement({
      sid: "StateWrite",
      actions: ["s3:DeleteObject", "s3:PutObject"],
      resources: stateObjects(own.project, own.stack).map((path) => inStateBucket(subjects, path)),
    }),
    ...keyOfState(subjects, "Write", ["kms:Encrypt"], ["kms:GenerateDataKey"]),
  ];
}

/**
 * The one key, for secrets of the stack's own encryption context and for what S3 encrypts in the bucket of the states.
 *
 * Source: AWS KMS developer guide, "Encryption context"; Amazon S3 user guide, "Using server-side encryption with AWS KMS
 * keys", encryption context (with a bucket key it is the bucket's ARN); gocloud.dev/secrets/awskms, `context_` parameters.
 */
function keyOfState(
  { account, names, own, keyArn }: StackSubjects,
  what: string,
  secrets: readonly string[],
  objects: readonly string[],
): PolicyStatement[] {
  return [
    statement({
      sid: `StateSecrets${what}`,
      actions: secrets,
      resources: [keyArn],
      conditions: { StringEquals: { "kms:EncryptionContext:stack": own.stack } },
    }),
    statement({
      sid: `StateObjects${what}`,
      actions: objects,
      resources: [keyArn],
      conditions: {
        StringEquals: { "kms:ViaService": `s3.${account.region}.amazonaws.com` },
        StringLike: {
          "kms:EncryptionContext:aws:s3:arn": withObjects(names.stateBucketArn),
        },
      },
    }),
  ];
}

const inStateBucket = ({ names }: Subjects, path: string): string => `${names.stateBucketArn}/${path}`;

/** What would lose the states of all stacks or the key to them, and everything about the bootstrap's own state. */
export const stateLocks = ({ names, keyArn }: Subjects): PolicyStatement[] => [
  statement({
    sid: "KeepStateBucket",
    effect: "Deny",
    actions: words(`s3:DeleteBucket* s3:DeleteObjectVersion s3:PutBucket* s3:PutEncryptionConfiguration
      s3:PutLifecycleConfiguration`),
    resources: withObjects(names.stateBucketArn),
  }),
  statement({
    sid: "KeepBootstrap",
    effect: "Deny",
    actions: ["s3:*"],
    resources: withObjects(names.bootstrapBucketArn),
  }),
  statement({
    sid: "KeepStateKey",
    effect: "Deny",
    actions: words("kms:*Alias kms:*Tag* kms:CreateGrant kms:Disable* kms:PutKeyPolicy kms:ReEncrypt* kms:Schedule*"),
    resources: [keyArn],
  }),
];

/** No state, neither the stacks' nor the bootstrap's, and no secret in one. */
export const noState = ({ names, keyArn }: Subjects): PolicyStatement[] => [
  statement({
    sid: "NoState",
    effect: "Deny",
    actions: ["kms:*", "s3:*"],
    resources: [keyArn, names.allStates],
  }),
];
