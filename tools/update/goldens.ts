import { FIXTURE_STACKS } from "../program/fixtures";
import { previewStack } from "../program/program";
import { stacksIn } from "@toolkit/offline/stack-file";
import { type GeneratedFile } from "./generated-file";

/** Where the reviewed URNs of a stack and variant are. */
export const goldenPath = (stack: string, frontend: string): string => `tests/stacks/golden/${stack}-${frontend}.txt`;

/** The URNs of a stack as they are reviewed: sorted, a line each, without what is the same in every line. */
export function goldenText(urns: readonly string[]): string {
  return `${[...new Set(urns.map(shorten))].sort().join("\n")}\n`;
}

/** `type::name` in the form of a URN. */
const shorten = (urn: string): string => withoutHashes(urn.split("::").slice(2).join("::"));

/** Hashes in file names change with each build of the front end; the names themselves are the contract. */
const withoutHashes = (urn: string): string => urn.replace(/(::site\/assets\/.*?)-[\w-]{8}(\.\w+)$/, "$1-<hash>$2");

/** The reviewed URNs of every stack of the fixtures in both variants. */
export async function goldens(): Promise<GeneratedFile[]> {
  const files: GeneratedFile[] = [];
  for (const stack of stacksIn(FIXTURE_STACKS)) {
    for (const frontend of ["ssr", "spa"]) {
      const { graph } = await previewStack({ stack, folder: FIXTURE_STACKS, set: [`frontend=${frontend}`] });
      const urns = graph.resources.map(({ urn }) => urn);
      files.push({ path: goldenPath(stack, frontend), content: goldenText(urns) });
    }
  }
  return files;
}
