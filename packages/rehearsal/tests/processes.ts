import { execFileSync } from "node:child_process";
import { setTimeout } from "node:timers/promises";

/** A process that runs, with its command line. */
export interface Running {
  readonly pid: number;
  readonly command: string;
}

/** What a process has started, and what that has. */
export function startedBy(parent: number): Running[] {
  const lines = execFileSync("ps", ["-eo", "pid=,ppid=,args="], { encoding: "utf8" }).trim().split("\n");
  const all = lines.map((line) => {
    const [pid, ppid, ...words] = line.trim().split(/\s+/);
    return { pid: Number(pid), ppid: Number(ppid), command: words.join(" ") };
  });
  const below = (pid: number): Running[] =>
    all.filter(({ ppid }) => ppid === pid).flatMap((child) => [child, ...below(child.pid)]);
  return below(parent);
}

/** Waits for the end of all of them. */
export async function ended(processes: readonly Running[]): Promise<void> {
  while (processes.some(({ pid }) => isAlive(pid))) await setTimeout(50);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
