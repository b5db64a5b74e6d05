import type * as pulumi from "@pulumi/pulumi";

import { type PolicyStatement, statement } from "../security/iam";

/** A queue as rights name it. */
interface NamedQueue {
  readonly queueArn: pulumi.Input<string>;
  /** Customer-managed key. */
  readonly keyArn?: pulumi.Input<string> | undefined;
}

interface For {
  /** Start of the statements' sids, letters and digits. */
  readonly sid: string;
  /** Region of the queue. */
  readonly region: string;
}

/** Rights to put messages into a queue, and nothing else. */
export const sendStatements = (queue: NamedQueue, who: For): PolicyStatement[] => [
  statement({ sid: `${who.sid}Send`, actions: ["sqs:SendMessage"], resources: [queue.queueArn] }),
  // SQS decrypts the data key that it has, to encrypt more messages with it.
  ...keyStatement(queue, who, ["kms:Decrypt", "kms:GenerateDataKey"]),
];

/** Rights of the one that works a queue off: it takes messages, keeps them longer, and deletes what is done. */
export const receiveStatements = (queue: NamedQueue, who: For): PolicyStatement[] => [
  statement({
    sid: `${who.sid}Receive`,
    actions: ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:ReceiveMessage"],
    resources: [queue.queueArn],
  }),
  ...keyStatement(queue, who, ["kms:Decrypt"]),
];

/** Source: Amazon SQS developer guide, "Key management", configuring AWS KMS permissions. */
const keyStatement = ({ keyArn }: NamedQueue, { sid, region }: For, actions: readonly string[]): PolicyStatement[] =>
  keyArn === undefined
    ? []
    : [
        statement({
          sid: `${sid}Key`,
          actions,
          resources: [keyArn],
          conditions: { StringEquals: { "kms:ViaService": `sqs.${region}.amazonaws.com` } },
        }),
      ];
