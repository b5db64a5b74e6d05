import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";

import { diagramsOf, staleDiagrams, writeDiagrams } from "../../../tools/diagrams/files";
import { PICTURES } from "../../../tools/diagrams";
import { FIXTURE_STACKS } from "../../../tools/program/fixtures";
import { stacksIn } from "@toolkit/offline/stack-file";

const FOLDER = "docs/diagrams";

describe("committed pictures", () => {
  for (const stack of stacksIn(FIXTURE_STACKS)) {
    it(`show what the program deploys: ${stack} (else: npm run diagrams)`, async () => {
      expect(staleDiagrams(FOLDER, await diagramsOf(stack, [], FIXTURE_STACKS))).to.deep.equal([]);
    });
  }

  it("are those of every stack, and no others", () => {
    const expected = stacksIn(FIXTURE_STACKS).flatMap((stack) => PICTURES.map((kind) => `${stack}-${kind}.svg`));
    expect(readdirSync(FOLDER).sort()).to.deep.equal(expected.sort());
  });

  it("are stale when changed or missing", async () => {
    const folder = mkdtempSync(join(tmpdir(), "diagrams-"));
    try {
      const files = await diagramsOf("dev", [], FIXTURE_STACKS);
      writeDiagrams(folder, files);
      expect(staleDiagrams(folder, files)).to.deep.equal([]);
      rmSync(join(folder, "dev-ssr.svg"));
      writeFileSync(join(folder, "dev-spa.svg"), "<svg/>");
      expect(staleDiagrams(folder, files)).to.deep.equal(["dev-ssr.svg", "dev-spa.svg"]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("are the same bytes in every run", async () => {
    const draw = () => diagramsOf("prod", [], FIXTURE_STACKS);
    expect(await draw()).to.deep.equal(await draw());
  });
});
