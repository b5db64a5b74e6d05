import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { pictures } from "../../../tools/update/pictures";
import { update } from "../../../tools/update/update";

describe("npm run update", () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);
  const sources = [
    () =>
      Promise.resolve([
        { path: at("same.md"), content: "as it is" },
        { path: at("old.md"), content: "new" },
        { path: at("sub/missing.md"), content: "there" },
        { path: at("gone.svg"), content: undefined },
        { path: at("never.svg"), content: undefined },
      ]),
  ];
  const expected = () => [
    { path: at("old.md"), change: "changed" },
    { path: at("sub/missing.md"), change: "added" },
    { path: at("gone.svg"), change: "removed" },
  ];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "update-"));
    writeFileSync(at("same.md"), "as it is");
    writeFileSync(at("old.md"), "old");
    writeFileSync(at("gone.svg"), "<svg/>");
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("writes what differs, says so, and has nothing to do after that", async () => {
    expect(await update(false, sources)).to.deep.equal(expected());
    expect(readFileSync(at("old.md"), "utf8")).to.equal("new");
    expect(readFileSync(at("sub/missing.md"), "utf8")).to.equal("there");
    expect(existsSync(at("gone.svg"))).to.equal(false);
    expect(await update(false, sources)).to.deep.equal([]);
  });

  it("writes nothing with --check", async () => {
    expect(await update(true, sources)).to.deep.equal(expected());
    expect(readFileSync(at("old.md"), "utf8")).to.equal("old");
    expect(existsSync(at("sub"))).to.equal(false);
    expect(existsSync(at("gone.svg"))).to.equal(true);
  });

  it("takes away pictures of stacks that are not drawn any more", async () => {
    // What they look like, and that docs/diagrams has them all, is what `npm run update -- --check` holds against it.
    const drawn = await pictures(folder, (stack) => Promise.resolve([{ name: `${stack}.svg`, content: stack }]));
    expect(drawn).to.deep.equal([
      { path: at("dev.svg"), content: "dev" },
      { path: at("prod.svg"), content: "prod" },
      { path: at("gone.svg"), content: undefined },
    ]);
  });
});
