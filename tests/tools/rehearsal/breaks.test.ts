import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { breaks } from "../../../tools/lifecycles/breaks";

const ROOT = resolve(__dirname, "../../..");

describe("mistakes that the rehearsal is tried with", () => {
  it("stand in the sources as they are now", () => {
    const gone = breaks.filter(({ file, from }) => !readFileSync(join(ROOT, file), "utf8").includes(from));
    expect(gone.map(({ mistake, file }) => `${file}: ${mistake}`)).to.deep.equal([]);
  });
});
