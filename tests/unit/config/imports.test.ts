import { execFileSync } from "node:child_process";

import { expect } from "chai";

describe("reading a configuration", () => {
  it("loads no provider, which takes seconds: tools read many stack files and make nothing", () => {
    const script = `require("./stacks/config");
      const loaded = Object.keys(require.cache).filter((path) => path.includes("node_modules/@pulumi/aws"));
      console.log(JSON.stringify(loaded.slice(0, 3)));`;
    const loaded = execFileSync(process.execPath, ["--require", "tsx/cjs", "--eval", script], { encoding: "utf8" });
    expect(JSON.parse(loaded)).to.deep.equal([]);
  });
});
