import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Measurement {
  /** Wall time of the whole process. */
  readonly seconds: number;
  /** Peak resident memory. */
  readonly megabytes: number;
}

/** Runs Node once with these arguments. Throws when the process fails, with what it said. */
export function measure(args: readonly string[]): Measurement {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const file = join(folder, "peak");
  try {
    const start = process.hrtime.bigint();
    const run = spawnSync(process.execPath, ["--require", join(__dirname, "report-memory.cjs"), ...args], {
      env: { ...process.env, PEAK_MEMORY_FILE: file },
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    if (run.status !== 0) throw new Error(`node ${args.join(" ")} failed:\n${run.stdout}${run.stderr}`);
    return { seconds, megabytes: Number(readFileSync(file, "utf8")) / 1024 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One aligned line, with units. */
export const line = (what: string, { seconds, megabytes }: Measurement): string =>
  `${what.padEnd(32)} ${seconds.toFixed(2).padStart(6)} s ${megabytes.toFixed(0).padStart(6)} MB`;
