/** Things that the examples speak of and do not make themselves, with their types. */
const given: Readonly<Record<string, string>> = {
  account: 'import("./components/account").AccountContext & { readonly accountId: string }',
  alarm: 'import("@pulumi/aws").cloudwatch.MetricAlarm',
  config: 'import("./bootstrap/config").BootstrapConfig',
  archive: "LogArchive",
  certificate: "Certificate",
  cluster: "Cluster",
  database: "Database",
  dumps: "BackupBucket",
  edge: "Edge",
  egress: "Egress",
  loadBalancer: "LoadBalancer",
  network: "Network",
  queue: "WorkQueue",
  registry: "Registry",
  security: "Security",
  service: "FargateService",
  site: "StaticSite",
  store: "StateStore",
  topic: "AlarmTopic",
  trail: "AuditTrail",
};

/** Functions that the examples call, by module. */
const functions: Readonly<Record<string, readonly string[]>> = {
  "./bootstrap/names": ["namesOf", "stackNamesOf"],
  "./bootstrap/review-names": ["reviewNamesOf"],
  "./components/data": ["instanceClass"],
  "./components/edge": ["siteFiles"],
  "./components/operations/experiments": ["failOver"],
  "./components/security": ["logsUse", "trafficRules"],
  "./components/storage": ["openBucket"],
};

/**
 * A file that declares all that examples may name.
 *
 * @param classes component classes, each with its module (`./components/data/database`).
 */
export function contextOf(classes: Readonly<Record<string, string>>): string {
  const value = (name: string, module: string) => `  const ${name}: typeof import("${module}").${name};`;
  const lines = [
    ...Object.entries(classes).flatMap(([name, module]) => [
      value(name, module),
      `  type ${name} = import("${module}").${name};`,
    ]),
    ...Object.entries(functions).flatMap(([module, names]) => names.map((name) => value(name, module))),
    ...Object.entries(given).map(([name, type]) => `  const ${name}: ${type};`),
  ];
  return ["export {};", "declare global {", ...lines, "}", ""].join("\n");
}
