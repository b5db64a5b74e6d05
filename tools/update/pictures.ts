import { readdirSync } from "node:fs";

import { type DiagramFile, diagramsOf } from "../diagrams/files";
import { FIXTURE_STACKS } from "../program/fixtures";
import { stacksIn } from "@toolkit/offline/stack-file";
import { type GeneratedFile } from "./generated-file";

type Draw = (...of: Parameters<typeof diagramsOf>) => Promise<readonly DiagramFile[]>;

/**
 * The pictures of the stacks of the fixtures, and no others.
 *
 * @param draw makes the pictures of a stack
 */
export async function pictures(folder = "docs/diagrams", draw: Draw = diagramsOf): Promise<GeneratedFile[]> {
  const drawn: GeneratedFile[] = [];
  for (const stack of stacksIn(FIXTURE_STACKS)) {
    for (const { name, content } of await draw(stack, [], FIXTURE_STACKS)) {
      drawn.push({ path: `${folder}/${name}`, content });
    }
  }
  const paths = new Set(drawn.map(({ path }) => path));
  const others = readdirSync(folder)
    .map((name) => `${folder}/${name}`)
    .filter((path) => path.endsWith(".svg") && !paths.has(path))
    .map((path) => ({ path, content: undefined }));
  return [...drawn, ...others];
}
