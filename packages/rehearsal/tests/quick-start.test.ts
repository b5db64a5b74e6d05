import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { expect } from "chai";

import { languageHostFolder } from "../src/language-host/executable";
import { EXECUTABLE, QUICK_START } from "../src/language-host/files";

const FLAG = "--stack-trace-limit=7";

/** Everything that a module has of Node.js's loader. */
const MODULE = `#!/usr/bin/env node
const told = {
  isMain: require.main === module, main: require.main.filename, id: module.id, folder: __dirname, file: __filename,
  other: require("./other"), otherFile: require.resolve("./other"), paths: require.resolve.paths("some")[0],
  cached: Object.keys(require.cache).filter((file) => file.startsWith(require.main.path)), extensions: Object.keys(require.extensions), isThis: this === exports,
  where: new Error().stack.split("\\n").filter((line) => line.includes("node_modules")),
};
require("./lazy")().then(({ default: lazy }) => console.log(JSON.stringify({ ...told, lazy })));
`;

describe("what the language host loads before a program", () => {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "quick-start-")));
  const host = languageHostFolder();
  const quickStart = path.join(host, QUICK_START);
  const kept = (): string[] =>
    readdirSync(path.join(host, "compiled"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);

  const write = (files: Readonly<Record<string, string>>): void => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
  };
  const run = (file: string, ...args: string[]): string =>
    execFileSync(process.execPath, [FLAG, ...args, path.join(folder, file)], { encoding: "utf8" });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("changes nothing that a module of a package sees, the first and the second time", () => {
    write({
      "node_modules/some/index.js": MODULE,
      "node_modules/some/other.js": `module.exports = new Error("here").stack.split("\\n")[1];`,
      "node_modules/some/lazy.js": 'module.exports = () => import("./late.mjs");',
      "node_modules/some/late.mjs": "export default 42;",
      "program.js": 'require("some");',
    });
    const asEver = run("program.js");
    expect(JSON.parse(asEver)).to.include({ lazy: 42, isMain: false, isThis: true });
    const before = kept().length;
    expect(run("program.js", "-r", quickStart)).to.equal(asEver);
    const between = kept().length;
    expect(between).to.be.greaterThan(before);
    expect(run("program.js", "-r", quickStart)).to.equal(asEver);
    expect(kept()).to.have.length(between);
  });

  it("runs a file as it is, also when a change leaves it as long as it was", () => {
    const answer = (text: string): string => {
      write({ "answer.js": `console.log(${text});` });
      return run("answer.js", "-r", quickStart).trim();
    };
    expect(["41", "41", "42", "42"].map(answer)).to.deep.equal(["41", "41", "42", "42"]);
  });

  it("loads what turns functions into code when that is called, and no sooner", () => {
    const sdk = path.dirname(require.resolve("@pulumi/pulumi"));
    write({
      "closure.js": `
        const pulumi = require(${JSON.stringify(sdk)});
        const codePaths = require(${JSON.stringify(path.join(sdk, "runtime", "closure", "codePaths"))});
        const isLoaded = () => ["createClosure", "arborist"].map((part) => Object.keys(require.cache).some((file) => file.includes(part)));
        const before = isLoaded();
        (async () => {
          const { text } = await pulumi.runtime.serializeFunction(() => 42);
          const root = await codePaths.findWorkspaceRoot(${JSON.stringify(__dirname)});
          console.log(JSON.stringify({ before, after: isLoaded(), text: text.includes("=> 42"), root }));
        })();`,
    });
    expect(JSON.parse(run("closure.js", "-r", quickStart))).to.deep.equal({
      before: [false, false],
      after: [true, true],
      text: true,
      root: path.resolve(__dirname, "../../.."),
    });
  });

  it("is started by a host that ends with its engine", () => {
    const { status } = spawnSync(path.join(host, EXECUTABLE), ["127.0.0.1:1"], { input: "", timeout: 10_000 });
    expect(status).to.equal(0);
  });
});
