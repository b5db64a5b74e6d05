import { type Usage } from "./schema";

/** What grows with the number of visitors, by section; the rest (dump time, deployments, …) stays. */
const GROWING = {
  traffic: ["pageViews", "uploadGb"],
  network: ["natGb", "internetGb", "crossAzGb", "endpointGb"],
  logs: ["applicationGb", "flowGb", "firewallGb", "databaseGb", "accessLogGb", "scannedGb"],
  operations: ["kmsRequests", "secretCalls", "dnsQueries"],
} as const;

/** The profile at `factor` times its traffic. */
export function scaleUsage(usage: Usage, factor: number): Usage {
  const scaled = structuredClone(usage) as unknown as Record<string, Record<string, number>>;
  const growing = { ...GROWING, tasks: Object.keys(usage.tasks) };
  for (const [section, keys] of Object.entries(growing)) {
    const target = scaled[section] ?? {};
    for (const key of keys) target[key] = (target[key] ?? 0) * factor;
  }
  return scaled as unknown as Usage;
}
