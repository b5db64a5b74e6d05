import { type Html, markup, trusted } from "./markup";

/** A part of a bar. */
export interface Segment {
  readonly value: number;
  /** Class that colours it. */
  readonly look: string;
  /** Where it starts. @default after the segment before it */
  readonly start?: number;
}

/** Width of the drawing; it stretches to the width that there is. */
const UNITS = 1000;

/**
 * A horizontal bar beside numbers that say the same, so that a screen reader passes it over.
 *
 * @param scale value at the full width.
 */
export function bar(segments: readonly Segment[], scale: number): Html {
  let end = 0;
  const parts = segments.map(({ value, look, start = end }) => {
    end = start + value;
    return markup`<rect class="${look}" x="${units(start, scale)}" y="0" width="${units(value, scale)}" height="10"/>`;
  });
  const frame = trusted(`viewBox="0 0 ${UNITS} 10" preserveAspectRatio="none" aria-hidden="true" focusable="false"`);
  return markup`<svg class="bar" ${frame}>${parts}</svg>`;
}

/** What the colours of bars mean; the numbers beside them say the same. */
export function legend(entries: readonly (readonly [look: string, meaning: string])[]): Html {
  return markup`<p class="key" aria-hidden="true">${entries.map(
    ([look, meaning]) => markup`<span>${bar([{ value: 1, look }], 1)}${meaning}</span>`,
  )}</p>
`;
}

/** Tenths, so that the page is the same on every machine. */
function units(value: number, scale: number): number {
  return scale === 0 ? 0 : Math.round((value / scale) * UNITS * 10) / 10;
}
