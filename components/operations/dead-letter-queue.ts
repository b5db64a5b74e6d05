import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import { policyDocument, queueNeedsTls } from "../security/iam";

/** Two weeks, the longest that SQS keeps a message. */
const KEEP_SECONDS = 14 * 24 * 3600;

/** A queue for calls that a schedule gave up on: encrypted by SQS, TLS only. Empty it costs nothing. */
export function createDeadLetterQueue(name: string, opts: { parent: pulumi.Resource }): aws.sqs.Queue {
  const { parent } = opts;
  const queue = new aws.sqs.Queue(
    name,
    { sqsManagedSseEnabled: true, messageRetentionSeconds: KEEP_SECONDS },
    { parent },
  );
  new aws.sqs.QueuePolicy(
    name,
    {
      queueUrl: queue.url,
      policy: policyDocument([queueNeedsTls(queue.arn)]),
    },
    { parent },
  );
  return queue;
}
