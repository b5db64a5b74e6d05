import { spawnSync } from "node:child_process";

import { expect } from "chai";

const PROGRAM = `
require("@toolkit/offline/quick-start");
const { runtime } = require("@pulumi/pulumi");
const isLoaded = () => Object.keys(require.cache).some((path) => /node_modules.(typescript|@npmcli.arborist)./.test(path));
const before = isLoaded();
void runtime.serializeFunction(() => "hello").then(({ text }) => {
  console.log(JSON.stringify([before, isLoaded(), text.includes("hello")]));
});
`;

describe("quick start", () => {
  it("loads what serialises functions only when a program does that", () => {
    const { stdout } = spawnSync(process.execPath, ["--require", "tsx/cjs", "--eval", PROGRAM], {
      encoding: "utf8",
    });
    expect(JSON.parse(stdout)).to.deep.equal([false, true, true]);
  });
});
