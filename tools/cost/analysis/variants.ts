import { missingEndpoints } from "../../../components/network/egress-plan";
import { type StackConfig } from "../../../stacks/config";
import { activeTaskSections } from "../../../stacks/config/task-sections";
import { withPath } from "../../../stacks/config/paths";
import { riskNames } from "../../../stacks/config/risk-names";
import { servicesCalled } from "../../../stacks/uses/plan";
import { takenBy } from "../../../stacks/config/risks";

/** Another way to configure the same stack. */
export interface Variant {
  readonly label: string;
  /** New value by path, e.g. `database.multiAz`. */
  readonly changes: Readonly<Record<string, unknown>>;
}

/** Weekdays from 8 to 20, and within them all that needs the database. */
const WORKING_HOURS = {
  offHours: { stop: "cron(0 20 ? * MON-FRI *)", start: "cron(0 8 ? * MON-FRI *)", timezone: "UTC" },
  "backup.schedule": "cron(0 13 ? * MON-FRI *)",
  "backup.timezone": "UTC",
  "backup.awsBackup": false,
  "database.backupWindow": "10:00-11:00",
  "database.maintenanceWindow": "wed:11:30-wed:12:30",
  "database.passwordRotationSchedule": "cron(0 10 ? * 3#1 *)",
};
/** Jobs that start at noon end in working hours, if they can. */
const NOON = { schedule: "cron(0 12 ? * MON-FRI *)", timezone: "UTC" };
const jobsInWorkingHours = ({ jobs }: StackConfig): Record<string, string> =>
  Object.fromEntries(
    Object.keys(jobs).flatMap((name) =>
      Object.entries(NOON).map(([setting, value]) => [`jobs.${name}.${setting}`, value] as const),
    ),
  );

const CAPACITY_LABELS = {
  fargate: "all tasks on demand",
  fargateSpot: "tasks on Fargate Spot above the base",
  ec2Spot: "tasks on EC2 Spot instances",
};

/** Every variant worth a look that differs from a configuration. Some may be refused by its rules. */
export function variantsOf(config: StackConfig): Variant[] {
  return [
    ...natVariants(config),
    ...endpointVariants(config),
    ...zoneVariants(config),
    ...computeVariants(config),
    ...protectionVariants(config),
    ...(config.offHours === undefined
      ? [
          {
            label: "off hours: up on weekdays 08:00 to 20:00",
            changes: { ...WORKING_HOURS, ...jobsInWorkingHours(config) },
          },
        ]
      : []),
    config.frontend === "ssr"
      ? { label: "front end from S3 (frontend: spa)", changes: { frontend: "spa" } }
      : { label: "front end in containers (frontend: ssr)", changes: { frontend: "ssr" } },
  ];
}

/**
 * The variant as `--set` takes it. In prod the risks that it takes are accepted, and those that it no longer takes are
 * not, because an acceptance without its risk is refused too.
 */
export function assignmentsOf({ changes }: Variant, config: StackConfig): string[] {
  const assignments = Object.entries(changes).map(([path, value]) => `${path}=${JSON.stringify(value)}`);
  return config.profile === "prod"
    ? [...assignments, `acceptedRisks=${JSON.stringify(risksOf(changes, config))}`]
    : assignments;
}

function risksOf(changes: Variant["changes"], config: StackConfig): string[] {
  const changed = Object.entries(changes).reduce<Record<string, unknown>>(
    (values, [path, value]) => withPath(values, path, value),
    { ...config },
  ) as unknown as StackConfig;
  return riskNames.filter((name) => takenBy(name, changed).length > 0);
}

function natVariants(config: StackConfig): Variant[] {
  const { network } = config;
  const kinds = (["none", "instance", "single", "perAz"] as const).filter(
    (kind) => kind !== network.nat && !(kind === "perAz" && network.nat === "single" && network.workloadAzs.length < 2),
  );
  return kinds.map((nat) => {
    if (nat !== "none") return { label: `nat: ${nat}`, changes: { "network.nat": nat, ...withoutEndpoints(network) } };
    const endpoints = [...network.endpoints, ...requiredEndpoints(config)];
    return {
      label: `nat: none, ${endpoints.length} interface endpoints instead`,
      changes: { "network.nat": nat, "network.endpoints": endpoints },
    };
  });
}

/** A NAT makes the endpoints of a stack without one unnecessary. */
const withoutEndpoints = ({ nat, endpoints }: StackConfig["network"]) =>
  nat === "none" && endpoints.length > 0 ? { "network.endpoints": [] } : {};

const requiredEndpoints = (config: StackConfig) => {
  const { endpoints, workloadAzs } = config.network;
  const { exec } = config.access;
  const called = servicesCalled(config);
  return missingEndpoints({ nat: "none", natAz: "", workloadAzKeys: workloadAzs, endpoints, exec, called });
};

function endpointVariants(config: StackConfig): Variant[] {
  const { network } = config;
  if (network.nat === "none") return [];
  if (network.endpoints.length > 0) {
    return [{ label: "no interface endpoints", changes: { "network.endpoints": [] } }];
  }
  const endpoints = requiredEndpoints(config);
  return [
    { label: `${endpoints.length} interface endpoints beside the NAT`, changes: { "network.endpoints": endpoints } },
  ];
}

function zoneVariants({ network, database }: StackConfig): Variant[] {
  const { azs, workloadAzs } = network;
  return [
    workloadAzs.length > 1
      ? { label: "tasks and NAT in one zone", changes: { "network.workloadAzs": workloadAzs.slice(0, 1) } }
      : { label: `tasks in ${azs.length} zones`, changes: { "network.workloadAzs": azs } },
    database.multiAz
      ? { label: "database in one zone", changes: { "database.multiAz": false } }
      : { label: "database with a standby in another zone", changes: { "database.multiAz": true } },
  ];
}

function computeVariants(config: StackConfig): Variant[] {
  const sections = activeTaskSections(config);
  const all = (of: typeof sections, path: string, value: string) =>
    Object.fromEntries(of.map(({ key }) => [`${key}.${path}`, value]));
  const capacities = (["fargate", "fargateSpot", "ec2Spot"] as const).flatMap((capacity) => {
    // A job runs on Fargate alone.
    const able = sections.filter(({ key }) => capacity !== "ec2Spot" || !key.startsWith("jobs."));
    return able.some(({ tasks }) => tasks.capacity !== capacity)
      ? [{ label: CAPACITY_LABELS[capacity], changes: all(able, "capacity", capacity) }]
      : [];
  });
  const architectures = (["arm64", "amd64"] as const).filter((architecture) =>
    sections.some(({ tasks }) => tasks.architecture !== architecture),
  );
  return [
    ...capacities,
    ...architectures.map((architecture) => ({
      label: architecture === "arm64" ? "ARM tasks" : "x86 tasks",
      changes: all(sections, "architecture", architecture),
    })),
  ];
}

function protectionVariants({ protection, alerts }: StackConfig): Variant[] {
  const toggle = (path: string, value: boolean, what: string): Variant => ({
    label: value ? `no ${what}` : `with ${what}`,
    changes: { [path]: !value },
  });
  return [
    toggle("protection.waf", protection.waf, "web application firewall"),
    toggle("protection.customerManagedKeys", protection.customerManagedKeys, "customer-managed keys"),
    toggle("alerts.containerInsights", alerts.containerInsights, "Container Insights"),
  ];
}
