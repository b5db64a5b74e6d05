import { type Usage } from "./schema";

/** Sections and keys that grow with the number of visitors; the rest (dump time, deployments, …) stays. */
const GROWING: readonly (readonly [keyof Usage, readonly string[]])[] = [
  ["traffic", ["pageViews", "uploadGb"]],
  ["tasks", ["frontend", "backend"]],
  ["network", ["natGb", "internetGb", "crossAzGb", "endpointGb"]],
  ["logs", ["applicationGb", "flowGb", "firewallGb", "databaseGb", "accessLogGb", "scannedGb"]],
  ["operations", ["kmsRequests", "secretCalls", "dnsQueries"]],
];

/** The profile at `factor` times its traffic. */
export function scaleUsage(usage: Usage, factor: number): Usage {
  const scaled: Record<string, Record<string, number>> = structuredClone(usage);
  for (const [section, keys] of GROWING) {
    const target = scaled[section] ?? {};
    for (const key of keys) target[key] = (target[key] ?? 0) * factor;
  }
  return scaled as unknown as Usage;
}
