import { z } from "zod";

import { type CostResource } from "@toolkit/cost/graph-view";
import { T } from "@toolkit/offline/aws-types";
import { output } from "../../ci/output";

const stateSchema = z.object({
  deployment: z.object({
    resources: z
      .array(
        z.object({
          urn: z.string(),
          type: z.string(),
          id: z.string().optional(),
          inputs: z.record(z.string(), z.unknown()).default({}),
          outputs: z.record(z.string(), z.unknown()).default({}),
        }),
      )
      .default([]),
  }),
});

/** A resource of a live stack. */
export interface LiveResource extends CostResource {
  readonly id: string | undefined;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** The resources of a deployed stack, from Pulumi's state without its secrets. @throws RunError where Pulumi does not answer. */
export function liveResources(stack: string): LiveResource[] {
  return parseState(output("pulumi", ["stack", "export", "--stack", stack]));
}

export function parseState(text: string): LiveResource[] {
  return stateSchema.parse(JSON.parse(text)).deployment.resources.map(({ id, ...resource }) => ({
    ...resource,
    id,
    name: resource.urn.split("::").at(-1) ?? "",
  }));
}

/** What CloudWatch calls a resource: its id, but load balancers by the end of their ARN and log groups by name. */
export function metricName(resource: CostResource): string | undefined {
  const { id, outputs } = resource as LiveResource;
  const suffix = outputs.arnSuffix;
  if (resource.type === T.loadBalancer) return typeof suffix === "string" ? suffix : undefined;
  return id;
}
