import { RunError } from "@pulumi/pulumi/errors";

import { deploy } from "../deploy";
import type { Check, Scene } from "./scene";

async function changes({ live, stack, resources }: Scene, ...args: readonly string[]) {
  const outcome = await deploy(live, stack, args);
  if (outcome.exitCode !== 0) throw new RunError(`pulumi ${args[0] ?? ""} failed: ${outcome.errors.join("; ")}`);
  // With the program run, a refresh also writes down components and providers, which AWS does not know.
  const isInAws = (urn: string): boolean =>
    resources.every((known) => known.urn !== urn || (known.custom && !known.type.startsWith("pulumi:")));
  const details = outcome.changes
    .filter(({ urn }) => isInAws(urn))
    .map(
      ({ operation, type, name, changed }) =>
        `${operation} ${type} ${name}${changed.length === 0 ? "" : `: ${changed.join(", ")}`}`,
    );
  return { seen: details.length, details };
}

/** How many resources one more `up` changes, although nothing was asked for. */
export const idleUp: Check = (scene) => changes(scene, "up");

/** How many resources are no longer what the program made of them. */
export const noDrift: Check = (scene) => changes(scene, "refresh", "--run-program");
