import { styleText } from "node:util";

/** Where a text goes, as far as its looks depend on it. */
export interface Target {
  readonly isTTY?: boolean;
  /** Characters in a line of a terminal. */
  readonly columns?: number;
}

export interface Style {
  /** Characters that fit into a line; a file takes any number. */
  readonly width: number;
  bold(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  changed(text: string): string;
}

const plain = (text: string): string => text;

/** No colour at all. */
export const PLAIN: Style = { width: Infinity, bold: plain, dim: plain, good: plain, bad: plain, changed: plain };

/** Whether there is colour is decided here, not by the stream that Node would look at. */
const painted =
  (format: "bold" | "dim" | "green" | "red" | "yellow") =>
  (text: string): string =>
    styleText(format, text, { validateStream: false });

const COLOUR: Omit<Style, "width"> = {
  bold: painted("bold"),
  dim: painted("dim"),
  good: painted("green"),
  bad: painted("red"),
  changed: painted("yellow"),
};

/**
 * Colour on a terminal, unless it has none (`TERM=dumb`) or NO_COLOR is set (https://no-color.org), and lines as wide as
 * it is.
 */
export function styleFor(target: Target, environment: NodeJS.ProcessEnv = process.env): Style {
  const { NO_COLOR: noColour = "", TERM: terminal } = environment;
  const refused = noColour !== "" || terminal === "dumb";
  if (target.isTTY !== true) return PLAIN;
  return { ...(refused ? PLAIN : COLOUR), width: target.columns ?? Infinity };
}
