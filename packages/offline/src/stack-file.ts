import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { RunError } from "@pulumi/pulumi/errors";
import { parse, YAMLParseError } from "yaml";

/** Configuration of a stack as its files hold it: `namespace:key` to value. */
export interface StackFile {
  readonly project: string;
  readonly stack: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** What the CLI hands to a program: strings only, objects as JSON. */
export interface RuntimeConfig {
  readonly config: Readonly<Record<string, string>>;
  /** Keys whose values are encrypted. */
  readonly secretKeys: readonly string[];
}

/** Stands for an encrypted value, which only the CLI can read. */
const ENCRYPTED = "encrypted-value";

export type Mapping = Record<string, unknown>;

export const isMapping = (value: unknown): value is Mapping =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Reads `Pulumi.yaml` and `Pulumi.<stack>.yaml`.
 *
 * @throws RunError for a stack without a file, with the stacks there are, and for YAML that cannot be read.
 */
export function readStackFile(stack: string, folder = process.cwd()): StackFile {
  const project = readYaml(join(folder, "Pulumi.yaml"));
  if (typeof project.name !== "string") throw new RunError(`${join(folder, "Pulumi.yaml")} has no project name.`);
  if (!existsSync(join(folder, `Pulumi.${stack}.yaml`))) {
    const stacks = stacksIn(folder);
    const known = stacks.length === 0 ? "there is no stack file yet" : `stacks: ${stacks.join(", ")}`;
    throw new RunError(`Unknown stack "${stack}": there is no Pulumi.${stack}.yaml (${known}).`);
  }
  return { project: project.name, stack, config: { ...projectDefaults(project), ...stackConfig(stack, folder) } };
}

/** Configuration of `Pulumi.<stack>.yaml`. */
export function stackConfig(stack: string, folder: string): Mapping {
  const config = readYaml(join(folder, `Pulumi.${stack}.yaml`)).config ?? {};
  if (!isMapping(config)) throw new RunError(`Pulumi.${stack}.yaml: config must be a mapping.`);
  return cleanKeys(config);
}

/** Names of the stacks that have a file. */
export function stacksIn(folder = process.cwd()): string[] {
  return readdirSync(folder)
    .map((file) => /^Pulumi\.([\w.-]+)\.yaml$/.exec(file)?.[1])
    .filter((stack) => stack !== undefined)
    .sort();
}

/** The strings that the CLI would pass to the program for these values. */
export function toRuntimeConfig(config: Readonly<Record<string, unknown>>): RuntimeConfig {
  const secretKeys: string[] = [];
  const texts = Object.entries(config).map(([key, value]) => {
    if (holdsSecret(value)) secretKeys.push(key);
    return [key, textOf(decrypt(value))] as const;
  });
  return { config: Object.fromEntries(texts), secretKeys };
}

export function readYaml(file: string): Mapping {
  if (!existsSync(file)) throw new RunError(`${file} does not exist. Run this in the project's folder.`);
  try {
    const content: unknown = parse(readFileSync(file, "utf8"));
    return isMapping(content) ? content : {};
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw new RunError(`${file} cannot be read as YAML: ${error.message.split("\n")[0] ?? ""}`);
  }
}

/** Configuration that a project itself gives: what `pulumi new` would suggest, then what it sets. */
export function projectConfig(project: Mapping): Mapping {
  const template = isMapping(project.template) ? project.template : {};
  return { ...projectDefaults({ ...template, name: project.name }), ...projectDefaults(project) };
}

/** Project-level configuration: a value, or `{ value }` or `{ default }`; bare keys belong to the project. */
function projectDefaults(project: Mapping): Mapping {
  const entries = Object.entries(isMapping(project.config) ? project.config : {});
  const values = entries.map(([key, entry]) => {
    const value = isMapping(entry) ? (entry.value ?? entry.default) : entry;
    return [key.includes(":") ? key : `${String(project.name)}:${key}`, value] as const;
  });
  return cleanKeys(Object.fromEntries(values.filter(([, value]) => value !== undefined)));
}

/** `namespace:config:key` is the old form of `namespace:key`. */
function cleanKeys(config: Mapping): Mapping {
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [key.replace(":config:", ":"), value]));
}

const isEncrypted = (value: unknown): boolean =>
  isMapping(value) && typeof value.secure === "string" && Object.keys(value).length === 1;

function holdsSecret(value: unknown): boolean {
  if (isEncrypted(value)) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(holdsSecret);
}

function decrypt(value: unknown): unknown {
  if (isEncrypted(value)) return ENCRYPTED;
  if (Array.isArray(value)) return value.map(decrypt);
  if (!isMapping(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decrypt(item)]));
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
