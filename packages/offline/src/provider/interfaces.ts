import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type DeclaredType, parseDeclaredType } from "./declared-type";

/** Nested types of a provider: a megabyte of text or five, so that it is read once and parsed where it is needed. */
const texts = new Map<string, string>();

/** Fields of an interface in their order. */
export type Fields = ReadonlyMap<string, DeclaredType>;

const parsed = new Map<string, Fields | undefined>();

/**
 * The fields of a nested type such as `outputs.ec2.GetAmiBlockDeviceMapping`, or undefined when the package has no
 * such interface.
 *
 * @param folder of the provider's package.
 */
export function fieldsOf(folder: string, name: string): Fields | undefined {
  const key = `${folder} ${name}`;
  if (!parsed.has(key)) parsed.set(key, findFields(folder, name));
  return parsed.get(key);
}

/** The first value of an enumeration such as `enums.rds.EngineType`. */
export function firstMemberOf(folder: string, name: string): string | undefined {
  const [, ...path] = name.split(".");
  const type = path.pop() ?? "";
  const text = textAt(join(folder, "types", "enums", ...path, "index.d.ts"));
  const start = text.indexOf(`const ${type}: {`);
  return start < 0 ? undefined : /readonly \w+: "([^"]*)"/.exec(text.slice(start))?.[1];
}

function findFields(folder: string, name: string): Fields | undefined {
  const [kind, ...path] = name.split(".");
  const type = path.pop() ?? "";
  const file = join(folder, "types", kind === "inputs" ? "input.d.ts" : "output.d.ts");
  const start = interfacesIn(file, path).get(type);
  const text = textAt(file);
  return start === undefined ? undefined : parseFields(text.slice(start, endOfBlock(text, start)));
}

const interfaces = new Map<string, ReadonlyMap<string, number>>();

/** Where the interfaces of a namespace stand in a file; those of one namespace are looked up together. */
function interfacesIn(file: string, path: readonly string[]): ReadonlyMap<string, number> {
  const key = `${file} ${path.join(".")}`;
  let found = interfaces.get(key);
  if (found === undefined) {
    found = findInterfaces(textAt(file), path);
    interfaces.set(key, found);
  }
  return found;
}

function findInterfaces(text: string, path: readonly string[]): ReadonlyMap<string, number> {
  let [from, to] = [0, text.length];
  for (const [depth, namespace] of path.entries()) {
    const indent = " ".repeat(4 * depth);
    from = text.indexOf(`\n${indent}${depth === 0 ? "export declare " : ""}namespace ${namespace} {`, from);
    if (from < 0) return new Map();
    const end = text.indexOf(`\n${indent}}`, from);
    to = end < 0 ? to : end;
  }
  const heading = new RegExp(`^ {${4 * path.length}}(?:export )?interface (\\w+) \\{`, "gm");
  return new Map([...text.slice(from, to).matchAll(heading)].map((place) => [place[1] ?? "", from + place.index]));
}

/** Fields of the text of an interface or class, with the types that it declares for them. */
export function parseFields(block: string): Fields {
  const withoutComments = block.replaceAll(/\/\*\*[\s\S]*?\*\//g, "");
  const fields = [
    ...withoutComments.matchAll(/^\s*(?:readonly )?"?([\w-]+)"?(\?)?: ((?:\{(?:[^{}]|\{[^{}]*\})*\}|[^;{])+);/gm),
  ];
  return new Map(
    fields.map(([, name = "", optional, type = ""]) => {
      const declared = parseDeclaredType(type);
      return [name, optional === "?" && declared.kind !== "optional" ? { kind: "optional", type: declared } : declared];
    }),
  );
}

/** The end of the block that opens at the first brace after `start`; comments may hold braces too. */
export function endOfBlock(text: string, start: number): number {
  let depth = 0;
  for (let index = text.indexOf("{", start); index >= 0 && index < text.length; index++) {
    if (text.startsWith("/*", index)) index = text.indexOf("*/", index) + 1;
    else if (text[index] === "{") depth++;
    else if (text[index] === "}" && --depth === 0) return index + 1;
  }
  return text.length;
}

function textAt(path: string): string {
  let text = texts.get(path);
  if (text === undefined) {
    text = existsSync(path) ? readFileSync(path, "utf8") : "";
    texts.set(path, text);
  }
  return text;
}
