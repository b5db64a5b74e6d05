import { type Ceiling, ceilingsOf, isOver } from "@toolkit/scaling/availability/ceilings";
import { partsOf } from "@toolkit/scaling/availability/parts";
import { growthSteps, sustainedVcpus } from "@toolkit/cost/formulas/database-capacity";
import { SECONDS_PER_MONTH } from "@toolkit/cost/formulas/time";
import { type CostResource, graphView } from "@toolkit/cost/graph-view";
import { busyTasks, loadOf, scaleUsage, type Usage } from "@toolkit/cost/usage";
import { ResourceGraph } from "@toolkit/offline/graph";
import { connectionsAsked } from "../../components/data/connections";
import { INSTANCE_CLASSES } from "../../components/data/instance-classes";
import { classOf, DATABASE, databaseVcpus, grownFor, scaledServices } from "../cost/analysis/grown";
import { usagePresets } from "../cost/application";
import { estimateDocument, presetOf, regionOf } from "../cost/document";
import { type StackPreview } from "../program/program";
import { connectionsOf } from "../scale/capacity";
import { count } from "./words";

/** Multiples of the traffic that the table shows. */
export const FACTORS = [1, 10, 100, 1000] as const;
/** Multiples at which it is looked when something has to change. */
const LOOKED_AT = [1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300, 500, 1000];
/** Requests of the busiest minutes against the average: a day of an office application or a shop. */
const PEAK = 4;

/** Something that has to change as traffic grows. */
export interface GrowthRow {
  readonly what: string;
  /** As it is now. */
  readonly now: string;
  /** Multiple of the traffic from which it no longer does; undefined when it does up to the last. */
  readonly from: number | undefined;
  /** What it must be at each of `FACTORS`. */
  readonly needed: readonly string[];
}

export interface Growth {
  /** Page views a month and requests a second at the peak, now. */
  readonly pageViews: number;
  readonly peakPerSecond: number;
  /** What has to change, in the order in which it does. */
  readonly rows: readonly GrowthRow[];
  /** Ceilings that the last multiple does not reach. */
  readonly enough: readonly string[];
  /** USD a month at each of `FACTORS`, with everything changed. */
  readonly monthly: readonly number[];
}

/** The stack with a profile's traffic and multiples of it: what has to change, in which order, at what price. */
export function growthOf(preview: StackPreview): Growth {
  const { document } = preview;
  const usage = usagePresets[presetOf(document)];
  const at = new Map(LOOKED_AT.map((factor) => [factor, grownTo(preview, scaleUsage(usage, factor))]));
  const whats = [...new Set([...at.values()].flatMap((needs) => needs.map(({ what }) => what)))];
  const found = whats.map((what) => rowOf(what, at));
  return {
    pageViews: usage.traffic.pageViews,
    peakPerSecond: loadOf(usage).dynamicRequestsPerSecond * PEAK,
    rows: found.filter(({ from }) => from !== undefined).sort((a, b) => (a.from ?? 0) - (b.from ?? 0)),
    enough: found.filter(({ from }) => from === undefined).map(({ what }) => what),
    monthly: FACTORS.map((factor) => {
      const grown = scaleUsage(usage, factor);
      return estimateDocument({ ...document, resources: pricedFor(preview, grown) }, grown).total;
    }),
  };
}

/** What one thing must be for a load. */
interface Need {
  readonly what: string;
  readonly now: string;
  readonly needed: string;
  readonly isEnough: boolean;
}

function rowOf(what: string, at: ReadonlyMap<number, readonly Need[]>): GrowthRow {
  const need = (factor: number): Need | undefined => at.get(factor)?.find((one) => one.what === what);
  return {
    what,
    now: need(1)?.now ?? "",
    from: LOOKED_AT.find((factor) => need(factor)?.isEnough === false),
    needed: FACTORS.map((factor) => need(factor)?.needed ?? "-"),
  };
}

function grownTo({ graph, document }: StackPreview, usage: Usage): Need[] {
  const peaks = new Map(
    scaledServices(graphView(document.resources)).map((service) => [
      service.target.urn,
      { ...service, peak: peakTasks(service, usage) },
    ]),
  );
  const resources = graph.resources.map((resource) => {
    const service = peaks.get(resource.urn);
    if (service === undefined || service.peak <= service.max) return resource;
    return { ...resource, inputs: { ...resource.inputs, maxCapacity: service.peak } };
  });
  const grown = new ResourceGraph(resources);
  const edgeRequestsPerSecond = (loadOf(usage).edgeRequests / SECONDS_PER_MONTH) * PEAK;
  const ceilings = ceilingsOf(grown, partsOf(grown), regionOf(document), { edgeRequestsPerSecond });
  return [
    ...[...peaks.values()].map(({ name, max, peak }) => ({
      what: `most tasks of ${name}`,
      now: count(max),
      needed: count(Math.max(max, peak)),
      isEnough: peak <= max,
    })),
    ...databaseNeeds(databaseClass(document.resources), usage, databaseTasks({ graph }, usage)),
    ...widest(ceilings.filter(({ asked }) => asked !== undefined)).map(needOf),
  ];
}

/** The stack as it must become: as for its cost, with a database that has the connections too. */
function pricedFor(preview: StackPreview, usage: Usage) {
  const { resources } = preview.document;
  const now = databaseClass(resources);
  return grownFor(resources, usage).map((resource) =>
    now === undefined || resource.type !== DATABASE
      ? resource
      : {
          ...resource,
          inputs: { ...resource.inputs, instanceClass: classFor(now, usage, databaseTasks(preview, usage)).name },
        },
  );
}

const databaseClass = (resources: readonly CostResource[]): string | undefined =>
  classOf(resources.find(({ type }) => type === DATABASE) ?? { inputs: {} });

/** Most tasks, of all services together, that open connections to the database. */
const databaseTasks = ({ graph }: Pick<StackPreview, "graph">, usage: Usage): number =>
  partsOf(graph)
    .services.filter(({ definition }) => connectionsOf(definition) !== undefined)
    .reduce((sum, { resource, max }) => sum + Math.max(max, peakTasks(resource, usage)), 0);

const peakTasks = (service: { readonly name: string }, usage: Usage): number =>
  Math.ceil(busyTasks(service, usage) * PEAK);

function needOf(ceiling: Ceiling): Need {
  const { what, limit, unit, asked = 0 } = ceiling;
  return { what, now: `${count(limit)} ${unit}`, needed: count(asked), isEnough: !isOver(ceiling) };
}

/** Subnets and target groups are alike: the fullest of each kind stands for the others. */
function widest(ceilings: readonly Ceiling[]): Ceiling[] {
  const kinds = new Map<string, Ceiling>();
  for (const ceiling of ceilings) {
    const known = kinds.get(ceiling.title);
    if (known === undefined || (ceiling.asked ?? 0) / ceiling.limit > (known.asked ?? 0) / known.limit)
      kinds.set(ceiling.title, { ...ceiling, what: known?.what ?? ceiling.what });
  }
  return [...kinds.values()];
}

/** The smallest class that carries the load's CPU and connections, or the largest there is. */
function classFor(now: string, usage: Usage, tasks: number): { readonly name: string; readonly isEnough: boolean } {
  const carries = (name: string): boolean =>
    sustainedVcpus(name) >= databaseVcpus(usage) && hasConnections(name, tasks);
  const steps = growthSteps(now);
  const found = steps.find(carries);
  return { name: found ?? steps.at(-1) ?? now, isEnough: found !== undefined };
}

const hasConnections = (name: string, tasks: number): boolean =>
  tasks === 0 || connectionsAsked(connectionsOfClass(name), tasks) <= connectionsOfClass(name);

const connectionsOfClass = (name: string): number => INSTANCE_CLASSES[name]?.maxConnections ?? Infinity;

function databaseNeeds(now: string | undefined, usage: Usage, tasks: number): Need[] {
  if (now === undefined) return [];
  const { name, isEnough } = classFor(now, usage, tasks);
  return [
    {
      what: "class of the database",
      now,
      needed: isEnough ? name : `beyond ${name}`,
      isEnough: isEnough && name === now,
    },
  ];
}
