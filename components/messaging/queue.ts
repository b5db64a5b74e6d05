import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import { policyDocument, queueNeedsTls } from "../security/iam";

/** What a queue is made with, beside what all of them have. */
export type QueueSettings = Omit<
  aws.sqs.QueueArgs,
  "policy" | "sqsManagedSseEnabled" | "kmsMasterKeyId" | "redriveAllowPolicy"
> & {
  /** Customer-managed key. @default SQS's own encryption, which is free */
  readonly keyArn?: pulumi.Input<string> | undefined;
};

/** A queue that nobody uses without TLS, encrypted by SQS or by a key of one's own. */
export function createQueue(
  name: string,
  { keyArn, ...settings }: QueueSettings,
  { parent }: { readonly parent: pulumi.Resource },
): aws.sqs.Queue {
  const encryption = keyArn === undefined ? { sqsManagedSseEnabled: true } : { kmsMasterKeyId: keyArn };
  const queue = new aws.sqs.Queue(name, { ...encryption, ...settings }, { parent });
  new aws.sqs.QueuePolicy(
    name,
    { queueUrl: queue.url, policy: policyDocument([queueNeedsTls(queue.arn)]) },
    { parent },
  );
  return queue;
}
