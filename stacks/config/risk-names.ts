/** What `prod` refuses unless it is accepted by name in `webapp:acceptedRisks`; reasons stand in risks.ts. */
export const riskNames = [
  "singleAzDatabase",
  "singleAzWorkload",
  "singleTask",
  "databaseConnections",
  "noDeletionProtection",
  "noFinalSnapshot",
  "shortBackups",
  "spotWithoutBase",
  "natInstance",
  "plainHttp",
  "noFirewall",
  "noAuditTrail",
  "execAccess",
  "offHours",
  "awsManagedKeys",
  "faultInjection",
] as const;

export type RiskName = (typeof riskNames)[number];
