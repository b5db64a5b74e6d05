import { closestTo } from "@toolkit/offline/nearest";
import { isRecord } from "../values";

/** Names that an entry of the user's ledger may use. */
export interface KnownNames {
  readonly rules: readonly string[];
  /** With none, any name of a stack is taken. */
  readonly stacks: readonly string[];
}

/** Fields that every entry has, with what each says. */
const REQUIRED: Readonly<Record<string, string>> = {
  rule: "the id of a rule",
  resource: "TYPE/NAME, * for anything, such as */uploads",
  reason: "why it is right not to comply",
  who: "who decided it",
  until: "the last day on which it counts, YYYY-MM-DD",
};
const FIELDS = [...Object.keys(REQUIRED), "about", "stack"];

/** Everything that is wrong with one entry of the user's ledger; nothing when it is fine. */
export function entryProblems(content: unknown, known: KnownNames): string[] {
  if (!isRecord(content)) return [`must be a mapping of ${FIELDS.join(", ")}`];
  const missing = Object.entries(REQUIRED)
    .filter(([field]) => isBlank(content[field]))
    .map(([field, what]) => `${field} is missing: ${what}`);
  const wrong = Object.entries(content).flatMap(([field, value]) => {
    if (!FIELDS.includes(field)) return [`${field} is unknown: the nearest field is ${closestTo(field, FIELDS) ?? ""}`];
    if (isBlank(value)) return [];
    if (typeof value !== "string") return [`${field} is ${JSON.stringify(value)}: write a text`];
    return valueProblem(field, value, known) ?? [];
  });
  return [...missing, ...wrong];
}

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === "string" && value.trim() === "");

function valueProblem(field: string, value: string, { rules, stacks }: KnownNames): string | undefined {
  switch (field) {
    case "rule":
      return rules.includes(value)
        ? undefined
        : `rule ${value} is unknown: the nearest is ${closestTo(value, rules) ?? ""}`;
    case "stack":
      return stacks.length === 0 || stacks.includes(value)
        ? undefined
        : `stack ${value} is unknown: the stacks are ${stacks.join(", ")}`;
    case "resource":
      return value.includes("/") || value === "*"
        ? undefined
        : `resource ${value} has no type: write ${REQUIRED.resource ?? ""}`;
    case "until":
      return isDay(value) ? undefined : `until ${value} is no day: write YYYY-MM-DD`;
    default:
      return undefined;
  }
}

/** True for a day that the calendar has, as `YYYY-MM-DD`. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
