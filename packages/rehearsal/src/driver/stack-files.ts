import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import { parseDocument } from "yaml";

const STACK_FILE = /^Pulumi\..+\.yaml$/;

/**
 * Gives a copied program the stacks of another folder: its stack files in place of the program's own, and its project's
 * name. How the program is run stays what the program's own `Pulumi.yaml` says.
 */
export function replaceStackFiles(program: string, folder: string): void {
  for (const file of stackFilesIn(program)) rmSync(path.join(program, file));
  for (const file of stackFilesIn(folder)) cpSync(path.join(folder, file), path.join(program, file));
  const project = path.join(program, "Pulumi.yaml");
  const [own, other] = [project, path.join(folder, "Pulumi.yaml")].map((file) =>
    parseDocument(readFileSync(file, "utf8")),
  );
  own?.set("name", other?.get("name"));
  writeFileSync(project, String(own));
}

const stackFilesIn = (folder: string): string[] => readdirSync(folder).filter((file) => STACK_FILE.test(file));
