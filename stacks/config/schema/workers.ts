import { z } from "zod";

import {
  LONGEST_RETENTION_DAYS,
  LONGEST_VISIBILITY_SECONDS,
  MOST_RECEIVES,
  SHORTEST_VISIBILITY_SECONDS,
} from "../../../components/messaging/queue-limits";
import { partName } from "./part-name";
import { serviceFields } from "./service";
import { days } from "./values";

/** Longest name: those of its queues in AWS, with the stack's, an ending of 26 characters and `.fifo`, have 80 at most. */
const LONGEST_NAME = 18;

const queueSchema = z.strictObject({
  visibilitySeconds: z
    .int()
    .min(SHORTEST_VISIBILITY_SECONDS)
    .max(LONGEST_VISIBILITY_SECONDS)
    .default(120)
    .describe("Seconds in which a task must delete a message that it took, or it comes back"),
  maxReceives: z
    .int()
    .min(1)
    .max(MOST_RECEIVES)
    .default(5)
    .describe("Times that a message is taken before it goes to the dead-letter queue"),
  retentionDays: days(1, LONGEST_RETENTION_DAYS)
    .default(4)
    .describe("Days after which a message that nobody took is lost"),
  fifo: z
    .boolean()
    .default(false)
    .describe("In order within a group and once, at a lower rate; another value replaces the queue and its messages"),
});

const { image, cpu, memory, architecture, capacity, minTasks, maxTasks } = serviceFields;
const { environment, secrets, uses, permissions } = serviceFields;

const workerSchema = z.strictObject({
  image,
  command: z.array(z.string().min(1)).min(1).optional().describe("Replaces the image's command"),
  cpu: cpu.default(256),
  memory: memory.default(512),
  architecture: architecture.default("arm64"),
  capacity: capacity.default("fargateSpot"),
  minTasks: minTasks.default(0),
  maxTasks: maxTasks.default(10),
  environment: environment.default({}),
  secrets: secrets.default({}),
  permissions: permissions.default([]),
  uses: uses.default([]),
  queue: queueSchema.prefault({}),
  scaling: z
    .strictObject({
      messagesPerTask: z
        .int()
        .min(1)
        .max(1_000_000)
        .default(50)
        .describe("Messages, waiting and being worked on, that target tracking holds for each task"),
    })
    .prefault({}),
});

/** Workers by name. */
export const workersSchema = z
  .record(partName(LONGEST_NAME), workerSchema)
  .refine((workers) => Object.keys(workers).length <= 10, "ten workers at most")
  .describe("Tasks without a load balancer, each with a queue that it works off, by name");
