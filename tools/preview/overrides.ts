import type { Style } from "@toolkit/offline/render/style";

/** A value that differs from its profile's default. */
export interface Override {
  readonly key: string;
  readonly value: unknown;
  readonly default: unknown;
  /** What the other value changes. */
  readonly changes: string;
}

/** Where the stack file departs from its profile, and what that changes. */
export function renderOverrides(overrides: readonly Override[], profile: string, style: Style): string {
  if (overrides.length === 0) return `${style.bold("overrides")}  none: every value is the ${profile} default`;
  const texts = overrides.map((override) => ({
    what: `${override.key}: ${textOf(override.value)} instead of ${textOf(override.default)}`,
    changes: override.changes,
  }));
  const width = Math.max(...texts.map(({ what }) => what.length));
  return [
    style.bold(`overrides of the ${profile} defaults`),
    ...texts.map(({ what, changes }) => `  ${what.padEnd(width)}  ${style.dim(changes)}`),
  ].join("\n");
}

const LONGEST_VALUE = 40;

function textOf(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text;
}
