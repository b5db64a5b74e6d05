import type { GraphResource } from "../graph";

/** What a change takes away. */
export interface Loss {
  /** A phrase: `all rows of database`, `downtime about 5 min`. */
  readonly text: string;
  /** No later deployment brings it back, or what would have kept it from being lost is gone. */
  readonly isFinal: boolean;
}

export const final = (text: string): Loss => ({ text, isFinal: true });
export const passing = (text: string): Loss => ({ text, isFinal: false });

/** What losses are told of: a resource of a captured program has it, and so has one of the engine's state. */
export type Holder = Pick<
  GraphResource,
  "urn" | "type" | "name" | "inputs" | "protect" | "retainOnDelete" | "propertyDependencies"
> &
  Partial<Pick<GraphResource, "ignoreChanges">>;

/** Whether a switch is on, however its type writes that. */
export const isOn = (value: unknown): boolean =>
  value === true || (typeof value === "string" && /^(true|enabled|active|on)$/i.test(value));
