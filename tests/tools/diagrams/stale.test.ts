import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";

import { diagramsOf, staleDiagrams, writeDiagrams } from "../../../tools/diagrams/files";
import { FIXTURE_STACKS } from "../../../tools/program/fixtures";

describe("pictures in a folder", () => {
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
