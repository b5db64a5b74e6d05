import { readdirSync, readFileSync } from "node:fs";

const EVERY_MS = 100;

/**
 * Follows the resident memory of everything that this process starts, without itself. Linux only; elsewhere 0.
 *
 * @returns a function that ends the watch and gives the peak in MB
 */
export function watchMemory(): () => number {
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(
      peak,
      descendants(process.pid).reduce((sum, pid) => sum + residentKilobytes(pid), 0),
    );
  }, EVERY_MS);
  return () => {
    clearInterval(timer);
    return peak / 1024;
  };
}

function descendants(pid: number): number[] {
  // A Go program starts processes from any of its threads.
  const children = threads(pid).flatMap((thread) =>
    read(`/proc/${pid}/task/${thread}/children`).split(" ").filter(Boolean).map(Number),
  );
  return children.flatMap((child) => [child, ...descendants(child)]);
}

function residentKilobytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
}

function threads(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/** Processes end between two looks. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
