import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { type PreviewOptions, previewStack, type StackPreview } from "../program/program";
import { pictureSvg, PICTURES } from "./index";

export interface DiagramFile {
  /** `dev-ssr.svg` */
  readonly name: string;
  readonly content: string;
}

/**
 * All pictures of a stack. Those of a variant are of that variant, whatever the stack is configured as.
 *
 * @param set assignments as in `--set`.
 * @param folder where the stack files are @default the working directory
 */
export async function diagramsOf(stack: string, set: readonly string[] = [], folder?: string): Promise<DiagramFile[]> {
  const own = await previewStack({ stack, set, folder });
  const files: DiagramFile[] = [];
  for (const kind of PICTURES) {
    const preview = kind === "ssr" || kind === "spa" ? await inVariant(own, kind, { stack, set, folder }) : own;
    files.push({ name: `${stack}-${kind}.svg`, content: await pictureSvg(kind, preview) });
  }
  return files;
}

/** Writes the pictures into a folder, which is made if it is not there. */
export function writeDiagrams(folder: string, files: readonly DiagramFile[]): void {
  mkdirSync(folder, { recursive: true });
  for (const { name, content } of files) writeFileSync(join(folder, name), content);
}

/** Names of the pictures that are missing in a folder or show something else. */
export function staleDiagrams(folder: string, files: readonly DiagramFile[]): string[] {
  return files.filter(({ name, content }) => contentOf(join(folder, name)) !== content).map(({ name }) => name);
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

async function inVariant(
  own: StackPreview,
  variant: "ssr" | "spa",
  { set = [], ...options }: PreviewOptions,
): Promise<StackPreview> {
  return own.config.frontend === variant ? own : previewStack({ ...options, set: [...set, `frontend=${variant}`] });
}
