import { type Ceiling, ceilingsOf } from "@toolkit/scaling/availability/ceilings";
import { type Composite, compositeOf } from "@toolkit/scaling/availability/commitments";
import { type Failure, failuresOf, minutesOfYear, type Rates } from "@toolkit/scaling/availability/failures";
import { partsOf } from "@toolkit/scaling/availability/parts";
import { heldByOneZone, type Loss } from "@toolkit/scaling/availability/zone-loss";
import { allZones } from "@toolkit/scaling/availability/zones";
import { usagePresets } from "../cost/application";
import { estimateDocument, presetOf, regionOf } from "../cost/document";
import { totalText } from "../cost/partial";
import { type StackPreview } from "../program/program";
import { demandOf, factsOf } from "./facts";

/** How a stack stands against failures and growth. */
export interface Assessment {
  readonly zones: readonly string[];
  readonly failures: readonly Failure[];
  /** What one zone holds all of; nothing proves that each can go. */
  readonly held: readonly Loss[];
  readonly composite: Composite;
  readonly ceilings: readonly Ceiling[];
  /** Minutes of a year without an answer, and without new tasks. */
  readonly outage: number;
  readonly stuck: number;
  /** USD. */
  readonly monthly: number;
  /** The same in words, with how far it can be trusted. */
  readonly price: string;
}

export function assess(preview: StackPreview, rates: Rates): Assessment {
  const { graph, document } = preview;
  const region = regionOf(document);
  const usage = usagePresets[presetOf(document)];
  const cost = estimateDocument(document, usage);
  const parts = partsOf(graph);
  const zones = allZones(graph);
  const failures = failuresOf(graph, parts, region, factsOf(preview));
  return {
    zones,
    failures,
    held: heldByOneZone(graph, parts, zones),
    composite: compositeOf(graph, parts),
    ceilings: ceilingsOf(graph, parts, region, demandOf(parts, usage)),
    outage: minutesOfYear(failures, "outage", rates),
    stuck: minutesOfYear(failures, "stuck", rates),
    monthly: cost.total,
    price: totalText(cost),
  };
}
