import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { RunError } from "@pulumi/pulumi/errors";
import { ENCRYPTED } from "./encrypted";
import { readYamlText, YamlError } from "./yaml/read";
import { plainScalar } from "./yaml/scalar";

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

export type Mapping = Record<string, unknown>;

export const isMapping = (value: unknown): value is Mapping =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Reads `Pulumi.yaml` and `Pulumi.<stack>.yaml` as Pulumi's CLI reads them.
 *
 * @throws RunError for a stack without a file, with the stacks there are, and for what the CLI could not read.
 */
export function readStackFile(stack: string, folder = process.cwd()): StackFile {
  const project = readYaml(join(folder, "Pulumi.yaml"));
  if (typeof project.name !== "string") throw new RunError(`${join(folder, "Pulumi.yaml")} has no project name.`);
  if (!existsSync(join(folder, `Pulumi.${stack}.yaml`))) {
    const stacks = stacksIn(folder);
    const known = stacks.length === 0 ? "there is no stack file yet" : `stacks: ${stacks.join(", ")}`;
    throw new RunError(`Unknown stack "${stack}": there is no Pulumi.${stack}.yaml (${known}).`);
  }
  return {
    project: project.name,
    stack,
    config: withDefaults(projectDefaults(project), stackConfig(stack, folder, project.name)),
  };
}

/** Configuration of `Pulumi.<stack>.yaml`; a key without a namespace is the project's. */
export function stackConfig(stack: string, folder: string, project: string): Mapping {
  const file = `Pulumi.${stack}.yaml`;
  const config = readYaml(join(folder, file)).config ?? {};
  if (!isMapping(config)) throw new RunError(`${file}: config must be a mapping.`);
  return cleanKeys(config, project, file);
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
  const content = yamlOf(file);
  if (isMapping(content)) return content;
  if (content === null) return {};
  throw new RunError(`${file} must be a mapping, such as "config: …"; it holds ${JSON.stringify(content)}.`);
}

function yamlOf(file: string): unknown {
  try {
    return readYamlText(readFileSync(file, "utf8"));
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw new RunError(`${file} cannot be read as YAML: ${error.message}.`);
  }
}

/** Configuration that a project itself gives: what `pulumi new` would suggest, then what it sets. */
export function projectConfig(project: Mapping): Mapping {
  const template = isMapping(project.template) ? project.template : {};
  return { ...projectDefaults({ ...template, name: project.name }), ...projectDefaults(project) };
}

/** Project-level configuration: a value, or `{ value }` or `{ default }`; bare keys belong to the project. */
function projectDefaults(project: Mapping): Mapping {
  const given: Mapping = {};
  for (const [key, entry] of Object.entries(isMapping(project.config) ? project.config : {})) {
    const value = isMapping(entry) ? (entry.default ?? entry.value) : entry;
    if (value !== undefined) given[key] = value;
  }
  return cleanKeys(given, String(project.name), "Pulumi.yaml");
}

/** The stack's values over the project's; a dotted key of the project is a path into the stack's. */
export function withDefaults(defaults: Mapping, config: Mapping): Mapping {
  return Object.entries(defaults).reduce<Mapping>((all, [key, value]) => {
    const [root = "", ...path] = key.split(".");
    if (path.length === 0) return key in all ? all : { ...all, [key]: value };
    return { ...all, [root]: withDefault(all[root], path, value) };
  }, config);
}

function withDefault(target: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return target ?? value;
  const fields = isMapping(target) ? target : {};
  return { ...fields, [key]: withDefault(fields[key], rest, value) };
}

/**
 * Keys as the CLI has them: one without a namespace is the project's, and `namespace:config:key` is the old form of
 * `namespace:key`.
 */
function cleanKeys(config: Mapping, project: string, file: string): Mapping {
  const cleaned: Mapping = {};
  for (const [written, value] of Object.entries(config)) {
    const key = cleanKey(written, project, file);
    if (key in cleaned) {
      throw new RunError(`${file}: ${key} is given twice, also as "${written}": which one the CLI takes is chance.`);
    }
    cleaned[key] = value;
  }
  return cleaned;
}

function cleanKey(written: string, project: string, file: string): string {
  const parts = written.split(":");
  const [first = "", second = "", third = ""] = parts;
  if (parts.length === 1 && typeof plainScalar(first) === "string") return `${project}:${first}`;
  if (parts.length === 2) return written;
  if (parts.length === 3 && second === "config") return `${first}:${third}`;
  throw new RunError(`${file}: "${written}" is no configuration key; write it as <namespace>:<name>.`);
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
  return typeof value === "string" ? value : jsonOf(value);
}

/** JSON in which also whole numbers beyond 2^53 stand exactly. */
function jsonOf(value: unknown): string {
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return `[${value.map(jsonOf).join(",")}]`;
  if (!isMapping(value)) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}:${jsonOf(item)}`)
    .join(",")}}`;
}
