import { type RiskName, riskNames } from "./risk-names";
import { type WebappConfig } from "./schema";
import { type Problem } from "./problems";

interface Risk {
  /** Key that takes the risk. */
  readonly key: string;
  readonly reason: string;
  /** Whether this configuration takes it. */
  readonly taken: (config: WebappConfig) => boolean;
}

const services = (config: WebappConfig) =>
  config.frontend === "ssr" ? [config.backend, config.ssr] : [config.backend];

/** What prod refuses, and why. Accepting one is a line in `webapp:acceptedRisks`, seen in review. */
export const risks: Readonly<Record<RiskName, Risk>> = {
  singleAzDatabase: {
    key: "database.multiAz",
    reason: "the loss of one zone takes the database with it until a restore ends",
    taken: (config) => !config.database.multiAz,
  },
  singleAzWorkload: {
    key: "network.workloadAzs",
    reason: "the loss of one zone stops every task",
    taken: (config) => config.network.workloadAzs.length < 2,
  },
  singleTask: {
    key: "minTasks",
    reason: "one task is an outage at each crash and each Spot interruption",
    taken: (config) => services(config).some((service) => service.minTasks < 2),
  },
  noDeletionProtection: {
    key: "database.deletionProtection",
    reason: "one wrong destroy deletes the database",
    taken: (config) => !config.database.deletionProtection,
  },
  noFinalSnapshot: {
    key: "database.finalSnapshot",
    reason: "a deleted database leaves nothing to restore from",
    taken: (config) => !config.database.finalSnapshot,
  },
  shortBackups: {
    key: "database.backupRetentionDays",
    reason: "a fault found after a weekend is out of reach; prod keeps 7 days at least",
    taken: (config) => config.database.backupRetentionDays < 7,
  },
  spotWithoutBase: {
    key: "onDemandBase",
    reason: "when AWS has no Spot capacity nothing runs: there is no fallback to on-demand",
    taken: (config) =>
      services(config).some(({ capacity, onDemandBase }) => capacity !== "fargate" && onDemandBase < 1),
  },
  natInstance: {
    key: "network.nat",
    reason: "one instance is one point of failure and minutes of lost egress when it is replaced",
    taken: (config) => config.network.nat === "instance",
  },
  plainHttp: {
    key: "domain",
    reason: "without a name there is no certificate, and CloudFront talks to the load balancers in clear text",
    taken: (config) => config.domain === undefined,
  },
  noFirewall: {
    key: "protection.waf",
    reason: "common attacks reach the application unfiltered",
    taken: (config) => !config.protection.waf,
  },
  noAuditTrail: {
    key: "protection.auditTrail",
    reason: "nobody can tell who changed what; use existing when the organization has a trail",
    taken: (config) => config.protection.auditTrail === "none",
  },
  execAccess: {
    key: "access.exec",
    reason: "a shell in production containers, and a writable root file system",
    taken: (config) => config.access.exec,
  },
  offHours: {
    key: "offHours",
    reason: "the application is down every night",
    taken: (config) => config.offHours !== undefined,
  },
  awsManagedKeys: {
    key: "protection.customerManagedKeys",
    reason: "encryption is fixed at creation: customer-managed keys cannot be turned on later without moving the data",
    taken: (config) => !config.protection.customerManagedKeys,
  },
};

/** Risks a prod configuration takes without accepting them, and acceptances of risks it does not take. */
export function riskProblems(config: WebappConfig): Problem[] {
  if (config.profile !== "prod") return [];
  return riskNames.flatMap((name) => {
    const { key, reason, taken } = risks[name];
    const accepted = config.acceptedRisks.includes(name);
    if (taken(config) && !accepted) {
      return [
        {
          key: `webapp:${key}`,
          fix: `is refused in prod: ${reason}. To take the risk, add ${name} to webapp:acceptedRisks`,
        },
      ];
    }
    if (!taken(config) && accepted) {
      return [{ key: "webapp:acceptedRisks", fix: `accepts ${name}, which this stack does not take: remove it` }];
    }
    return [];
  });
}

/** The README's table of what prod refuses. */
export function riskTable(): string {
  const rows = riskNames.map((name) => `| \`${name}\` | \`${risks[name].key}\` | ${risks[name].reason} |`);
  return ["| Name | Key | Why prod refuses it |", "| --- | --- | --- |", ...rows].join("\n");
}
