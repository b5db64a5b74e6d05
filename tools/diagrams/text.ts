import { BOLD, OTHER, REGULAR } from "./text-widths";

/** The kinds of text in a picture. Sizes are in pixels at a width of about 1600. */
export const TEXT_STYLES = {
  heading: { size: 22, bold: true },
  subheading: { size: 14, bold: false },
  box: { size: 13, bold: true },
  title: { size: 14, bold: true },
  detail: { size: 12, bold: false },
  label: { size: 12, bold: false },
} as const;

export type TextStyle = keyof typeof TEXT_STYLES;

const FIRST = " ".charCodeAt(0);
const ASCENT = 0.93;
const DESCENT = 0.24;
const LEADING = 1.4;

/** Width in pixels, or a little more: no common sans-serif is wider. */
export function textWidth(text: string, style: TextStyle): number {
  const { size, bold } = TEXT_STYLES[style];
  const widths = bold ? BOLD : REGULAR;
  const thousandths = Array.from(text).reduce((sum, char) => sum + (widths[char.charCodeAt(0) - FIRST] ?? OTHER), 0);
  return (thousandths * size) / 1000;
}

export function widest(texts: readonly string[], style: TextStyle): number {
  return Math.max(0, ...texts.map((text) => textWidth(text, style)));
}

/** From one baseline to the next. */
export function lineHeight(style: TextStyle): number {
  return TEXT_STYLES[style].size * LEADING;
}

export function ascent(style: TextStyle): number {
  return TEXT_STYLES[style].size * ASCENT;
}

export function descent(style: TextStyle): number {
  return TEXT_STYLES[style].size * DESCENT;
}
