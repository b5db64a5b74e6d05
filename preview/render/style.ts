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

const COLOUR: Style = {
  bold: (text) => styleText("bold", text),
  dim: (text) => styleText("dim", text),
  good: (text) => styleText("green", text),
  bad: (text) => styleText("red", text),
  changed: (text) => styleText("yellow", text),
};

/** Colour on a terminal, unless NO_COLOR is set (https://no-color.org). */
export function styleFor(target: Target, environment: NodeJS.ProcessEnv = process.env): Style {
  const refused = environment.NO_COLOR !== undefined && environment.NO_COLOR !== "";
  return target.isTTY === true && !refused ? COLOUR : PLAIN;
}
