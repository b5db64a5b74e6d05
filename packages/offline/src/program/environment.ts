import { delimiter, join } from "node:path";
import type { RuntimeConfig } from "../stack-file";
import type { Project } from "./project";

/** Where nothing is: no credentials are read from there. */
const NOWHERE = "/dev/null";

/** The folder whose packages stand in for those that a program lacks: this project's own. */
export function standInFolder(): string {
  const manifest = require.resolve("@pulumi/pulumi/package.json");
  return manifest.slice(0, manifest.lastIndexOf(join("node_modules", "@pulumi"))).replace(/[\\/]$/, "");
}

/**
 * The environment of a program's process: what Pulumi's language host sets, and nothing by which foreign code would
 * reach AWS or a registry. A preview is no sandbox: the program runs with the rights of whoever starts it.
 *
 * @param tsconfig for the translation of TypeScript.
 */
export function environmentOf(
  project: Project,
  { config, secretKeys }: RuntimeConfig,
  tsconfig: string,
  outer: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const kept = Object.entries(outer).filter(([name]) => !/^(AWS_|PULUMI_|NODE_OPTIONS$|npm_)/.test(name));
  return {
    ...Object.fromEntries(kept),
    NODE_PATH: [outer.NODE_PATH, join(standInFolder(), "node_modules")].filter(Boolean).join(delimiter),
    TSX_TSCONFIG_PATH: tsconfig,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_SHARED_CREDENTIALS_FILE: NOWHERE,
    AWS_CONFIG_FILE: NOWHERE,
    npm_config_offline: "true",
    PULUMI_CONFIG: JSON.stringify(config),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(secretKeys),
    PULUMI_NODEJS_ORGANIZATION: "organization",
    PULUMI_NODEJS_PROJECT: project.name,
    PULUMI_NODEJS_ROOT_DIRECTORY: project.root,
    PULUMI_NODEJS_STACK: project.stack,
    PULUMI_NODEJS_DRY_RUN: "true",
    PULUMI_NODEJS_PARALLEL: "100",
    // Any address: no connection is made.
    PULUMI_NODEJS_MONITOR: "offline",
    PULUMI_NODEJS_ENGINE: "offline",
  };
}
