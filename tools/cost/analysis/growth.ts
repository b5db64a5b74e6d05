import { T } from "@toolkit/offline/aws-types";
import { type Estimate, estimate, type EstimateInput } from "@toolkit/cost/estimate";
import { growthSteps, sustainedVcpus } from "@toolkit/cost/formulas/database-capacity";
import { CLOUDFRONT_FREE_GB, CLOUDFRONT_FREE_REQUESTS, EGRESS_FREE_GB } from "@toolkit/cost/formulas/tiers";
import { type GraphView, graphView } from "@toolkit/cost/graph-view";
import { busyTasks, loadOf, scaleUsage, type Usage } from "@toolkit/cost/usage";
import { classOf, DATABASE, databaseVcpus, grownFor, scaledServices } from "./grown";

export const GROWTH_FACTORS = [0.1, 1, 3, 10] as const;
/** Knees beyond this are too far away to plan for. */
const FARTHEST_KNEE = 100;

/** The stack at a multiple of its traffic. */
export interface GrowthStep {
  readonly factor: number;
  readonly requestsPerSecond: number;
  readonly fixed: number;
  readonly usage: number;
  readonly total: number;
  /** Database class that carries the load; nothing without a database. */
  readonly databaseClass: string | undefined;
}

/** A multiple of the traffic at which the cost begins to grow in another way. */
export interface Knee {
  readonly factor: number;
  readonly what: string;
}

/** Cost at 0.1, 1, 3 and 10 times the traffic, with the database class and the task limits that it needs. */
export function growthOf(input: EstimateInput): GrowthStep[] {
  return GROWTH_FACTORS.map((factor) => {
    const usage = scaleUsage(input.usage, factor);
    const resources = grownFor(input.resources, usage);
    const { fixed, usage: used, total } = estimate({ ...input, resources, usage });
    return {
      factor,
      requestsPerSecond: loadOf(usage).dynamicRequestsPerSecond,
      fixed,
      usage: used,
      total,
      databaseClass: classOf(resources.find(({ type }) => type === DATABASE) ?? { inputs: {} }),
    };
  });
}

/** A month at a preset: as the stack is configured, which is what `--usage` prints, and as it must grow for it. */
export interface PresetTotal {
  readonly name: string;
  readonly configured: number;
  readonly grown: number;
}

export function presetTotals(input: EstimateInput, presets: Readonly<Record<string, Usage>>): PresetTotal[] {
  return Object.entries(presets).map(([name, usage]) => ({
    name,
    configured: estimate({ ...input, usage }).total,
    grown: estimate({ ...input, usage, resources: grownFor(input.resources, usage) }).total,
  }));
}

/** Where growth changes its pace, nearest first; what lies behind already is left out. */
export function kneesOf({ resources, usage }: Pick<EstimateInput, "resources" | "usage">): Knee[] {
  const graph = graphView(resources);
  return [...taskKnees(graph, usage), ...databaseKnees(graph, usage), ...allowanceKnees(graph, usage)]
    .filter(({ factor }) => factor >= GROWTH_FACTORS[0] && factor <= FARTHEST_KNEE)
    .sort((a, b) => a.factor - b.factor);
}

function taskKnees(graph: GraphView, usage: Usage): Knee[] {
  return scaledServices(graph).flatMap(({ name, min, max }) => [
    { factor: min / busyTasks({ name }, usage), what: `${name} scales above its minimum of ${countOf(min, "task")}` },
    {
      factor: max / busyTasks({ name }, usage),
      what: `${name} needs more than its maximum of ${countOf(max, "task")}`,
    },
  ]);
}

const countOf = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

function databaseKnees(graph: GraphView, usage: Usage): Knee[] {
  const vcpus = databaseVcpus(usage);
  return graph.ofType(DATABASE).flatMap(({ inputs }) => {
    const steps = growthSteps(classOf({ inputs }) ?? "");
    return steps.slice(0, -1).map((step, index) => ({
      factor: sustainedVcpus(step) / vcpus,
      what: `the database outgrows ${step}: ${steps[index + 1] ?? ""}`,
    }));
  });
}

function allowanceKnees(graph: GraphView, usage: Usage): Knee[] {
  const load = loadOf(usage);
  const atEdge = graph.ofType(T.distribution).length > 0;
  return [
    ...(atEdge
      ? [
          { factor: CLOUDFRONT_FREE_REQUESTS / load.edgeRequests, what: "CloudFront's 10 million free requests end" },
          { factor: CLOUDFRONT_FREE_GB / load.edgeGb, what: "CloudFront's free terabyte ends" },
        ]
      : []),
    { factor: EGRESS_FREE_GB / usage.network.internetGb, what: `the ${EGRESS_FREE_GB} free GB to the internet end` },
  ];
}

/** What a million dynamic requests cost: all of the bill shared out, and one million more; USD. */
export interface UnitCost {
  readonly average: number;
  readonly marginal: number;
}

const MORE = 1.1;

/** Nothing without dynamic requests. */
export function unitCostOf(input: EstimateInput, cost: Estimate): UnitCost | undefined {
  const millions = loadOf(input.usage).dynamicRequests / 1_000_000;
  if (millions === 0) return undefined;
  const more = estimate({ ...input, usage: scaleUsage(input.usage, MORE) });
  return { average: cost.total / millions, marginal: (more.total - cost.total) / (millions * (MORE - 1)) };
}
