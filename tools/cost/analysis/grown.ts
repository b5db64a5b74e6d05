import { T } from "@toolkit/offline/aws-types";
import { stepFor } from "@toolkit/cost/formulas/database-capacity";
import { type CostResource, type GraphView, graphView } from "@toolkit/cost/graph-view";
import { number, orNothing, text } from "@toolkit/cost/recipes/inputs";
import { SCALING_TARGET, SERVICE } from "@toolkit/cost/recipes/task-bounds";
import { busyTasks, loadOf, type Usage } from "@toolkit/cost/usage";

export const DATABASE = T.databaseInstance;

/** Average CPU that the month's requests take from the database, in vCPUs. */
export function databaseVcpus(usage: Usage): number {
  return (loadOf(usage).dynamicRequestsPerSecond * usage.database.cpuMsPerRequest) / 1000;
}

/** A service with the scaling bounds of its target. */
export interface ScaledService {
  readonly name: string;
  readonly target: CostResource;
  readonly min: number;
  readonly max: number;
}

export function scaledServices(graph: GraphView): ScaledService[] {
  return graph.ofType(SERVICE).flatMap((service) => {
    const [target] = graph.dependents(service.urn, SCALING_TARGET);
    if (target === undefined) return [];
    const min = orNothing(() => number(target.inputs, "minCapacity")) ?? 1;
    const max = orNothing(() => number(target.inputs, "maxCapacity")) ?? min;
    return [{ name: service.name, target, min, max }];
  });
}

/** Class of a database, as far as it is known. */
export function classOf({ inputs }: Pick<CostResource, "inputs">): string | undefined {
  return orNothing(() => text(inputs, "instanceClass"));
}

/** The stack as it must become to carry a month of usage: larger database class, scaling limits raised. */
export function grownFor<Resource extends CostResource>(resources: readonly Resource[], usage: Usage): Resource[] {
  const graph = graphView(resources);
  const limits = new Map(
    scaledServices(graph).map((service) => [
      service.target.urn,
      Math.max(service.max, Math.ceil(busyTasks(service, usage))),
    ]),
  );
  const vcpus = databaseVcpus(usage);
  return resources.map((resource) => {
    const limit = limits.get(resource.urn);
    if (limit !== undefined) return { ...resource, inputs: { ...resource.inputs, maxCapacity: limit } };
    const dbClass = resource.type === DATABASE ? classOf(resource) : undefined;
    if (dbClass === undefined) return resource;
    return { ...resource, inputs: { ...resource.inputs, instanceClass: stepFor(vcpus, dbClass) } };
  });
}
