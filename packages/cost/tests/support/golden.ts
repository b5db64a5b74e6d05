import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface GoldenLine {
  readonly resource: string;
  readonly component: string;
  readonly quantity: number;
  readonly unit: string;
  /** USD a month, rounded to cents. */
  readonly monthlyCost: number;
}

const LINE = /^ [│ ]*[├└]─ (?<component>.+?)\s{2,}(?<quantity>[\d,.]+) {2}(?<unit>\S.*?)\s{2,}\$(?<cost>[\d,.]+)/;
const RESOURCE = /^ (?<resource>(?:module\.\S+\.)?aws_\S+)/;

/** Every golden there is. */
export function goldenNames(): string[] {
  const files = readdirSync(join(__dirname, "../goldens"));
  return files.filter((file) => file.endsWith(".golden")).map((file) => file.replace(/\.golden$/, ""));
}

/** The lines of a golden that have a quantity and a cost. */
export function readGolden(name: string): GoldenLine[] {
  let resource = "";
  const lines: GoldenLine[] = [];
  for (const text of readFileSync(join(__dirname, "../goldens", `${name}.golden`), "utf8").split("\n")) {
    resource = RESOURCE.exec(text)?.groups?.resource ?? resource;
    const groups = LINE.exec(text)?.groups;
    if (groups === undefined) continue;
    lines.push({
      resource,
      component: groups.component ?? "",
      quantity: parse(groups.quantity),
      unit: groups.unit ?? "",
      monthlyCost: parse(groups.cost),
    });
  }
  return lines;
}

function parse(text = ""): number {
  return Number(text.replaceAll(",", ""));
}
