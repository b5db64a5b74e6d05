import { z } from "zod";

import { LONGEST_TIMEOUT_MINUTES, MOST_RETRIES, TEMPORARY_FAILURE } from "../../../components/jobs/job-limits";
import { partName } from "./part-name";
import { serviceFields } from "./service";
import { scheduleExpression, timezone } from "./values";

/** Longest name: that of its queue in AWS, with the stack's and an ending of 26 characters, has 80 at most. */
const LONGEST_NAME = 18;

const { image, cpu, memory, architecture } = serviceFields;
const { environment, secrets, uses, permissions } = serviceFields;

const jobSchema = z.strictObject({
  image,
  command: z.array(z.string().min(1)).min(1).optional().describe("Replaces the image's command"),
  schedule: scheduleExpression.describe("When it starts: cron(…) or rate(…)"),
  timezone: timezone.default("UTC").describe("IANA time zone of the schedule"),
  timeoutMinutes: z
    .int()
    .min(1)
    .max(LONGEST_TIMEOUT_MINUTES)
    .default(30)
    .describe("Minutes after which a run is stopped, all its tries together; under the time between two starts"),
  retry: z
    .strictObject({
      exitCodes: z
        .array(z.int().min(1).max(255))
        .default([TEMPORARY_FAILURE])
        .describe("Exit codes that are worth another try; a task that Spot took back or that did not start always is"),
      times: z.int().min(0).max(MOST_RETRIES).default(2).describe("Tries after the first, a minute apart"),
    })
    .prefault({}),
  cpu: cpu.default(256),
  memory: memory.default(512),
  architecture: architecture.default("arm64"),
  capacity: z
    .enum(["fargate", "fargateSpot"])
    .default("fargateSpot")
    .describe("Where its tasks run: Spot costs about 70 % less and can be taken back with two minutes' notice"),
  environment: environment.default({}),
  secrets: secrets.default({}),
  permissions: permissions.default([]),
  uses: uses.default([]),
});

/** Jobs by name. */
export const jobsSchema = z
  .record(partName(LONGEST_NAME), jobSchema)
  .refine((jobs) => Object.keys(jobs).length <= 10, "ten jobs at most")
  .describe("Tasks that start on a schedule and end, by name");
