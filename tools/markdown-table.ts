import { markdownTable } from "markdown-table";

/** How a column is aligned: to the left, to the right, or as the reader's program does. */
export type Alignment = "l" | "r" | "";

/**
 * A table in Markdown. Cells may hold markup; columns are not padded, so that a change of one row is a change of one
 * line.
 *
 * @param align by column @default as the reader's program does
 */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  align: readonly Alignment[] = [],
): string {
  return markdownTable(
    [head, ...rows].map((cells) => cells.map(oneLine)),
    { align: [...align], alignDelimiters: false },
  );
}

/** A bar would end the cell, a line the row. */
const oneLine = (cell: string): string => cell.replaceAll(/(?<!\\)\|/g, "\\|").replaceAll(/\s*\n\s*/g, " ");

/** A text that must not become markup, such as a name that comes from a program. */
export function plainText(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(/[\\|`*_[\]]/g, (mark) => `\\${mark}`)
    .replaceAll(/\s*\n\s*/g, " ");
}
