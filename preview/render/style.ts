import { styleText } from "node:util";

/** Where a text goes, as far as colour depends on it. */
export interface Target {
  readonly isTTY?: boolean;
}

export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  changed(text: string): string;
}

const plain = (text: string): string => text;

/** No colour at all. */
export const PLAIN: Style = { bold: plain, dim: plain, good: plain, bad: plain, changed: plain };

/** Whether there is colour is decided here, not by the stream that Node would look at. */
const painted =
  (format: "bold" | "dim" | "green" | "red" | "yellow") =>
  (text: string): string =>
    styleText(format, text, { validateStream: false });

const COLOUR: Style = {
  bold: painted("bold"),
  dim: painted("dim"),
  good: painted("green"),
  bad: painted("red"),
  changed: painted("yellow"),
};

/** Colour on a terminal, unless NO_COLOR is set (https://no-color.org). */
export function styleFor(target: Target, environment: NodeJS.ProcessEnv = process.env): Style {
  const refused = environment.NO_COLOR !== undefined && environment.NO_COLOR !== "";
  return target.isTTY === true && !refused ? COLOUR : PLAIN;
}
