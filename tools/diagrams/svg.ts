/** Attributes of an element; undefined ones are left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** One SVG element, children indented. */
export function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? round(value) : escapeXml(value ?? "")}"`)
    .join("");
  if (children.length === 0) return `<${name}${written}/>`;
  return [`<${name}${written}>`, ...children.map(indent), `</${name}>`].join("\n");
}

/** An element that holds text alone: on one line, since white space would show. */
export function textElement(name: string, attributes: Attributes, content: string): string {
  const empty = element(name, attributes);
  return `${empty.slice(0, -2)}>${escapeXml(content)}</${name}>`;
}

export function escapeXml(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** Tenths of a pixel: enough to look at, and the same bytes on every machine. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function indent(block: string): string {
  return block.replaceAll(/^/gmu, "  ");
}
