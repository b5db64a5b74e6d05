import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import { createQueue, LONGEST_RETENTION_SECONDS } from "../messaging";

/** A queue for calls that a schedule gave up on: encrypted by SQS, TLS only, kept for two weeks. Empty it costs nothing. */
export const createDeadLetterQueue = (name: string, opts: { parent: pulumi.Resource }): aws.sqs.Queue =>
  createQueue(name, { messageRetentionSeconds: LONGEST_RETENTION_SECONDS }, opts);
