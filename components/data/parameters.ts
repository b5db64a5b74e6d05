import type * as aws from "@pulumi/aws";

/** MySQL's long-term release: standard support until July 2029. The minor version is RDS's to choose. */
export const ENGINE_VERSION = "8.4";
export const PARAMETER_FAMILY = "mysql8.4";
/** Logs that RDS copies to CloudWatch. */
export const EXPORTED_LOGS = ["error", "slowquery"] as const;

/** Queries that take longer than this many seconds are worth a line. */
const SLOW_QUERY_SECONDS = 2;

/**
 * Parameters that differ from the family's defaults; a value equal to its default would show as a change forever.
 * All of them are dynamic, so none needs a reboot.
 */
export function mysqlParameters(maxConnections: number): aws.types.input.rds.ParameterGroupParameter[] {
  const values: Readonly<Record<string, string>> = {
    // Refuses connections without TLS.
    require_secure_transport: "1",
    // The default follows from memory that this program does not know, and alarms fire at a share of the value.
    max_connections: String(maxConnections),
    slow_query_log: "1",
    long_query_time: String(SLOW_QUERY_SECONDS),
    // Logs written to tables would not reach CloudWatch.
    log_output: "FILE",
    // Automated backups turn the binary log on; without this, restoring triggers or functions then fails (1419).
    log_bin_trust_function_creators: "1",
  };
  return Object.entries(values).map(([name, value]) => ({ name, value, applyMethod: "immediate" }));
}
