import { existsSync } from "node:fs";
import { join } from "node:path";

/** The folder of the bootstrap's stack file beside those of the stacks; undefined when it is not there. */
export function bootstrapFolder(folder: string | undefined): string | undefined {
  const beside = join(folder ?? ".", "bootstrap");
  return existsSync(join(beside, "Pulumi.bootstrap.yaml")) ? beside : undefined;
}
