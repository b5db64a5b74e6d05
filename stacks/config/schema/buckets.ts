import { z } from "zod";

import { partName } from "./part-name";
import { days } from "./values";

const bucketSchema = z.strictObject({
  servedAt: z
    .string()
    .max(128)
    .regex(/^(\/[\w~-][\w.~-]*)+\/\*$/, "a path such as /uploads/*")
    .optional()
    .describe("Path at the edge that serves its objects, to everybody: /uploads/a.png is the object uploads/a.png"),
  cors: z
    .enum(["same-origin", "none"])
    .default("same-origin")
    .describe("Whether pages of the application upload and read by presigned requests, straight to the bucket"),
  expireAfterDays: days(0, 36500).default(0).describe("Age in days at which objects are deleted, 0 is never"),
  versions: z
    .boolean()
    .default(true)
    .describe("Deleted and replaced objects can be brought back for 30 days; AWS Backup takes no bucket without"),
});

/** Buckets of the application by name; one that needs more than ten has a need for prefixes. */
export const bucketsSchema = z
  .record(partName(), bucketSchema)
  .refine((buckets) => Object.keys(buckets).length <= 10, "ten buckets at most")
  .describe("Buckets of the application by name, which services get by uses; no task reaches one without");
