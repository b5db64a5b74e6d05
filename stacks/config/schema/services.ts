import { z } from "zod";

import { RULE_VALUES } from "../../../components/compute/rule-values";
import { partName } from "./part-name";
import { publicPath, requestFields, serviceFields } from "./service";

/** Longest name: target groups and roles in AWS have it with the stack's and an ending. */
const LONGEST_NAME = 18;

/** Places before it are the backend's while it is alone; the first service may come before its rule has moved. */
export const FIRST_PRIORITY = 11;

/** The backend's own rule takes what no other does, so it comes after all of them. */
export const LAST_PRIORITY = 50_000;

const namedServiceSchema = z.strictObject({
  ...serviceFields,
  ...requestFields,
  paths: z.array(publicPath).min(1).max(RULE_VALUES).describe("Paths by which the internal load balancer finds it"),
  public: z.boolean().describe("Serve its paths at the edge too, to browsers"),
  priority: z
    .int()
    .min(FIRST_PRIORITY)
    .max(LAST_PRIORITY - 1)
    .optional()
    .describe("Of its listener rule; by default it follows from the name"),
});

/** HTTP services beside the backend, by name. */
export const servicesSchema = z
  .record(partName(LONGEST_NAME), namedServiceSchema)
  .refine((services) => Object.keys(services).length <= 10, "ten services at most")
  .describe("HTTP services beside the backend, by name, behind the internal load balancer");
