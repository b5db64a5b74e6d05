import { previewStack, type PreviewOptions, type StackPreview } from "./program";

/** What a run of the program follows from. */
export type Run = Pick<PreviewOptions, "stack" | "set" | "folder">;

export type Preview = (run: Run) => Promise<StackPreview>;

/** A stack whose variants are run. */
export interface Rerun extends Run {
  /** @default previewStack */
  readonly preview?: Preview;
}

/**
 * Runs the program once for the same stack, folder and assignments, however often it is asked; what is refused stays
 * refused. It is for one command, as changes of stack files do not show any more.
 */
export function keptPreviews(preview: Preview = previewStack): Preview {
  const kept = new Map<string, Promise<StackPreview>>();
  return (run) => {
    const key = JSON.stringify([run.stack, run.set, run.folder]);
    const known = kept.get(key) ?? preview(run);
    kept.set(key, known);
    return known;
  };
}
