/** What a scalar of YAML may become; whole numbers that JavaScript cannot hold stay exact. */
export type Scalar = string | number | bigint | boolean | null;

const WORDS: ReadonlyMap<string, Scalar> = new Map<string, Scalar>([
  ...["", "~", "null", "Null", "NULL"].map((word) => [word, null] as const),
  ...["true", "True", "TRUE"].map((word) => [word, true] as const),
  ...["false", "False", "FALSE"].map((word) => [word, false] as const),
  ...[".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"].map((word) => [word, Infinity] as const),
  ...["-.inf", "-.Inf", "-.INF"].map((word) => [word, -Infinity] as const),
  ...[".nan", ".NaN", ".NAN"].map((word) => [word, NaN] as const),
]);

const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
/** Prefixes as Go's ParseInt knows them with base 0: `0777` is octal, `0o777` too. */
const INTEGERS: readonly [RegExp, number][] = [
  [/^([-+]?)0[xX]([0-9a-fA-F]+)$/, 16],
  [/^([-+]?)0[bB]([01]+)$/, 2],
  [/^([-+]?)0[oO]?([0-7]+)$/, 8],
  [/^([-+]?)(0|[1-9][0-9]*)$/, 10],
];
const [SMALLEST, LARGEST] = [-(2n ** 63n), 2n ** 64n - 1n];

const DATE = String.raw`(\d{4})-(\d{1,2})-(\d{1,2})`;
const TIME = String.raw`(\d{1,2}):(\d{1,2}):(\d{1,2})(\.\d+)?`;
const TIMESTAMP = new RegExp(`^${DATE}(?:[Tt]${TIME}(Z|[-+]\\d\\d:\\d\\d)| ${TIME})?$`);

/**
 * The value of a plain scalar as Pulumi's CLI reads it: by YAML 1.2's core schema, with the octal numbers of YAML 1.1
 * and timestamps, which become text (gopkg.in/yaml.v3, resolve.go).
 */
export function plainScalar(source: string): Scalar {
  const word = WORDS.get(source);
  if (word !== undefined) return word;
  if (!/^[-+.0-9]/.test(source)) return source;
  return timestampText(source) ?? integer(source.replaceAll("_", "")) ?? float(source) ?? source;
}

/** The value of a scalar with one of YAML's own tags; undefined when it is none of that type. */
export function taggedScalar(tag: string, source: string): Scalar | undefined {
  if (tag === "binary") return Buffer.from(source, "base64").toString("utf8");
  const value = plainScalar(source);
  const isNumber = typeof value === "number" || typeof value === "bigint";
  switch (tag) {
    case "null":
      return value === null ? value : undefined;
    case "bool":
      return typeof value === "boolean" ? value : undefined;
    case "int":
      return isNumber && Number.isInteger(Number(value)) ? value : undefined;
    case "float":
      return isNumber ? value : undefined;
    default:
      return source;
  }
}

function integer(text: string): number | bigint | undefined {
  for (const [form, base] of INTEGERS) {
    const [, sign, digits] = form.exec(text) ?? [];
    if (digits === undefined) continue;
    const size = base === 10 ? BigInt(digits) : BigInt(`${{ 2: "0b", 8: "0o", 16: "0x" }[base] ?? ""}${digits}`);
    const value = sign === "-" ? -size : size;
    if (value < SMALLEST || value > LARGEST) return undefined;
    return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  }
  return undefined;
}

function float(source: string): number | undefined {
  const text = source.startsWith(".") ? source : source.replaceAll("_", "");
  return FLOAT.test(text) ? Number(text) : undefined;
}

/** The CLI prints a timestamp in Go's own form. */
function timestampText(source: string): string | undefined {
  const match = TIMESTAMP.exec(source);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0] = match.slice(1, 4).map(Number);
  const [hour = 0, minute = 0, second = 0] = [4, 5, 6].map((at) => Number(match[at] ?? match[at + 5] ?? 0));
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!exists || hour > 23 || minute > 59 || second > 59) return undefined;
  const fraction = (match[7] ?? match[12] ?? "").slice(0, 10).replace(/\.?0+$/, "");
  const zone = match[8] === undefined || /^Z|00:00$/.test(match[8]) ? "+0000 UTC" : offset(match[8]);
  const two = (part: number): string => String(part).padStart(2, "0");
  const clock = `${two(hour)}:${two(minute)}:${two(second)}${fraction}`;
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)} ${clock} ${zone}`;
}

function offset(zone: string): string {
  const plain = zone.replace(":", "");
  return `${plain} ${plain}`;
}
