import { isDeepStrictEqual } from "node:util";
import { type Holder, isOn } from "./loss";
import { isKnown, partsAt } from "./parts";
import type { Weakening } from "./weakening";
import { WEAKENINGS } from "./weakenings";

/**
 * What an update in place destroys or leaves unprotected, a phrase each.
 *
 * @param changed inputs that change.
 */
export function weakenedBy(
  { type, name, inputs }: Holder,
  after: Readonly<Record<string, unknown>>,
  changed: readonly string[],
): string[] {
  const rows = (WEAKENINGS[type] ?? []).filter((row) => changed.includes(inputOf(row)));
  return [...new Set(rows.flatMap((row) => phrasesOf(row, name, inputs, after)))];
}

const inputOf = ({ list, input }: Weakening): string => (list ?? input).split(".")[0] ?? "";

function phrasesOf(
  row: Weakening,
  name: string,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): string[] {
  const [old, now] = [partsAt(row, before), partsAt(row, after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((part) => {
    if (row.isHarmlessIfNew === true && !old.has(part)) return [];
    const [was, is] = [valueOf(row, old.get(part)), valueOf(row, now.get(part))];
    if (!isKnown(was) || !isKnown(is) || isDeepStrictEqual(was, is) || !isWeaker(row, was, is)) return [];
    const text = row.none !== undefined && (is === undefined || is === 0) ? row.none : row.text;
    return [
      text
        .replaceAll("{name}", name)
        .replaceAll("{part}", part)
        .replaceAll("{before}", wordOf(was))
        .replaceAll("{after}", wordOf(is)),
    ];
  });
}

/** AWS's value where none is given; where it says so, zero means without end. */
function valueOf({ absent, isZeroEndless }: Weakening, value: unknown): unknown {
  if (value === undefined || value === null) return absent;
  return isZeroEndless === true && Number(value) === 0 ? Infinity : value;
}

function isWeaker({ destroys }: Weakening, was: unknown, is: unknown): boolean {
  switch (destroys) {
    case "lower":
      return Number(is ?? 0) < Number(was ?? 0);
    case "off":
      return isOn(was) && !isOn(is);
    case "on":
      return !isOn(was) && isOn(is);
    case "setting":
      return is !== undefined;
    case "removal":
      return was !== undefined && is === undefined;
  }
}

const wordOf = (value: unknown): string => (value === Infinity ? "without limit" : String(value));
