/**
 * Rows of cells as lines whose columns stand below each other: texts to the left, numbers to the right.
 *
 * @param isText whether a column holds texts. @default the first does
 */
export function aligned(
  rows: readonly (readonly string[])[],
  isText = (column: number): boolean => column === 0,
): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => (isText(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}
