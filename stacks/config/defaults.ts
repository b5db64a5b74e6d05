import { isDeepStrictEqual } from "node:util";

import { getPath, isRecord, type Json, withDefaults } from "./paths";
import { rowsFor } from "./profiles";
import { type Profile } from "./schema";

/** A setting of the stack file that differs from its profile's default. */
export interface Override {
  readonly key: string;
  readonly value: unknown;
  readonly default: unknown;
  readonly changes: string;
}

/** Fills in what the stack file leaves out; what it says stays as written, right or wrong. */
export function withProfileDefaults(raw: Json, profile: Profile): Json {
  return withDerivedDefaults(
    withDefaults(
      raw,
      rowsFor(raw).map(([path, row]) => [path, row[profile]]),
    ),
  );
}

/** Defaults that follow from other settings: the workload runs in every zone, a single NAT in the first of them. */
function withDerivedDefaults(config: Json): Json {
  const network = config.network;
  if (!isRecord(network)) return config;
  const workloadAzs = network.workloadAzs ?? network.azs;
  const oneNat = network.nat === "single" || network.nat === "instance";
  const firstAz: unknown = Array.isArray(workloadAzs) ? workloadAzs[0] : undefined;
  const natAz = network.natAz ?? (oneNat ? firstAz : undefined);
  return { ...config, network: { ...network, workloadAzs, ...(natAz === undefined ? {} : { natAz }) } };
}

/** What the stack file changes against its profile, in the order of the table. */
export function overridesOf(raw: Json, profile: Profile): Override[] {
  return rowsFor(raw).flatMap(([key, row]) => {
    const value = getPath(raw, key);
    return value === undefined || isDeepStrictEqual(value, row[profile])
      ? []
      : [{ key, value, default: row[profile], changes: row.changes }];
  });
}
