import { formulas } from "@toolkit/cost";
import { ResourceGraph } from "@toolkit/offline/graph";

import { usagePresets } from "../cost/application";
import { estimateDocument } from "../cost/document";
import { previewStack, type StackPreview } from "../program/program";
import { creationTime } from "../timeline/creation-times";
import { scheduleOf } from "../timeline/schedule";
import type { Claims, Phase } from "./claims";
import { STACK } from "./stack-files";

/** What a run takes. */
export interface Forecast {
  /** Minutes by what they are spent on, in order. */
  readonly minutes: readonly { readonly what: string; readonly minutes: number }[];
  readonly hours: number;
  /** USD an hour while the stack stands: the dearer of both variants. */
  readonly hourlyUsd: number;
  readonly usd: number;
  /** Resources without a price: with any, the price is at least this. */
  readonly unpriced: number;
  /** Seconds that creating a resource usually takes, by URN. */
  readonly usualSeconds: Readonly<Record<string, number>>;
}

/**
 * Foretells the price and the hours of a run, offline: the idle price of both variants, the schedule of their
 * deployments, and what the claims say about themselves.
 *
 * @param stackFiles folder of the stack file
 * @param claims those that will be walked
 */
export async function forecast(stackFiles: string, { claims, destroy }: Claims): Promise<Forecast> {
  const preview = (frontend: string): Promise<StackPreview> =>
    previewStack({ stack: STACK, folder: stackFiles, set: [`webapp:frontend=${frontend}`] });
  const [ssr, spa] = [await preview("ssr"), await preview("spa")];
  const of = (phase: Phase): number =>
    claims.filter((claim) => claim.phase === phase).reduce((sum, { minutes }) => sum + minutes, 0);
  const minutes = [
    { what: "deploy", minutes: Math.ceil(scheduleOf(ssr.graph).seconds / 60) },
    { what: "claims about the deployment", minutes: of("deployed") },
    { what: "flip to spa", minutes: Math.ceil(flipSeconds(ssr, spa) / 60) },
    { what: "claims about the flip", minutes: of("flipped") },
    { what: "destroy and look", minutes: destroy.minutes + of("destroyed") },
  ];
  const hours = minutes.reduce((sum, step) => sum + step.minutes, 0) / 60;
  const costs = [ssr, spa].map(({ document }) => estimateDocument(document, usagePresets.idle));
  const hourlyUsd = Math.max(...costs.map(({ total }) => total)) / formulas.HOURS_PER_MONTH;
  return {
    minutes,
    hours,
    hourlyUsd,
    usd: hourlyUsd * hours,
    unpriced: Math.max(...costs.map(({ unpriced }) => unpriced.length)),
    usualSeconds: Object.fromEntries(
      ssr.graph.resources.map((resource) => [resource.urn, creationTime(resource).seconds]),
    ),
  };
}

/** A flip makes what only spa has, and then the distribution follows. */
function flipSeconds(ssr: StackPreview, spa: StackPreview): number {
  const known = new Set(ssr.graph.resources.map(({ urn }) => urn));
  const distribution = spa.graph.resources.find(({ type }) => type.endsWith(":Distribution"));
  const made = spa.graph.resources.filter((resource) => !known.has(resource.urn) || resource === distribution);
  return scheduleOf(new ResourceGraph(made)).seconds;
}

/** The forecast for people. */
export function forecastText({ minutes, hours, hourlyUsd, usd, unpriced }: Forecast): string {
  const least = unpriced === 0 ? "" : "at least ";
  const width = Math.max(...minutes.map(({ what }) => what.length));
  return [
    ...minutes.map((step) => `  ${step.what.padEnd(width)}  ${String(step.minutes).padStart(4)} min`),
    `About ${hours.toFixed(1)} hours and ${least}${usd.toFixed(2)} USD (${hourlyUsd.toFixed(3)} USD an hour), without taxes and credits.`,
  ].join("\n");
}
