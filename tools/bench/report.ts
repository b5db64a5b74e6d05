import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FIXTURE_STACKS } from "../program/fixtures";
import { line, measure } from "./measure";

/** A report is made while one waits for it. */
const LIMIT_SECONDS = 5;

/** Wall time and peak memory of `npm run report` for both stacks. Exit code 1 when one takes too long. */
export function benchReport(): void {
  const folder = mkdtempSync(join(tmpdir(), "bench-report-"));
  try {
    for (const stack of ["dev", "prod"]) {
      const out = ["--stacks", FIXTURE_STACKS, "--stack", stack, "--out", join(folder, `${stack}.html`)];
      const measured = measure([...nodeArguments(), ...out]);
      console.log(line(`report ${stack}`, measured));
      if (measured.seconds > LIMIT_SECONDS) process.exitCode = 1;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As the script in package.json runs it. */
function nodeArguments(): string[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- read at run time, so that the two never differ
  const { scripts } = require("../../package.json") as { scripts: { report: string } };
  return scripts.report.split(" ").slice(1);
}
