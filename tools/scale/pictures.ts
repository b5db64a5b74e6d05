import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Row } from "@toolkit/scaling/compare";
import { frontierPicture, loadPicture } from "@toolkit/scaling/picture";
import { type Series } from "@toolkit/scaling/series";

/** A picture by the name of what it shows. */
type Pictures = Readonly<Record<string, string>>;

/** A picture of each way, and of the frontier. */
export const picturesOf = (rows: readonly Row[]): Pictures => ({ frontier: frontierPicture(rows), ...waysOf(rows) });

/** A picture of each way. */
export const waysOf = (rows: readonly { readonly name: string; readonly example: { readonly series: Series } }[]) =>
  Object.fromEntries(rows.map(({ name, example }) => [name, loadPicture(name, example.series.minutes())]));

/** Writes pictures to a folder. @returns their paths. */
export function draw(folder: string, pictures: Pictures): string[] {
  mkdirSync(folder, { recursive: true });
  return Object.entries(pictures).map(([name, svg]) => {
    const path = join(folder, `${fileName(name)}.svg`);
    writeFileSync(path, svg);
    return path;
  });
}

const fileName = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
