import { connectionsAsked } from "../../components/data/connections";
import { INSTANCE_CLASSES } from "../../components/data/instance-classes";
import { mostTasksUsing, usersOfThing } from "../uses/plan";
import { type RiskName, riskNames } from "./risk-names";
import { ANY_NAME, getPath, pathsIn } from "./paths";
import { SERVICE_SECTIONS, type ServiceConfig, type WebappConfig } from "./schema";
import { type Problem } from "./problems";
import { activeHttpSections } from "./task-sections";

interface Risk {
  /** Keys that take the risk, each by itself. */
  readonly keys: readonly string[];
  readonly reason: string;
  /** Whether dev refuses it too: it is no matter of how much is at stake. @default false */
  readonly everywhere?: boolean;
  /** Whether this configuration takes it with that key. */
  readonly taken: (config: WebappConfig, key: string) => boolean;
}

const ofServices = (key: string): string[] =>
  [...SERVICE_SECTIONS, `services.${ANY_NAME}`].map((section) => `${section}.${key}`);

/** Whether the service that the key belongs to runs, and is so. */
const service =
  (is: (service: ServiceConfig) => boolean) =>
  (config: WebappConfig, key: string): boolean =>
    activeHttpSections(config).some(({ key: section, tasks }) => key.startsWith(`${section}.`) && is(tasks));

/** What prod refuses, and why. Accepting one is a line in `webapp:acceptedRisks`, seen in review. */
export const risks: Readonly<Record<RiskName, Risk>> = {
  singleAzDatabase: {
    keys: ["database.multiAz"],
    reason: "the loss of one zone takes the database with it until a restore ends",
    taken: (config) => !config.database.multiAz,
  },
  singleAzWorkload: {
    keys: ["network.workloadAzs"],
    reason: "the loss of one zone stops every task",
    taken: (config) => config.network.workloadAzs.length < 2,
  },
  singleTask: {
    keys: ofServices("minTasks"),
    reason: "one task is an outage at each crash and each Spot interruption",
    taken: service(({ minTasks }) => minTasks < 2),
  },
  databaseConnections: {
    keys: [...ofServices("maxTasks"), `workers.${ANY_NAME}.maxTasks`, `jobs.${ANY_NAME}.uses`],
    everywhere: true,
    reason:
      "while they are deployed so many tasks open more connections than the database has, two each at least: use fewer, or a larger database.instanceClass",
    taken: (config, key) => {
      const maxConnections = INSTANCE_CLASSES[config.database.instanceClass]?.maxConnections ?? Infinity;
      const isUser = usersOfThing(config, "database").some((user) => key.startsWith(`${user.key}.`));
      return isUser && connectionsAsked(maxConnections, mostTasksUsing(config, "database")) > maxConnections;
    },
  },
  noDeletionProtection: {
    keys: ["database.deletionProtection"],
    reason: "one wrong destroy deletes the database",
    taken: (config) => !config.database.deletionProtection,
  },
  noFinalSnapshot: {
    keys: ["database.finalSnapshot"],
    reason: "a deleted database leaves nothing to restore from",
    taken: (config) => !config.database.finalSnapshot,
  },
  shortBackups: {
    keys: ["database.backupRetentionDays"],
    reason: "a fault found after a weekend is out of reach; prod keeps 7 days at least",
    taken: (config) => config.database.backupRetentionDays < 7,
  },
  spotWithoutBase: {
    keys: ofServices("onDemandBase"),
    reason: "when AWS has no Spot capacity nothing runs: there is no fallback to on-demand",
    taken: service(({ capacity, onDemandBase }) => capacity !== "fargate" && onDemandBase < 1),
  },
  natInstance: {
    keys: ["network.nat"],
    reason: "one instance is one point of failure and minutes of lost egress when it is replaced",
    taken: (config) => config.network.nat === "instance",
  },
  plainHttp: {
    keys: ["domain"],
    reason: "without a name there is no certificate, and CloudFront talks to the load balancers in clear text",
    taken: (config) => config.domain === undefined,
  },
  noFirewall: {
    keys: ["protection.waf"],
    reason: "common attacks reach the application unfiltered",
    taken: (config) => !config.protection.waf,
  },
  noAuditTrail: {
    keys: ["protection.auditTrail"],
    reason: "nobody can tell who changed what; use existing when the organization has a trail",
    taken: (config) => config.protection.auditTrail === "none",
  },
  execAccess: {
    keys: ["access.exec"],
    reason: "a shell in production containers, and a writable root file system",
    taken: (config) => config.access.exec,
  },
  offHours: {
    keys: ["offHours"],
    reason: "the application is down every night",
    taken: (config) => config.offHours !== undefined,
  },
  awsManagedKeys: {
    keys: ["protection.customerManagedKeys"],
    reason: "encryption is fixed at creation: customer-managed keys cannot be turned on later without moving the data",
    taken: (config) => !config.protection.customerManagedKeys,
  },
  faultInjection: {
    keys: ["experiments"],
    reason: "whoever may start one of its templates takes a part of production away for minutes",
    taken: (config) => config.experiments !== undefined,
  },
};

/** Keys with which a configuration takes a risk; none when it does not. */
export const takenBy = (name: RiskName, config: WebappConfig): string[] =>
  risks[name].keys.flatMap((path) => keysOf(config, path)).filter((key) => risks[name].taken(config, key));

/** A key that no stack file has may be what takes the risk, such as a missing domain. */
const keysOf = (config: WebappConfig, path: string): string[] =>
  path.includes(ANY_NAME) ? pathsIn(config, path) : [path];

/** Risks that a configuration takes without accepting them, and acceptances of risks it does not take. */
export function riskProblems(config: WebappConfig): Problem[] {
  const isProd = config.profile === "prod";
  const refused = isProd ? riskNames : riskNames.filter((name) => risks[name].everywhere);
  return refused.flatMap((name) => {
    const keys = takenBy(name, config);
    const isAccepted = config.acceptedRisks.includes(name);
    if (keys.length === 0 && isAccepted) {
      return [{ key: "webapp:acceptedRisks", fix: `accepts ${name}, which this stack does not take: remove it` }];
    }
    return isAccepted ? [] : keys.map((key) => refusal(name, key, config));
  });
}

const refusal = (name: RiskName, key: string, config: WebappConfig): Problem => ({
  key: `webapp:${key}`,
  value: getPath(config, key),
  fix: `is refused${risks[name].everywhere === true ? "" : " in prod"}: ${risks[name].reason}. To take the risk, add ${name} to webapp:acceptedRisks`,
});
