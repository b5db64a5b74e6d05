import { type Roles } from "@toolkit/cost/roles";
import { type Usage, type UsagePreset, usagePresets as neutral } from "@toolkit/cost/usage";

/** What the buckets of the program hold where its graph does not show it, by logical name. */
export const roles: Roles = { buckets: { dumps: "dumps", "dumps-copy": "dumps" } };

/** Tasks that the load keeps busy, by the logical name of the service. */
const TASKS = {
  idle: { frontend: 0, backend: 0 },
  small: { frontend: 0.5, backend: 0.8 },
  large: { frontend: 8, backend: 12 },
} as const;

const withTasks = (preset: UsagePreset): Usage => ({
  ...neutral[preset],
  tasks: { ...neutral[preset].tasks, ...TASKS[preset] },
});

/** The toolkit's profiles of a month with what the services of the program need. */
export const usagePresets = { idle: withTasks("idle"), small: withTasks("small"), large: withTasks("large") };
