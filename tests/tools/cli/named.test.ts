import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

import { expect } from "chai";

import { SUBCOMMANDS } from "../../../tools/cli/subcommands";

const scriptsOf = (file: string): string[] =>
  Object.keys((JSON.parse(readFileSync(file, "utf8")) as { scripts: Record<string, string> }).scripts);

/** Whose scripts are its own. */
const isApplication = (file: string): boolean => file.startsWith("app/") || file.startsWith("tests/app/");

/** What is typed after `npm run`, with the subcommand where there is one. */
const COMMAND = /npm run (?:--silent )?([a-z][\w:-]*)(?: -- ([a-z][\w-]*))?/g;

describe("every npm run that a file of this repository names", () => {
  it("exists, as a script or as a subcommand", () => {
    const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { encoding: "utf8" })
      .split("\0")
      .filter((file) => file !== "" && existsSync(file) && !isApplication(file));
    const scripts = scriptsOf("package.json");
    const named = files
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
