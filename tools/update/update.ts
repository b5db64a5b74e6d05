import { type Change, changeOf, type GeneratedFile, write } from "./generated-file";
import { SOURCES } from "./sources";

/** A file that is not, or was not, what the program makes of it. */
export interface Stale {
  readonly path: string;
  readonly change: Change;
}

/**
 * Compares every generated file with what is made of the program now.
 *
 * @param isCheck write nothing
 * @param sources what is generated @default everything
 * @returns what differs, or did before it was written.
 */
export async function update(isCheck: boolean, sources = SOURCES): Promise<Stale[]> {
  const stale: Stale[] = [];
  for (const files of sources) {
    for (const file of await files()) stale.push(...inLine(file, isCheck));
  }
  return stale;
}

function inLine(file: GeneratedFile, isCheck: boolean): Stale[] {
  const change = changeOf(file);
  if (change === undefined) return [];
  if (!isCheck) write(file);
  return [{ path: file.path, change }];
}
