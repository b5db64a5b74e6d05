import { developmentSuppressions } from "./development";
import type { LedgerEntry } from "./entry";
import { identitySuppressions } from "./identity";
import { experimentSuppressions } from "./experiments";
import { latencySuppressions } from "./latency";
import { optionSuppressions } from "./options";
import { productionSuppressions } from "./production";

/** Findings that are accepted: in development, in production too, in policies of roles, and with other settings. */
export const suppressions: readonly LedgerEntry[] = [
  ...developmentSuppressions,
  ...productionSuppressions,
  ...identitySuppressions,
  ...optionSuppressions,
  ...experimentSuppressions,
  ...latencySuppressions,
];
