import { T } from "@toolkit/offline/aws-types";
import { type GraphResource, type ResourceGraph } from "@toolkit/offline/graph";
import { timeOf } from "./data";
import { firstOf, taskSize } from "./read";

/** A task that a schedule starts through a state machine, and that ends. */
export interface JobFacts {
  readonly name: string;
  /** `daily 06:00 Europe/Madrid`, or the schedule's own expression. */
  readonly when: string;
  /** `0.25 vCPU, 0.5 GB` */
  readonly size: string;
  /** Names of the database, the cache, buckets and queues that its task is told of. */
  readonly uses: readonly string[];
}

const USED = [T.databaseInstance, T.cacheGroup, T.bucket, T.queue];

/** Jobs, by the state machines that schedules start. */
export const jobs = (graph: ResourceGraph): JobFacts[] =>
  graph.ofType(T.schedule).flatMap((schedule) => {
    const machine = firstOf(graph, T.stateMachine, ({ urn }) => schedule.dependsOn.includes(urn));
    const task = machine && firstOf(graph, T.taskDefinition, ({ urn }) => machine.dependsOn.includes(urn));
    if (machine === undefined || task === undefined) return [];
    return [{ name: machine.name, when: timeOf(schedule), size: taskSize(task), uses: usedBy(graph, task) }];
  });

const usedBy = (graph: ResourceGraph, { dependsOn }: GraphResource): string[] =>
  USED.flatMap((type) =>
    graph.ofType(type).flatMap(({ name, urn }) => (dependsOn.includes(urn) ? [name.replace(/^bucket-/u, "")] : [])),
  );
