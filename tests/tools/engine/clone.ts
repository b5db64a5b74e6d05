import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import { replaceStackFiles } from "@toolkit/rehearsal/driver/stack-files";
import { parse } from "yaml";
import { FIXTURE_BOOTSTRAP, FIXTURE_STACKS } from "../../../tools/program/fixtures";

const repository = path.resolve(__dirname, "../../..");

/** Whether `pulumi new` takes this repository: a project that it made is no template any more. */
export function isTemplate(): boolean {
  const own = parse(readFileSync(path.join(repository, "Pulumi.yaml"), "utf8")) as { template?: object };
  return own.template !== undefined;
}

/**
 * What a clone would have, with changes that are not committed yet, since the CLI cannot copy links to folders; and with
 * the stack files of tests/fixtures.
 */
export function makeClone(folder: string): void {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { cwd: repository });
  for (const file of listed.toString("utf8").trimEnd().split("\n")) {
    const source = path.join(repository, file);
    if (existsSync(source)) cpSync(source, path.join(folder, file));
  }
  replaceStackFiles(folder, FIXTURE_STACKS);
  const bootstrap = path.join(folder, "bootstrap");
  replaceStackFiles(bootstrap, FIXTURE_BOOTSTRAP);
  // The name is told to the fixture alone: in a project it is that of Pulumi.yaml.
  const file = path.join(bootstrap, "Pulumi.bootstrap.yaml");
  writeFileSync(file, readFileSync(file, "utf8").replace(/^ +bootstrap:project: .*\n/m, ""));
}
