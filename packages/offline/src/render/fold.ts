import { stripVTControlCharacters } from "node:util";

/** A colour that ends or begins between two columns. */
const COLOUR_IN_GAP = new RegExp(`( +)(\u001B\\[[\\d;]*m)(?= )`, "g");
const GAP = / {2,}(?=\S)/;

/** Characters that a text takes on a terminal. */
const roomOf = (text: string): number => stripVTControlCharacters(text).length;

/**
 * A text whose lines fit a terminal: a row of a table that is too wide moves its columns together, and continues on further
 * lines if that is not enough; sentences break between words. A word that is too long stays whole.
 *
 * @param width characters in a line
 */
export const fold = (text: string, width: number): string =>
  text
    .split("\n")
    .map((line) => (roomOf(line) <= width ? line : foldLine(line, width)))
    .join("\n");

interface Piece {
  readonly text: string;
  /** What stands between it and the one before on the same line. */
  readonly gap: string;
}

function foldLine(line: string, width: number): string {
  const indent = /^ */.exec(stripVTControlCharacters(line))?.[0] ?? "";
  const more = `${indent}    `;
  const cells = line.trim().replaceAll(COLOUR_IN_GAP, "$2$1").split(GAP);
  const pieces = cells.flatMap((cell, index) => piecesOf(cell, width - (index === 0 ? indent : more).length));
  const lines: string[] = [];
  for (const { text, gap } of pieces) {
    const last = lines.at(-1);
    if (last === undefined) lines.push(`${indent}${text}`);
    else if (roomOf(`${last}${gap}${text}`) <= width) lines[lines.length - 1] = `${last}${gap}${text}`;
    else lines.push(`${more}${text}`);
  }
  return lines.join("\n");
}

/** A cell, or its words where the cell alone is too wide. */
function piecesOf(cell: string, room: number): Piece[] {
  const texts = roomOf(cell) <= room ? [cell] : cell.split(" ");
  return texts.map((text, index) => ({ text, gap: index === 0 ? "  " : " " }));
}
