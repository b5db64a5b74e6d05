import { readFileSync } from "node:fs";
import * as path from "node:path";

import { parse } from "yaml";

/** The module whose go.mod pins the CLI that is built where none is installed. */
export const cliModule = path.resolve(__dirname, "../../pulumi");

/** The import path of the CLI's main package. */
export const cliPackage = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";

/** The pinned CLI version, such as `3.259.0`, from go.mod. */
export function pinnedVersion(): string {
  const manifest = readFileSync(path.join(cliModule, "go.mod"), "utf8");
  const version = /^\s*(?:require )?github\.com\/pulumi\/pulumi\/pkg\/v3 v(\d+\.\d+\.\d+)/m.exec(manifest)?.[1];
  if (version === undefined)
    throw new Error(`${path.join(cliModule, "go.mod")} does not pin github.com/pulumi/pulumi/pkg/v3`);
  return version;
}

/** The lowest version that a project accepts: `requiredPulumiVersion` of its Pulumi.yaml, else the pinned one. */
export function lowestVersion(projectFile: string): string {
  const required = requirement(projectFile);
  if (required === undefined) return pinnedVersion();
  const lowest = /^>=\s*(\d+\.\d+\.\d+)$/.exec(required)?.[1];
  if (lowest === undefined)
    throw new Error(`requiredPulumiVersion "${required}" in ${projectFile}: write it as >=3.246.0`);
  return lowest;
}

function requirement(projectFile: string): string | undefined {
  let text: string;
  try {
    text = readFileSync(projectFile, "utf8");
  } catch {
    return undefined;
  }
  return (parse(text) as { requiredPulumiVersion?: string }).requiredPulumiVersion;
}

/** True when `version` (with or without a leading v) is `lowest` or newer; a pre-release counts as its release. */
export function isAtLeast(version: string, lowest: string): boolean {
  const [have, need] = [numbers(version), numbers(lowest)];
  for (const [index, needed] of need.entries()) {
    const had = have[index] ?? 0;
    if (had !== needed) return had > needed;
  }
  return true;
}

function numbers(version: string): number[] {
  return (/(\d+)\.(\d+)\.(\d+)/.exec(version) ?? []).slice(1).map(Number);
}
