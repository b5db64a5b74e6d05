import { readFileSync } from "node:fs";
import { join } from "node:path";
import { RunError } from "@pulumi/pulumi/errors";

/** Days of a trace that come with the simulator. */
export const TRACES = ["wc98-1998-05-12", "wc98-1998-05-19", "wc98-1998-07-16"] as const;

export type Trace = (typeof TRACES)[number];

/** Requests in each minute of a day that comes with the simulator. */
export function bundledTrace(name: Trace): number[] {
  const [, day = ""] = /^wc98-(.*)$/.exec(name) ?? [];
  const hours = readFileSync(join(__dirname, "../traces/wc98.csv"), "utf8").split("\n");
  return hours
    .filter((hour) => hour.startsWith(day))
    .flatMap((hour) => (hour.split(",")[1] ?? "").split(" ").map(Number));
}

/**
 * Reads requests per minute: a header, then a line for each minute whose last column is the count.
 *
 * @throws RunError with the first line that is none, and for a file without any.
 */
export function parseTrace(text: string, source: string): number[] {
  const lines = text.split(/\r?\n/);
  const [head = "", ...rest] = lines;
  // A file of bare numbers needs no header.
  const rows = /^[\d.]+$/.test(head.trim()) ? lines : rest;
  const counts = rows.flatMap((line, index) => {
    if (line.trim() === "") return [];
    const last = line.split(",").at(-1)?.trim() ?? "";
    const count = /^\d+(\.\d+)?$/.test(last) ? Number(last) : Number.NaN;
    if (!Number.isFinite(count)) {
      const at = index + 1 + lines.length - rows.length;
      throw new RunError(`${source}:${at}: "${line.slice(0, 60)}" does not end in a count of requests per minute.`);
    }
    return [count];
  });
  if (counts.length === 0)
    throw new RunError(`${source} has no requests: one line a minute, its count in the last column.`);
  return counts;
}
