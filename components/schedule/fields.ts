/** Says, as the end of a sentence that begins with the key, what is wrong with a schedule. */
export class ScheduleError extends Error {}

/** One field of a cron expression. */
export interface FieldSpec {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Names of the values, from `least` on. @default numbers only */
  readonly words?: readonly string[];
}

/** The numbers that a field such as `0,15-30/5`, `*` or `MON-FRI` means, in order. */
export function parseField(text: string, spec: FieldSpec): number[] {
  const [first = [], ...others] = text.split(",").map((part) => parsePart(part, text, spec));
  return others.length === 0 ? first : [...new Set([first, ...others].flat())].sort((a, b) => a - b);
}

/** One number or name of a field. */
export function parseValue(text: string, spec: FieldSpec, whole = text): number {
  const word = spec.words?.indexOf(text.toUpperCase()) ?? -1;
  if (word >= 0) return spec.least + word;
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= spec.least && value <= spec.most) return value;
  const words = spec.words === undefined ? "" : ` or ${spec.words.join(", ")}`;
  throw new ScheduleError(`has ${spec.name} "${whole}": use ${spec.least} to ${spec.most}${words}`);
}

function parsePart(part: string, whole: string, spec: FieldSpec): number[] {
  const [range = "", stepText, ...more] = part.split("/");
  const step = stepText === undefined ? 1 : Number(/^[1-9]\d*$/.test(stepText) ? stepText : NaN);
  if (more.length > 0 || Number.isNaN(step)) {
    throw new ScheduleError(`has ${spec.name} "${whole}": a step is a whole number from 1 behind one /`);
  }
  const [first, last] = parseRange(range, whole, spec, stepText !== undefined);
  if (last < first) {
    throw new ScheduleError(`has ${spec.name} "${whole}": a range goes upwards, so list both parts instead`);
  }
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step);
}

function parseRange(range: string, whole: string, spec: FieldSpec, stepped: boolean): [number, number] {
  if (range === "*") return [spec.least, spec.most];
  const [from = "", to, ...more] = range.split("-");
  if (more.length > 0) throw new ScheduleError(`has ${spec.name} "${whole}": a range has two ends`);
  const first = parseValue(from, spec, whole);
  // `5/10` begins at 5 and goes on to the end.
  if (to === undefined) return [first, stepped ? spec.most : first];
  return [first, parseValue(to, spec, whole)];
}
