import { z } from "zod";

import { CostError } from "../errors";
import { nearest } from "@toolkit/offline/nearest";
import { type UsagePreset, usagePresetNames, type UsagePresets, usagePresets } from "./presets";
import { type Usage, usagePaths, usageSchema } from "./schema";

const fileSchema = z.looseObject({ extends: z.enum(usagePresetNames).default("small") });

type Tree = Record<string, unknown>;

/** A preset by name. @throws CostError naming the presets there are. */
export function usagePreset(name: string, presets: UsagePresets = usagePresets): Usage {
  if (!(name in presets)) {
    throw new CostError(`Unknown usage profile "${name}". Use ${usagePresetNames.join(", ")} or the path of a file.`);
  }
  return presets[name as UsagePreset];
}

/**
 * A profile from the parsed content of a usage file: `extends` names a preset (default `small`), the rest replaces
 * single values. @throws CostError listing every unknown key and wrong value at once.
 */
export function usageFromFile(content: unknown, fileName: string, presets: UsagePresets = usagePresets): Usage {
  const file = fileSchema.safeParse(content);
  if (!file.success) {
    throw new CostError(`${fileName} is not a usage file:\n${z.prettifyError(file.error)}`);
  }
  const { extends: base, ...sections } = file.data;
  return overrideUsage(presets[base], flatten(sections), fileName);
}

/** A profile from `path=value` assignments such as `traffic.pageViews=500000`. */
export function usageFromAssignments(base: Usage, assignments: readonly string[]): Usage {
  const values = assignments.map((assignment): [string, unknown] => {
    const [path = "", ...rest] = assignment.split("=");
    const text = rest.join("=").trim();
    return [path.trim(), text === "" ? text : Number.isNaN(Number(text)) ? text : Number(text)];
  });
  return overrideUsage(base, values, "usage");
}

/** Replaces single values that a profile has. `where` begins the error, for example the file's name. */
export function overrideUsage(base: Usage, values: readonly (readonly [string, unknown])[], where: string): Usage {
  const known = usagePaths(base);
  const problems = values.flatMap(([path]) =>
    known.includes(pathInProfile(path)) ? [] : [unknownKey(pathInProfile(path), known)],
  );
  const tree: Record<string, Tree> = structuredClone<Usage>(base);
  for (const [path, value] of values) if (known.includes(pathInProfile(path))) assign(tree, path, value);
  const own = values.filter(([path]) => path !== pathInProfile(path));
  const asProfile = own.map(([path, value]): [string, unknown] => [pathInProfile(path), value]);
  if (own.length > 0 && problems.length === 0) overrideUsage(withoutResources(base), asProfile, where);
  const parsed = usageSchema.safeParse(tree);
  if (!parsed.success) {
    problems.push(
      ...parsed.error.issues.map((issue) => {
        const path = issue.path.join(".");
        return `${path}: ${issue.message} (got ${JSON.stringify(values.find(([key]) => key === path)?.[1])})`;
      }),
    );
  }
  if (problems.length > 0 || !parsed.success)
    throw new CostError(`${where}:\n${problems.map((p) => `  ${p}`).join("\n")}`);
  return parsed.data;
}

const OWN = /^resources\.(.+)\.([a-zA-Z]+\.[^.]+)$/;

/** `storage.otherGb` of `resources.dumps.storage.otherGb`: what the path of one resource is called in the profile. */
function pathInProfile(path: string): string {
  return OWN.exec(path)?.[2] ?? path;
}

function withoutResources(usage: Usage): Usage {
  return { ...usage, resources: {} };
}

function assign(tree: Record<string, Tree>, path: string, value: unknown): void {
  const [, resource, own] = OWN.exec(path) ?? [];
  if (resource !== undefined && own !== undefined) {
    const resources = tree.resources as Record<string, Tree>;
    resources[resource] = { ...resources[resource], [own]: value };
    return;
  }
  const [section = "", field = ""] = path.split(".");
  const target = tree[section];
  if (target !== undefined) target[field] = value;
}

function unknownKey(path: string, known: readonly string[]): string {
  const guess = nearest(path, known);
  const sections = [...new Set(known.map((one) => one.split(".")[0] ?? ""))];
  return guess === undefined
    ? `unknown usage key "${path}"; there is extends, and keys of ${sections.join(", ")}`
    : `unknown usage key "${path}"; did you mean "${guess}"?`;
}

function flatten(tree: Tree, prefix = ""): [string, unknown][] {
  return Object.entries(tree).flatMap(([key, value]): [string, unknown][] =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? flatten(value as Tree, `${prefix}${key}.`)
      : [[`${prefix}${key}`, value]],
  );
}
