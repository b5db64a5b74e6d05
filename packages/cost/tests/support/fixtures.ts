import { type CostComponent, type CostResource, type Usage, estimate, loadPriceBook, usagePresets } from "../../src";

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

/** Lines of the named resource when the given ones are the whole stack. */
export function linesOf(
  resources: readonly CostResource[],
  name: string,
  month = usage(),
  region = "us-east-1",
): readonly CostComponent[] {
  const found = estimate({ resources, region, usage: month, prices }).resources.find((cost) => cost.name === name);
  return found?.components ?? [];
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
