import autocannon from "autocannon";
import { cpuSeconds, peakMemoryMb } from "./usage";

/** What is asked of a process. */
export interface Workload {
  readonly name: string;
  readonly pid: number;
  readonly port: number;
  readonly requests: Parameters<typeof autocannon>[0]["requests"];
}

export interface Measurement {
  readonly workload: string;
  readonly connections: number;
  readonly requestsPerSecond: number;
  /** Requests for each second of CPU time that the process used: what one vCPU would serve. */
  readonly perVcpu: number;
  /** 97.5th percentile, the one that autocannon keeps next to the 95th; stricter. */
  readonly latencyMs: number;
  readonly failed: number;
  readonly memoryMb: number;
}

const SECONDS = 5;
const TIMEOUT_SECONDS = 5;

/** Sends as much as a number of connections can for five seconds, to a process of this machine. */
export async function measure({ name, pid, port, requests }: Workload, connections: number): Promise<Measurement> {
  const before = cpuSeconds(pid);
  const result = await autocannon({
    url: `http://127.0.0.1:${port}`,
    connections,
    duration: SECONDS,
    timeout: TIMEOUT_SECONDS,
    requests,
  });
  const used = cpuSeconds(pid) - before;
  return {
    workload: name,
    connections,
    requestsPerSecond: Math.round(result.requests.total / result.duration),
    perVcpu: Math.round(result.requests.total / used),
    latencyMs: result.latency.p97_5,
    failed: result.non2xx + result.errors + result.timeouts,
    memoryMb: peakMemoryMb(pid),
  };
}
