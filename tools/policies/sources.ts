import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { SourcePosition } from "@toolkit/offline/capture";
import type { SourceLine } from "@toolkit/policies/sarif";

/** What is registered nowhere in this repository's files, such as by a package, is told at its program. */
const PROGRAM: SourceLine = { file: "index.ts", line: 1 };

/** Where each resource is registered: the innermost call in a file of the repository. */
export class Sources {
  readonly #lines = new Map<string, SourceLine>();

  /** @param root of the repository. */
  constructor(private readonly root: string) {}

  readonly note = (urn: string, calls: readonly SourcePosition[]): void => {
    for (const { uri, line } of calls) {
      const file = this.#ownFile(uri);
      if (file === undefined) continue;
      this.#lines.set(urn, { file, line });
      return;
    }
  };

  readonly placeOf = (urn: string): SourceLine => this.#lines.get(urn) ?? PROGRAM;

  #ownFile(uri: string): string | undefined {
    if (!uri.startsWith("file:")) return undefined;
    const path = relative(this.root, fileURLToPath(uri)).split(sep);
    return path[0] === ".." || path.includes("node_modules") ? undefined : path.join("/");
  }
}
