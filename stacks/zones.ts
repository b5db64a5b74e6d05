import * as aws from "@pulumi/aws";
import { RunError } from "@pulumi/pulumi";

import { activeSections, activeTasks, type StackConfig } from "./config";

/** An availability zone: as configured, and what it is in this account. */
export interface Zone {
  /** Letter or zone id of the configuration; part of resource names. */
  readonly key: string;
  /** `us-east-1a`. */
  readonly name: string;
  /** `use1-az1`, the same in every account. */
  readonly id: string;
}

/** Zone ids that lack something this program may need. */
const unavailable = {
  /** "Working with 64-bit ARM workloads on Amazon ECS", ECS developer guide. */
  "Fargate on arm64": ["use1-az3"],
  /** "Restrict access with VPC origins", CloudFront developer guide. */
  "CloudFront VPC origins": ["use1-az3", "usw1-az2", "apne1-az3", "apne2-az1", "cac1-az3"],
  /** The Graviton instance types are not offered in the oldest zone ("Amazon EC2 instance types by Region"). */
  "t4g NAT instances": ["use1-az3"],
} as const;

/**
 * Asks AWS which zones this account has and refuses, before anything is created, those that lack what the
 * configuration needs.
 *
 * @throws RunError that names the zones of this account that work.
 */
export async function resolveZones(config: StackConfig, provider: aws.Provider): Promise<Zone[]> {
  const answer = await aws.getAvailabilityZones(
    { state: "available", filters: [{ name: "opt-in-status", values: ["opt-in-not-required"] }] },
    { provider },
  );
  const zones = answer.names.map((name, index) => ({ name, id: answer.zoneIds[index] ?? name }));
  return chooseZones(config, zones);
}

/** The pure part of `resolveZones`. */
function chooseZones(config: StackConfig, available: readonly Omit<Zone, "key">[]): Zone[] {
  const { azs } = config.network;
  const byLetter = azs.every((key) => key.length === 1);
  const keyOf = (zone: Omit<Zone, "key">) => (byLetter ? zone.name.slice(-1) : zone.id);
  const usable = available.map(keyOf).filter((key, index) => {
    const zone = available[index];
    return zone !== undefined && azs.length > 0 && lacks(config, { ...zone, key }, true).length === 0;
  });
  const problems: string[] = [];
  const chosen = azs.flatMap((key) => {
    const zone = available.find((candidate) => keyOf(candidate) === key);
    if (zone === undefined) {
      problems.push(`  ${key} is not a zone of ${config.aws.region} in this account`);
      return [];
    }
    const missing = lacks(config, { ...zone, key }, config.network.workloadAzs.includes(key));
    if (missing.length > 0)
      problems.push(`  ${key} is ${zone.id} in this account, which has no ${missing.join(" and no ")}`);
    return [{ key, ...zone }];
  });
  if (problems.length === 0) return chosen;
  throw new RunError(
    [
      `webapp:network.azs = ${JSON.stringify(azs)} cannot be used:`,
      ...problems,
      `  Zones that work here: ${usable.join(", ")}`,
    ].join("\n"),
  );
}

function lacks(config: StackConfig, zone: Zone, runsWorkload: boolean): string[] {
  const armFargate = activeTasks(config).some(
    ({ architecture, capacity }) => architecture === "arm64" && capacity !== "ec2Spot",
  );
  const needs: [keyof typeof unavailable, boolean][] = [
    ["Fargate on arm64", armFargate && runsWorkload],
    ["CloudFront VPC origins", activeSections(config).privatePaths.length > 0],
    ["t4g NAT instances", config.network.nat === "instance" && config.network.natAz === zone.key],
  ];
  return needs
    .filter(([name, needed]) => needed && (unavailable[name] as readonly string[]).includes(zone.id))
    .map(([name]) => name);
}
