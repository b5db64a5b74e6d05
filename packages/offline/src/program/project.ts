import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { RunError } from "@pulumi/pulumi/errors";
import {
  type Mapping,
  type RuntimeConfig,
  isMapping,
  projectConfig,
  readYaml,
  stackConfig,
  stacksIn,
  toRuntimeConfig,
  withDefaults,
} from "../stack-file";

/** A Pulumi project as its folder holds it. */
export interface Project {
  readonly name: string;
  readonly stack: string;
  /** Where `Pulumi.yaml` is. */
  readonly root: string;
  /** Working directory of the program. */
  readonly folder: string;
  /** File or folder that is loaded. */
  readonly entry: string;
  readonly isModule: boolean;
  readonly manifest: Manifest;
  /** `namespace:key` to the text that the CLI would pass, and which of them are secret. */
  readonly runtime: RuntimeConfig;
  /** Another file than `tsconfig.json`. */
  readonly tsconfig: string;
}

/** What is read of a `package.json`. */
export interface Manifest {
  readonly type?: string;
  readonly main?: string;
  readonly exports?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
}

export interface ProjectOptions {
  /** @default "dev", whose file need not exist */
  readonly stack?: string | undefined;
  /** Assignments `key=value`, as for `pulumi config set`. @default none */
  readonly config?: readonly string[];
}

/** Regions of AWS are many; a program that names none is previewed here. */
const DEFAULT_REGION = "us-east-1";

/**
 * Reads the project in a folder, with the configuration that `pulumi new` and the stack's file would give it.
 *
 * @throws RunError for a folder without a project, a program that does not run on Node.js, and configuration that cannot
 * be read.
 */
export function readProject(path: string, options: ProjectOptions = {}): Project {
  const root = resolve(path);
  const yaml = projectFile(root);
  const runtime = isMapping(yaml.runtime) ? yaml.runtime : { name: yaml.runtime };
  if (runtime.name !== "nodejs") {
    throw new RunError(`${yaml.path}: the runtime is ${String(runtime.name)}; only nodejs programs can be previewed.`);
  }
  const settings = isMapping(runtime.options) ? runtime.options : {};
  const name = String(yaml.name).replace("${PROJECT}", basename(root));
  const stack = options.stack ?? "dev";
  const { folder, entry } = placeOf(root, yaml.main);
  const manifest = manifestOf(folder, root);
  return {
    name,
    stack,
    root,
    folder,
    entry: entry ?? entryOf(folder, manifest),
    isModule: manifest.type === "module",
    manifest,
    runtime: toRuntimeConfig({
      "aws:region": DEFAULT_REGION,
      ...withDefaults(projectConfig({ ...yaml, name }), stackConfigOf(root, stack, name, options.stack !== undefined)),
      ...assigned(options.config ?? [], name),
    }),
    tsconfig: join(folder, typeof settings.tsconfig === "string" ? settings.tsconfig : "tsconfig.json"),
  };
}

function projectFile(root: string): Mapping & { readonly path: string } {
  const path = ["Pulumi.yaml", "Pulumi.yml"].map((file) => join(root, file)).find((file) => existsSync(file));
  if (path === undefined)
    throw new RunError(`${root} has no Pulumi.yaml: --program takes the folder of a Pulumi project.`);
  const yaml = readYaml(path);
  if (typeof yaml.name !== "string") throw new RunError(`${path} has no project name.`);
  return { ...yaml, path };
}

/** `main` of `Pulumi.yaml` is a file or a folder; the program runs in that folder. */
function placeOf(root: string, main: unknown): { folder: string; entry?: string } {
  if (typeof main !== "string" || main === "") return { folder: root };
  const place = resolve(root, main);
  if (!existsSync(place)) throw new RunError(`Pulumi.yaml: main is ${main}, which does not exist in ${root}.`);
  return statSync(place).isDirectory() ? { folder: place } : { folder: dirname(place), entry: place };
}

/** The nearest `package.json`, the project's own at the farthest. */
function manifestOf(folder: string, root: string): Manifest {
  const file = join(folder, "package.json");
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Manifest;
  return folder === root || folder === dirname(folder) ? {} : manifestOf(dirname(folder), root);
}

/** What Node.js would load: the package's export, its main file, or the folder itself. */
function entryOf(folder: string, { exports, main }: Manifest): string {
  const exported = isMapping(exports) ? exports["."] : exports;
  const target = isMapping(exported) ? (exported.default ?? exported.require ?? exported.import) : exported;
  const named = [target, main].find((path): path is string => typeof path === "string");
  const path = named === undefined ? undefined : join(folder, named);
  if (path !== undefined && existsSync(path)) return path;
  const found = ["index.js", "index.mjs", "index.ts", "index.mts"].find((file) => existsSync(join(folder, file)));
  if (found === undefined)
    throw new RunError(`${folder} has no program: neither package.json nor an index file names one.`);
  return join(folder, found);
}

/** A stack without a file has only the project's defaults, unless it was asked for by name. */
function stackConfigOf(root: string, stack: string, project: string, isAskedFor: boolean): Mapping {
  const stacks = stacksIn(root);
  if (stacks.includes(stack)) return stackConfig(stack, root, project);
  if (isAskedFor && stacks.length > 0) {
    throw new RunError(`Unknown stack "${stack}": there is no Pulumi.${stack}.yaml (stacks: ${stacks.join(", ")}).`);
  }
  return {};
}

function assigned(config: readonly string[], project: string): Record<string, string> {
  return Object.fromEntries(
    config.map((assignment) => {
      const split = assignment.indexOf("=");
      if (split < 1)
        throw new RunError(`--config ${assignment}: write it as key=value, such as --config aws:region=eu-west-1.`);
      const key = assignment.slice(0, split);
      return [key.includes(":") ? key : `${project}:${key}`, assignment.slice(split + 1)];
    }),
  );
}
