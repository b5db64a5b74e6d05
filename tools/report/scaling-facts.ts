import { candidates } from "@toolkit/scaling/candidates";
import { compare, type Row } from "@toolkit/scaling/compare";
import { perSecond, shape } from "@toolkit/scaling/load";
import { randomFrom } from "@toolkit/scaling/random";
import { servicesOf } from "@toolkit/scaling/read-graph";
import { regionOf } from "../cost/document";
import { type StackPreview } from "../program/program";
import { measuredCapacity } from "../scale/capacity";
import { ratesOf } from "../scale/rates";
import { subjectOf } from "../scale/subject";

/** Ways to scale a service beside each other, under one load. */
export interface ScalingFacts {
  readonly service: string;
  readonly minTasks: number;
  readonly maxTasks: number;
  /** Requests a second that a task serves. */
  readonly capacity: number;
  /** Requests a second before the burst. */
  readonly mean: number;
  readonly rows: readonly Row[];
}

/** Three runs for each way: the command has twelve, and takes other loads. */
const RUNS = { phases: 1 };

/** Each service that scales and that somebody has measured, under a burst. */
export function scalingFacts({ graph, document }: StackPreview): ScalingFacts[] {
  const measured = servicesOf(graph).filter((name) => measuredCapacity(name, undefined) !== undefined);
  return measured.map((name) => {
    const read = subjectOf(graph, { service: name });
    const { min, max, capacity } = read.service;
    const mean = (min * capacity) / 2;
    const minutes = shape("burst", mean);
    const ways = candidates(read.service, perSecond(minutes, "even", randomFrom(1)));
    const rows = compare(ways, minutes, ratesOf(read, regionOf(document)), RUNS);
    return { service: name, minTasks: min, maxTasks: max, capacity, mean, rows };
  });
}
