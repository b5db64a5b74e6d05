import { readFileSync } from "node:fs";
import * as path from "node:path";

import { expect } from "chai";

import type { Workspace } from "@toolkit/rehearsal/driver/workspace";

const runbooks = path.resolve(__dirname, "../../docs/runbooks");

/** The arguments of every `pulumi` command in a runbook, section by section: what a person copies and runs. */
export function pulumiCommands(runbook: string): string[][][] {
  const sections = readFileSync(path.join(runbooks, runbook), "utf8").split(/^## /m);
  return sections.map((section) =>
    [...section.matchAll(/^```sh\n(.*?)^```/gms)]
      .flatMap(([, block = ""]) => block.split("\n"))
      .filter((line) => line.startsWith("pulumi "))
      .map((line) => words(line).slice(1)),
  );
}

/** Splits a line as a shell would, with single quotes and without pipes; what stands in `<…>` is for the reader. */
function words(line: string): string[] {
  const [command = ""] = line.split(" | ");
  return [...command.matchAll(/'([^']*)'|((?:<[^>]*>|[^\s'])+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}

/** Runs a command that must succeed. */
export async function run(workspace: Workspace, command: readonly string[]): Promise<void> {
  const { exitCode, stdout, stderr } = await workspace.exec(command);
  expect(exitCode, `pulumi ${command.join(" ")}\n${stdout}${stderr}`).to.equal(0);
}
