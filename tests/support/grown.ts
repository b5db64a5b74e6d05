import { join } from "node:path";

import { previewStack } from "../../tools/program/program";
import { StackDeployment } from "./deploy-stack";
import { withoutTheirs } from "./ours";

/** Stacks that have one of everything an application can be given: `grown` by the profile dev, `grown-prod` by prod. */
export const GROWN_STACKS = join(__dirname, "..", "fixtures", "grown");

export type GrownStack = "grown" | "grown-prod";

const cache = new Map<string, Promise<StackDeployment>>();

/**
 * Deploys such a stack offline, with known and with unknown outputs. Each combination runs once per process: treat the
 * result as read-only.
 */
export function deployGrown(stack: GrownStack, set: readonly string[] = []): Promise<StackDeployment> {
  const key = JSON.stringify([stack, set]);
  const known = cache.get(key);
  if (known !== undefined) return known;
  const preview = previewStack({ stack, set, mode: "both", folder: GROWN_STACKS });
  const deployment = preview.then((made) => new StackDeployment(withoutTheirs(made)));
  cache.set(key, deployment);
  return deployment;
}
