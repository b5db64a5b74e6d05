import { readdirSync, readFileSync, statSync } from "node:fs";
import * as path from "node:path";

import { expect } from "chai";

import { SUBCOMMANDS } from "../../../tools/cli/subcommands";

const scriptsOf = (file: string): string[] =>
  Object.keys((JSON.parse(readFileSync(file, "utf8")) as { scripts: Record<string, string> }).scripts);

/** Folders that nobody wrote. */
const NOT_READ = new Set([".git", "node_modules", ".cache", "build"]);

/** Whose scripts are its own. */
const APPLICATION = new Set(["app", path.join("tests", "app")]);

/** The files of this folder; Git is not asked, which not every machine has. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const entry = path.join(folder, name);
    if (NOT_READ.has(name) || APPLICATION.has(entry)) return [];
    return statSync(entry).isDirectory() ? filesBelow(entry) : [entry];
  });
}

/** What is typed after `npm run`, with the subcommand where there is one. */
const COMMAND = /npm run (?:--silent )?([a-z][\w:-]*)(?: -- ([a-z][\w-]*))?/g;

describe("every npm run that a file of this repository names", () => {
  it("exists, as a script or as a subcommand", () => {
    const scripts = scriptsOf("package.json");
    const named = filesBelow(".")
      // What was is told there; mistyped ones are tried here.
      .filter((file) => !/^CHANGELOG\.md$|^tests\/tools\/cli\/|\.(png|webp|ico|tgz)$/.test(file))
      .flatMap((file) => [...readFileSync(file, "utf8").matchAll(COMMAND)].map((found) => ({ file, found })));
    expect(named.length).to.be.greaterThan(50);
    const missing = named.filter(({ found: [, script = "", subcommand] }) =>
      script === "toolkit"
        ? subcommand !== undefined && !Object.hasOwn(SUBCOMMANDS, subcommand)
        : !scripts.includes(script),
    );
    expect(missing.map(({ file, found }) => `${file}: ${found[0]}`)).to.deep.equal([]);
  });
});
