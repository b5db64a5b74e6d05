import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseTrace } from "../../src/trace";

/** Traces that may not be copied into this repository, where a machine has them beside it. */
const FOLDER = process.env.TRACES ?? resolve(__dirname, "../../../../..", "shared/data/traces");
const MINUTE = 60;
const MINUTES_OF_DAY = 1440;

/** The archives have one line with the requests of each second. */
const ARCHIVES: Readonly<Record<string, string>> = { nasa: "nasa.tbz2", twitter: "tw.tbz2" };
const MINUTES_FILE = "wc98_min.csv";

/** Why a trace cannot be run here; undefined where it can. */
export function missing(name: string): string | undefined {
  const file = join(FOLDER, ARCHIVES[name] ?? MINUTES_FILE);
  return existsSync(file) ? undefined : `${file} is not here: its licence does not let it be copied`;
}

/** Requests per minute of each whole day of a trace. */
export function daysOf(name: string): number[][] {
  const archive = ARCHIVES[name];
  const path = join(FOLDER, archive ?? MINUTES_FILE);
  const minutes =
    archive === undefined
      ? parseTrace(readFileSync(path, "utf8"), path)
      : perMinute(execFileSync("tar", ["-xjOf", path], { encoding: "utf8", maxBuffer: 2 ** 28 }));
  return Array.from({ length: Math.floor(minutes.length / MINUTES_OF_DAY) }, (_, day) =>
    minutes.slice(day * MINUTES_OF_DAY, (day + 1) * MINUTES_OF_DAY),
  );
}

function perMinute(text: string): number[] {
  const seconds = text.trim().split(/\s+/).map(Number);
  return Array.from({ length: Math.floor(seconds.length / MINUTE) }, (_, minute) =>
    seconds.slice(minute * MINUTE, (minute + 1) * MINUTE).reduce((sum, one) => sum + one, 0),
  );
}
