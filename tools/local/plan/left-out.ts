import { type GraphResource } from "@toolkit/offline/graph";

/** Services that a local run starts, of the sample's own code. */
const STARTED: readonly string[] = ["backend", "frontend"];

/** Components of the program that a local run has nothing for, as it calls them. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  "webapp:compute:FargateService": "service",
  "webapp:compute:QueueWorker": "worker",
  "webapp:jobs:ScheduledJob": "job",
  "webapp:data:Cache": "",
  "webapp:storage:AppBucket": "",
};

/** What of a stack does not run on this machine, by name: `worker thumbnails`, `cache`. */
export const leftOutOf = (resources: readonly GraphResource[]): string[] =>
  resources.flatMap(({ type, name }) => {
    const kind = LEFT_OUT[type];
    return kind === undefined || STARTED.includes(name) ? [] : [`${kind} ${name.replace("-", " ")}`.trim()];
  });
