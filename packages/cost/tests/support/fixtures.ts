import {
  type CostComponent,
  CostError,
  type CostResource,
  estimate,
  loadPriceBook,
  type ScheduleReader,
  type Usage,
  usagePresets,
} from "../../src";

export const prices = loadPriceBook();

type Sections = { readonly [S in keyof Usage]?: Partial<Usage[S]> };

/** The small profile with every quantity at zero except those given. */
export function usage(sections: Sections = {}): Usage {
  const zero = Object.entries(usagePresets.small).map(([section, fields]) => [
    section,
    Object.fromEntries(Object.keys(fields).map((field) => [field, 0])),
  ]);
  const result = Object.fromEntries(zero) as Record<string, object>;
  for (const [section, fields] of Object.entries(sections)) result[section] = { ...result[section], ...fields };
  return result as unknown as Usage;
}

export function resource(
  type: string,
  name: string,
  inputs: object = {},
  more: Partial<CostResource> = {},
): CostResource {
  return { urn: `urn:pulumi:test::shop::${type}::${name}`, type, name, inputs: { ...inputs }, ...more };
}

const DAYS: Readonly<Record<string, (date: Date) => boolean>> = {
  daily: () => true,
  weekdays: (date) => date.getUTCDay() % 6 !== 0,
  monthly: (date) => date.getUTCDate() === 1,
};

/** A language of the tests' own, `weekdays 20`: the toolkit is told what schedules say. */
export const readSchedule: ScheduleReader = (expression) => {
  const [days = "", hour] = expression.split(" ");
  const runsOn = DAYS[days];
  return runsOn && { kind: "cron", timesOfDay: [Number(hour) * 60], runsOn, utcOffset: 0 };
};

/** Lines of the named resource when the given ones are the whole stack. */
export function linesOf(
  resources: readonly CostResource[],
  name: string,
  month = usage(),
  region = "us-east-1",
): readonly CostComponent[] {
  const { resources: costs } = estimate({ resources, region, usage: month, prices, readSchedule });
  const found = costs.find((cost) => cost.name === name);
  if (found?.noPrice !== undefined) throw new CostError(found.noPrice);
  return found?.components ?? [];
}

/** What the price of one resource lacks, in one text. */
export function missingOf(...resources: readonly CostResource[]): string {
  const cost = estimate({ resources, region: "us-east-1", usage: usage(), prices, readSchedule });
  return cost.resources.flatMap(({ missing, noPrice }) => [...missing, noPrice ?? ""]).join("; ");
}

/** USD of the named resource, not rounded. */
export function costOf(
  resources: readonly CostResource[],
  name: string,
  month = usage(),
  region = "us-east-1",
): number {
  return linesOf(resources, name, month, region).reduce((sum, line) => sum + line.monthlyCost, 0);
}

/** A task definition of Fargate. */
export const tasks = (cpu: string, memory: string, cpuArchitecture = "ARM64") =>
  resource("aws:ecs/taskDefinition:TaskDefinition", "task", { cpu, memory, runtimePlatform: { cpuArchitecture } });

export const definition = tasks("256", "512");

/** A service that runs `definition`. */
export const service = (inputs: object, name = "orders") =>
  resource("aws:ecs/service:Service", name, inputs, { propertyDependencies: { taskDefinition: [definition.urn] } });
