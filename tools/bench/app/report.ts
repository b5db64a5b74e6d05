import { table } from "../../markdown-table";
import { SAFETY } from "../../scale/capacity";
import { type Measurement } from "./measure";

/** What a person waits at most, in 95 of 100 requests. */
const LATENCY_TARGET_MS = 200;

/** Share of a vCPU that scaling holds, as `scaling.cpuPercent` in prod. */
const UTILISATION = 0.6;

/** The best that one vCPU serves within the latency target and without a failure. */
export function capacityOf(measurements: readonly Measurement[]): number {
  const good = measurements.filter(({ failed, latencyMs }) => failed === 0 && latencyMs < LATENCY_TARGET_MS);
  return Math.min(...good.map(({ perVcpu }) => perVcpu));
}

/** What limits a task, and what target tracking should hold because of it. */
export interface Target {
  readonly requestsPerTarget: number;
  readonly limit: "CPU" | "database connections";
}

/**
 * Requests a minute for each task that target tracking should hold, rounded down to two digits.
 *
 * @param pool connections that a task may open, and how many milliseconds a request holds one at most.
 */
export function targetOf(perVcpu: number, cpuUnits: number, pool?: { size: number; heldMs: number }): Target {
  const byCpu = perVcpu * (cpuUnits / 1024);
  const byPool = pool === undefined ? Infinity : pool.size / (pool.heldMs / 1000);
  const perMinute = Math.min(byCpu, byPool) * 60 * UTILISATION * SAFETY;
  const step = 10 ** Math.max(0, Math.floor(Math.log10(perMinute)) - 1);
  return {
    requestsPerTarget: Math.floor(perMinute / step) * step,
    limit: byCpu <= byPool ? "CPU" : "database connections",
  };
}

/** The measurements as a Markdown table. */
export function measurementTable(measurements: readonly Measurement[]): string {
  const head = [
    "workload",
    "connections",
    "requests/s",
    "requests/s per vCPU",
    "p97.5 ms",
    "failed",
    "peak memory MiB",
  ];
  const rows = measurements.map((one) => [
    one.workload,
    ...[one.connections, one.requestsPerSecond, one.perVcpu, one.latencyMs, one.failed, one.memoryMb].map(String),
  ]);
  return table(head, rows);
}
