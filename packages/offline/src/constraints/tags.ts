import { SECRET_TEXT, UNKNOWN_TEXT } from "../capture/values";
import type { RefusedValue } from "./refused-value";

/** Letters, digits and spaces of any language, and a few signs. */
const CHARACTERS = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

const [MOST, LONGEST_KEY, LONGEST_VALUE] = [50, 128, 256];

/**
 * Tags that no service of AWS takes: the same rules for all of them.
 *
 * Source: Tagging AWS Resources user guide, "Tag naming limits and requirements",
 * https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html.
 */
export function refusedTags(tags: unknown): RefusedValue[] {
  if (typeof tags !== "object" || tags === null || Array.isArray(tags)) return [];
  const entries = Object.entries(tags as Record<string, unknown>);
  const count = entries.length > MOST ? [{ input: "tags", value: entries.length, allowed: `be at most ${MOST}` }] : [];
  const each = entries.flatMap(([key, value]) => [
    ...wrong(`the key of tags.${key}`, key, LONGEST_KEY, !key.toLowerCase().startsWith("aws:") && key !== ""),
    ...wrong(`tags.${key}`, value, LONGEST_VALUE, true),
  ]);
  return [...count, ...each];
}

function wrong(input: string, value: unknown, longest: number, isOwn: boolean): RefusedValue[] {
  if (typeof value !== "string" || value.includes(UNKNOWN_TEXT) || value.includes(SECRET_TEXT)) return [];
  if (isOwn && Array.from(value).length <= longest && CHARACTERS.test(value)) return [];
  const allowed = `have ${longest} letters, digits, spaces and _.:/=+-@ at most, and not begin with aws:`;
  return [{ input, value, allowed }];
}
