import { type GraphResource } from "@toolkit/offline/graph";

/** Services that a local run starts, of the sample's own code. */
const STARTED: readonly string[] = ["backend", "frontend"];

/** Services of a stack that do not run on this machine, by name: `service search`. */
export const leftOutOf = (resources: readonly GraphResource[]): string[] =>
  resources.flatMap(({ type, name }) =>
    type === "webapp:compute:FargateService" && !STARTED.includes(name) ? [`service ${name}`] : [],
  );
