import { T } from "@toolkit/offline/aws-types";
import { z } from "zod";

import { AwsRefusal } from "../aws/aws";
import { outputOf, resource, type Scene } from "./checks/scene";

const queue = z.object({ QueueUrl: z.string() });
const subscription = z.object({ SubscriptionArn: z.string() });
const messages = z.object({
  Messages: z.array(z.object({ ReceiptHandle: z.string(), Body: z.string() })).default([]),
});
const envelope = z.object({ Message: z.string() });

/** What the queue is called, so that a second run finds what the first one made. */
const QUEUE = "prove-live-listener";

/** Subscribes a queue to the alarm topic, once; what was said so far is thrown away. */
export async function listen(scene: Scene): Promise<void> {
  const { aws, progress, save } = scene;
  if (progress.made.subscriptions.length === 0) {
    const topic = outputOf(resource(scene, T.topic, "alarms"), "arn");
    const arn = `arn:aws:sqs:${progress.region}:${progress.account}:${QUEUE}`;
    const attributes = JSON.stringify({ Policy: JSON.stringify(policy(arn, topic)) });
    progress.made.queueUrl = (
      await aws.ask(queue, "sqs", "create-queue", "--queue-name", QUEUE, "--attributes", attributes)
    ).QueueUrl;
    save();
    const made = await aws.ask(
      subscription,
      "sns",
      "subscribe",
      "--topic-arn",
      topic,
      "--protocol",
      "sqs",
      "--notification-endpoint",
      arn,
    );
    progress.made.subscriptions.push(made.SubscriptionArn);
    save();
  }
  await hear(scene);
}

const policy = (arn: string, topic: string) => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "sns.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: arn,
      Condition: { ArnEquals: { "aws:SourceArn": topic } },
    },
  ],
});

/** Every message since the last time. */
export async function hear({ aws, progress }: Scene): Promise<string[]> {
  const url = ["--queue-url", progress.made.queueUrl ?? ""];
  const heard: string[] = [];
  for (;;) {
    // An empty answer is no JSON at all.
    const answer =
      (await aws.json(
        "sqs",
        "receive-message",
        ...url,
        "--max-number-of-messages",
        "10",
        "--wait-time-seconds",
        "2",
      )) ?? {};
    const { Messages: found } = messages.parse(answer);
    if (found.length === 0) return heard;
    for (const { ReceiptHandle: handle, Body: body } of found) {
      heard.push(envelope.parse(JSON.parse(body)).Message);
      await aws.text("sqs", "delete-message", ...url, "--receipt-handle", handle);
    }
  }
}

/** Takes away what `listen` made, and what checks registered. */
export async function stopListening({ aws, progress, save }: Pick<Scene, "aws" | "progress" | "save">): Promise<void> {
  const { made } = progress;
  for (const arn of made.definitions)
    await unlessGone(aws.text("ecs", "deregister-task-definition", "--task-definition", arn));
  for (const arn of made.subscriptions) await unlessGone(aws.text("sns", "unsubscribe", "--subscription-arn", arn));
  if (made.queueUrl !== undefined) await unlessGone(aws.text("sqs", "delete-queue", "--queue-url", made.queueUrl));
  progress.made = { subscriptions: [], definitions: [] };
  save();
}

async function unlessGone(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    const isGone = error instanceof AwsRefusal && /NotFound|NonExistent|ClientException/.test(error.code);
    if (!isGone) throw error;
  }
}
