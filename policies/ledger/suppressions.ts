import { developmentSuppressions } from "./development";
import type { Suppression } from "./entry";
import { identitySuppressions } from "./identity";
import { productionSuppressions } from "./production";

/** Findings that are accepted: in development, in production too, and in policies of roles. */
export const suppressions: readonly Suppression[] = [
  ...developmentSuppressions,
  ...productionSuppressions,
  ...identitySuppressions,
];
