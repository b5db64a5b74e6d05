import { AuditAlarms, AuditTrail, LogArchive, logTo } from "../components/operations";
import { type Foundation, type StackContext } from "./context";
import { trailName } from "./keys";

/** Load balancers of both variants: the archive is part of the core, and its policy does not change with the flag. */
const LOAD_BALANCERS = ["private", "public"] as const;

const kept = ({ config, lifetime: { forceDestroy, protect } }: StackContext) => ({
  expireAfterDays: config.logs.archiveDays,
  forceDestroy,
  protect,
});

/** The bucket of access logs, when they are wanted. */
export function createArchive(context: StackContext): LogArchive | undefined {
  const { config, account, opts } = context;
  if (!config.logs.accessLogs) return undefined;
  return new LogArchive("log-archive", { account, loadBalancers: LOAD_BALANCERS, ...kept(context) }, opts);
}

/** Settings of a load balancer's logs; empty without an archive. */
export const loadBalancerLogs = (
  archive: LogArchive | undefined,
  name: (typeof LOAD_BALANCERS)[number],
): Partial<ReturnType<LogArchive["loadBalancerLogs"]>> => archive?.loadBalancerLogs(name) ?? {};

/** The stack's own trail with its alarms; nothing where the account has one already, or wants none. */
export function createAuditTrail(foundation: Foundation): AuditTrail | undefined {
  const { config, account, archive, logs, topics, opts } = foundation;
  const { protection } = config;
  if (protection.auditTrail !== "own") return undefined;
  const trail = new AuditTrail(
    "audit-trail",
    {
      account,
      trailName: trailName(account.prefix),
      logs,
      ...kept(foundation),
    },
    opts,
  );
  logTo("audit-trail", archive, trail.bucketName, { parent: trail });
  if (protection.cisAlarms) {
    new AuditAlarms("audit-alarms", { account, logGroupName: trail.logGroupName, topicArn: topics.regional }, opts);
  }
  return trail;
}
