import { type Usage } from "./schema";

/** What grows with the number of visitors, by section; the rest (dump time, deployments, …) stays. */
const GROWING = {
  traffic: ["pageViews", "uploadGb"],
  network: ["natGb", "internetGb", "crossAzGb", "endpointGb"],
  logs: ["applicationGb", "flowGb", "firewallGb", "databaseGb", "accessLogGb", "scannedGb"],
  caches: ["processingUnits"],
  tables: ["reads", "writes", "streamReads"],
  functions: ["calls"],
  operations: ["kmsRequests", "secretCalls", "dnsQueries"],
} as const;

/** The profile at `factor` times its traffic, values of single resources too. */
export function scaleUsage(usage: Usage, factor: number): Usage {
  const growing = new Set(
    Object.entries({ ...GROWING, tasks: Object.keys(usage.tasks) }).flatMap(([section, keys]) =>
      keys.map((key) => `${section}.${key}`),
    ),
  );
  const scaled = (start: string, fields: Readonly<Record<string, number>>) =>
    Object.fromEntries(
      Object.entries(fields).map(([key, value]) => [key, growing.has(`${start}${key}`) ? value * factor : value]),
    );
  const { resources, ...sections } = usage;
  return {
    ...Object.fromEntries(Object.entries(sections).map(([name, fields]) => [name, scaled(`${name}.`, fields)])),
    resources: Object.fromEntries(Object.entries(resources).map(([name, fields]) => [name, scaled("", fields)])),
  } as Usage;
}
