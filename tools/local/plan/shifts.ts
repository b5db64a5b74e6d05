import { T } from "@toolkit/offline/aws-types";
import { type GraphResource } from "@toolkit/offline/graph";

/** A service whose new version runs beside the old one for a while, as ECS calls the way: `CANARY`. */
export interface Shifted {
  readonly name: string;
  readonly strategy: string;
}

/** Services that ECS deploys by shifting requests from one version to the other. */
export const shiftedOf = (resources: readonly GraphResource[]): Shifted[] =>
  resources.flatMap(({ type, name, inputs }) => {
    const deployment = inputs.deploymentConfiguration as { readonly strategy?: unknown } | undefined;
    const strategy = deployment?.strategy;
    return type === T.service && typeof strategy === "string" && strategy !== "ROLLING" ? [{ name, strategy }] : [];
  });

/** What a local run does not show of such deployments; undefined where there are none. */
export function shiftNote(shifted: readonly Shifted[]): string | undefined {
  if (shifted.length === 0) return undefined;
  const ways = shifted.map(({ name, strategy }) => `${name} (${strategy.toLowerCase().replace("_", "/")})`);
  return `Runs one version of each service: on AWS two run side by side while a deployment of ${ways.join(", ")} shifts requests (docs/gradual.md).`;
}
