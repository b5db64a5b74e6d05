/** A TypeScript type as a provider's typings declare it. */
export type DeclaredType =
  | { readonly kind: "string" | "number" | "boolean" | "any" }
  /** A text that must be one of these. */
  | { readonly kind: "literal"; readonly value: string }
  | { readonly kind: "list"; readonly element: DeclaredType }
  | { readonly kind: "map"; readonly element: DeclaredType }
  /** An interface or enumeration by its name, e.g. `outputs.ec2.VpcTag`. */
  | { readonly kind: "named"; readonly name: string }
  | { readonly kind: "optional"; readonly type: DeclaredType };

/** Reads a type such as `outputs.rds.InstanceListenerEndpoint[] | undefined` or `{ [key: string]: string; }`. */
export function parseDeclaredType(source: string): DeclaredType {
  const alternatives = splitOutside(source.trim(), "|").map((part) => part.trim());
  const present = alternatives.filter((part) => part !== "undefined" && part !== "null" && part !== "");
  const [first = "any"] = present;
  const type = parseSingle(first);
  return present.length < alternatives.length ? { kind: "optional", type } : type;
}

function parseSingle(text: string): DeclaredType {
  if (text.endsWith("[]")) return { kind: "list", element: parseDeclaredType(unwrapped(text.slice(0, -2))) };
  const generic = /^(?:readonly )?(Array|Record|Promise|pulumi\.Input|pulumi\.Output)<([\s\S]*)>$/.exec(text);
  if (generic !== null) return parseGeneric(generic[1] ?? "", generic[2] ?? "");
  if (text.startsWith("{")) {
    const value = /^\{\s*\[\w+: string\]: ([\s\S]*?);?\s*\}$/.exec(text)?.[1];
    return value === undefined ? { kind: "any" } : { kind: "map", element: parseDeclaredType(value) };
  }
  if (text === "string" || text === "number" || text === "boolean") return { kind: text };
  if (/^["']/.test(text)) return { kind: "literal", value: text.slice(1, -1) };
  return /^(outputs|inputs|enums)\./.test(text) ? { kind: "named", name: text } : { kind: "any" };
}

function parseGeneric(name: string, content: string): DeclaredType {
  if (name === "Array") return { kind: "list", element: parseDeclaredType(content) };
  if (name !== "Record") return parseDeclaredType(content);
  return { kind: "map", element: parseDeclaredType(splitOutside(content, ",")[1] ?? "any") };
}

const unwrapped = (text: string): string => (text.startsWith("(") && text.endsWith(")") ? text.slice(1, -1) : text);

/** Splits at a character that stands outside of brackets. */
function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if ("<{[(".includes(character)) depth++;
    else if (">}])".includes(character)) depth--;
    else if (character === separator && depth === 0) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  return [...parts, text.slice(start)];
}
