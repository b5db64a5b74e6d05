import { z } from "zod";

const text = z.string().min(1);

/** One statement of a policy. It always allows, and names actions and resources: there is no Not of either. */
export const permissionSchema = z.strictObject({
  sid: z.string().regex(/^[A-Za-z0-9]{1,60}$/, "letters and digits that say what the statement is for"),
  actions: z.array(z.string().regex(/^[a-z0-9-]+:[A-Za-z0-9*?]+$/, "an action such as dynamodb:GetItem")).min(1),
  resources: z
    .array(
      z
        .string()
        .regex(/^(\*|arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9*-]*:(\d{12}|\*|aws)?:.+)$/, "an ARN, or * with a reason"),
    )
    .min(1),
  conditions: z.record(text, z.record(text, z.union([z.string(), z.array(z.string()).min(1)]))).optional(),
  reason: text.optional(),
});

export type Permission = z.infer<typeof permissionSchema>;
