import { describeResource, type Fields, fieldsOf } from "@toolkit/offline/provider/index";
import { type DeclaredType } from "@toolkit/offline/provider/declared-type";
import { type PartList } from "../../src/inputs";

/** Conditions of firewall rules, which hold conditions again; no group of rules may stand in them. */
const CONDITIONS = /^(and|or|not|scopeDown)Statement$/;

/** Every part without parts of its own of an input that is an object, or a list of them, as the provider declares it. */
export function leavesOf(type: string, input: string): string[] {
  const description = describeResource(type);
  const declared = description?.outputs.get(input);
  return description === undefined || declared === undefined ? [] : leaves(description.folder, declared, []);
}

function leaves(folder: string, type: DeclaredType, path: readonly string[]): string[] {
  if (type.kind === "optional") return leaves(folder, type.type, path);
  if (type.kind === "list") return leaves(folder, type.element, path);
  const fields = type.kind === "named" ? inputFields(folder, type.name) : undefined;
  if (fields === undefined || fields.size === 0 || CONDITIONS.test(path.at(-1) ?? ""))
    return path.length === 0 ? [] : [path.join(".")];
  return [...fields].flatMap(([name, field]) => leaves(folder, field, [...path, name]));
}

export type Effect = "changes" | "unmodelled" | "used" | "free";

/** What a list says of a part; undefined when it does not stand there. */
export function effectOf({ changes, unmodelled, used, free }: PartList, leaf: string): Effect | undefined {
  const names: readonly (readonly [string, Effect])[] = [
    ...changes.map((name) => [name, "changes"] as const),
    ...Object.keys(unmodelled).map((name) => [name, "unmodelled"] as const),
    ...Object.keys(used).map((name) => [name, "used"] as const),
    ...free.map((name) => [name, "free"] as const),
  ];
  const [longest] = names
    .filter(([name]) => leaf === name || leaf.startsWith(`${name}.`))
    .sort(([a], [b]) => b.length - a.length);
  return longest?.[1];
}

/** A value with one part of it set; in lists, of the first item. Lists that are not there are made where the provider has some. */
export function withPart(
  subject: { readonly type: string; readonly input: string },
  within: unknown,
  part: string,
  value: unknown,
): unknown {
  const description = describeResource(subject.type);
  return setPart(description?.folder ?? "", description?.outputs.get(subject.input), within, part.split("."), value);
}

function setPart(
  folder: string,
  type: DeclaredType | undefined,
  within: unknown,
  path: readonly string[],
  value: unknown,
): unknown {
  if (type?.kind === "optional") return setPart(folder, type.type, within, path, value);
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (type?.kind === "list") {
    const [first, ...others] = Array.isArray(within) ? (within as unknown[]) : [];
    return [setPart(folder, type.element, first, path, value), ...others];
  }
  const field = type?.kind === "named" ? inputFields(folder, type.name)?.get(name) : undefined;
  const object = (within ?? {}) as Record<string, unknown>;
  return { ...object, [name]: setPart(folder, field, object[name], rest, value) };
}

/** Fields of what an output is made of, as an input. */
const inputFields = (folder: string, name: string): Fields | undefined =>
  fieldsOf(folder, name.replace(/^outputs\./, "inputs."));
