import { z } from "zod";

import { timezone, zoneKey } from "./values";

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time such as 09:00");
const DAYS = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"] as const;

export const experimentsSchema = z.strictObject({
  minutes: z.int().min(1).max(60).describe("How long a zone or a way out is away, or tasks are slow"),
  zone: zoneKey.optional().describe("Zone that loses its network: one of workloadAzs (default: the last)"),
  latency: z
    .strictObject({
      service: z.string().default("backend").describe("Service whose tasks get the SSM agent, and are slowed"),
      milliseconds: z.int().min(1).max(60_000).default(200).describe("How much longer takes what leaves them"),
    })
    .optional(),
  window: z
    .strictObject({
      days: z.array(z.enum(DAYS)).min(1).describe("Days of the week"),
      from: timeOfDay.describe("First minute"),
      to: timeOfDay.describe("Minute at which no drill may start any more"),
      timezone: timezone.describe("Time zone of both"),
    })
    .describe("When npm run drill may start an experiment"),
});
