import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { expect } from "chai";

const root = path.join(__dirname, "../../..");

/** Files that stand in for those of the repository: what they import is allowed. */
const sound: Readonly<Record<string, string>> = {
  "package.json": JSON.stringify({ dependencies: { zod: "*" }, devDependencies: { chai: "*" } }),
  "index.ts": 'import "./stacks/web-app";',
  "components/network.ts": "export interface Network { readonly name: string }",
  "stacks/web-app.ts": 'import "node:path"; import "zod"; export type { Network } from "../components/network";',
  "bootstrap/index.ts": 'import "../stacks/web-app"; import "../components/network";',
  "app/server.ts": "export const port = 3000;",
  "packages/offline/package.json": JSON.stringify({ name: "@toolkit/offline", exports: { "./*": "./src/*.ts" } }),
  "packages/offline/src/graph.ts": "export type Graph = readonly string[];",
  "packages/cost/package.json": JSON.stringify({
    name: "@toolkit/cost",
    exports: { "./*": "./src/*.ts" },
    dependencies: { "@toolkit/offline": "*", zod: "*" },
    devDependencies: { chai: "*" },
  }),
  "packages/cost/src/estimate.ts": 'import "zod"; export type { Graph } from "@toolkit/offline/graph";',
  "packages/cost/tests/estimate.test.ts": 'import "chai"; import "../src/estimate"; import "./fixture";',
  "packages/cost/tests/fixture.ts": "export const graph: readonly string[] = [];",
  "tools/cost.ts": 'import "@toolkit/cost/estimate"; import "../stacks/web-app"; import "../package.json";',
  "tools/g.ts": 'import type { F } from "./f"; export interface G { readonly f?: F }',
  "tests/mocks/web-app.test.ts": 'import "chai"; import "../../index"; import "../../components/network";',
  "tests/cost.test.ts":
    'import "chai"; import "../tools/cost"; import "@toolkit/offline/graph"; import "../app/server";',
};

interface Break {
  readonly title: string;
  readonly file: string;
  readonly text: string;
  /** The rules that refuse it. */
  readonly refusedBy: readonly string[];
}

const breaks: readonly Break[] = [
  refused("a component that imports a stack", "components/a.ts", 'import "../stacks/web-app";', "components"),
  refused("a stack that imports a package", "stacks/a.ts", 'import "@toolkit/offline/graph";', "stacks"),
  refused(
    "a stack that imports a package's type",
    "stacks/b.ts",
    'import type { Graph } from "@toolkit/offline/graph"; export type { Graph };',
    "stacks",
  ),
  refused("a stack that imports a tool", "stacks/c.ts", 'import "../tools/cost";', "stacks"),
  refused("a stack that imports the bootstrap", "stacks/d.ts", 'import "../bootstrap";', "stacks"),
  refused("a bootstrap that imports a tool", "bootstrap/a.ts", 'import "../tools/cost";', "bootstrap"),
  refused("an application that imports a component", "app/a.ts", 'import "../components/network";', "app"),
  refused(
    "a test on mocks that imports the toolkit",
    "tests/mocks/a.test.ts",
    'import "@toolkit/offline/graph";',
    "mocks",
  ),
  refused("a tool that imports a test", "tools/a.ts", 'import "../tests/cost.test";', "tools"),
  refused("a tool that imports a package's test", "tools/b.ts", 'import "../packages/cost/tests/fixture";', "tools"),
  refused("a tool that requires the application", "tools/c.ts", 'require("../app/server");', "tools"),
  refused("a package that imports a stack", "packages/cost/src/a.ts", 'import "../../../stacks/web-app";', "packages"),
  refused(
    "a package that names a stack's type",
    "packages/cost/src/b.ts",
    'export type Network = import("../../../stacks/web-app").Network;',
    "packages",
  ),
  refused("a package that loads a tool", "packages/cost/src/c.ts", 'void import("../../../tools/cost");', "packages"),
  refused(
    "a package's test that imports a test of the program",
    "packages/cost/tests/a.test.ts",
    'import "../../../tests/cost.test";',
    "packages",
  ),
  refused(
    "a package that imports one beside or above it",
    "packages/offline/src/a.ts",
    'import "@toolkit/cost/estimate";',
    "packages",
  ),
  refused(
    "a package that imports its own test",
    "packages/cost/src/d.ts",
    'import "../tests/fixture";',
    "sources-without-tests",
  ),
  refused(
    "a package that imports another by its path",
    "packages/cost/src/e.ts",
    'import "../../offline/src/graph";',
    "packages-by-name",
  ),
  refused(
    "a tool that imports a package by its path",
    "tools/d.ts",
    'import "../packages/cost/src/estimate";',
    "packages-by-name",
  ),
  refused(
    "a package that imports itself by its name",
    "packages/cost/tests/b.test.ts",
    'import "@toolkit/cost/estimate";',
    "relative-inside-a-package",
  ),
  refused(
    "a package that does not declare what it imports",
    "packages/offline/src/b.ts",
    'import "zod";',
    "declared-by-the-package",
  ),
  refused(
    "a program that needs a development package",
    "stacks/e.ts",
    'import "chai";',
    "program-without-development-packages",
  ),
  refused("a file that is not there", "tools/e.ts", 'import "./nowhere";', "resolvable", "tools"),
  refused(
    "a circle of types",
    "tools/f.ts",
    'import type { G } from "./g"; export interface F { readonly g?: G }',
    "no-circle",
  ),
];

function refused(title: string, file: string, text: string, ...refusedBy: string[]): Break {
  return { title, file, text, refusedBy };
}

interface Report {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

/** What the repository's own rules refuse in a folder of these files, by file. */
function refusals(files: Readonly<Record<string, string>>): Map<string, string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "walls-"));
  try {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    }
    for (const config of [".dependency-cruiser.cjs", "tsconfig.json"])
      cpSync(path.join(root, config), path.join(folder, config));
    mkdirSync(path.join(folder, "node_modules/@toolkit"), { recursive: true });
    for (const name of ["cost", "offline"])
      symlinkSync(path.join(folder, "packages", name), path.join(folder, "node_modules/@toolkit", name));
    for (const name of ["chai", "zod"])
      symlinkSync(path.join(root, "node_modules", name), path.join(folder, "node_modules", name));
    const cli = path.join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
    const { stdout, stderr } = spawnSync(process.execPath, [cli, "--output-type", "json", "."], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 2 ** 24,
    });
    expect(stderr).to.equal("");
    const found = new Map<string, string[]>();
    for (const { from, rule } of (JSON.parse(stdout) as Report).summary.violations)
      found.set(from, [...(found.get(from) ?? []), rule.name].sort());
    return found;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("walls", () => {
  let found = new Map<string, string[]>();
  before(() => {
    found = refusals({ ...sound, ...Object.fromEntries(breaks.map(({ file, text }) => [file, text])) });
  });

  for (const { title, file, refusedBy } of breaks)
    it(`refuse ${title}`, () => {
      expect(found.get(file)).to.deep.equal([...refusedBy].sort());
    });

  it("refuse a start that imports a tool", () => {
    const start = refusals({ ...sound, "tools/g.ts": "", "index.ts": 'import "./tools/cost";' });
    expect([...start]).to.deep.equal([["index.ts", ["index"]]]);
  });

  it("let everything else through", () => {
    expect([...found.keys()].sort()).to.deep.equal(breaks.map(({ file }) => file).sort());
  });
});
