import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { type AccountContext } from "../account";
import { refuse } from "../errors";
import { createQueue } from "./queue";
import { LONGEST_RETENTION_SECONDS, queueProblems, type QueueRules } from "./queue-limits";

export interface WorkQueueArgs extends QueueRules {
  readonly account: AccountContext;
  /** Customer-managed key of both queues. @default SQS's own encryption */
  readonly keyArn?: pulumi.Input<string> | undefined;
}

const DAY_SECONDS = 24 * 3600;
/** Seconds that SQS keeps a request for messages open: an idle task asks three times a minute. */
const LONG_POLL_SECONDS = 20;

/**
 * A queue of work and its dead-letter queue: encrypted, TLS only. A message that was taken `maxReceives` times without
 * being deleted goes to the dead-letter queue, which takes them from this queue alone and keeps them for two weeks.
 *
 * Names begin with the stack's and end in what nobody had before: SQS refuses a name for a minute after its queue is
 * deleted.
 *
 * Cost: by the request, a million a month of all queues of an account free; nothing while nobody asks.
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - Requests: 0.40 per 1M requests
 * </cost>
 *
 * @example
 * ```ts
 * const queue = new WorkQueue("thumbnails", {
 *   account, visibilitySeconds: 120, maxReceives: 5, retentionDays: 4, fifo: false,
 * });
 * ```
 */
export class WorkQueue extends pulumi.ComponentResource {
  readonly rules: QueueRules;
  readonly queueUrl: pulumi.Output<string>;
  readonly queueArn: pulumi.Output<string>;
  /** Name for metrics. */
  readonly queueName: pulumi.Output<string>;
  readonly deadLetterQueueUrl: pulumi.Output<string>;
  readonly deadLetterQueueArn: pulumi.Output<string>;
  /** Name for metrics. */
  readonly deadLetterQueueName: pulumi.Output<string>;
  /** Key that whoever sends or receives needs rights on. */
  readonly keyArn: pulumi.Input<string> | undefined;

  constructor(name: string, args: WorkQueueArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:messaging:WorkQueue", name, {}, opts);
    const { account, fifo, keyArn, maxReceives, retentionDays, visibilitySeconds } = args;
    refuse(name, queueProblems(args));
    // Only a FIFO queue can take what a FIFO queue gives up.
    const kind = fifo ? { fifoQueue: true } : {};
    const deadLetters = createQueue(
      `${name}-dead`,
      {
        ...kind,
        namePrefix: `${account.prefix}-${name}-dead-`,
        keyArn,
        messageRetentionSeconds: LONGEST_RETENTION_SECONDS,
      },
      { parent: this },
    );
    const queue = createQueue(
      name,
      {
        ...kind,
        namePrefix: `${account.prefix}-${name}-`,
        keyArn,
        messageRetentionSeconds: retentionDays * DAY_SECONDS,
        visibilityTimeoutSeconds: visibilitySeconds,
        receiveWaitTimeSeconds: LONG_POLL_SECONDS,
        redrivePolicy: pulumi.jsonStringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount: maxReceives }),
      },
      { parent: this },
    );
    new aws.sqs.RedriveAllowPolicy(
      name,
      {
        queueUrl: deadLetters.url,
        redriveAllowPolicy: pulumi.jsonStringify({ redrivePermission: "byQueue", sourceQueueArns: [queue.arn] }),
      },
      { parent: this },
    );

    this.rules = { visibilitySeconds, maxReceives, retentionDays, fifo };
    this.queueUrl = queue.url;
    this.queueArn = queue.arn;
    this.queueName = queue.name;
    this.deadLetterQueueUrl = deadLetters.url;
    this.deadLetterQueueArn = deadLetters.arn;
    this.deadLetterQueueName = deadLetters.name;
    this.keyArn = keyArn;
    this.registerOutputs({ queueUrl: this.queueUrl, deadLetterQueueUrl: this.deadLetterQueueUrl });
  }
}
