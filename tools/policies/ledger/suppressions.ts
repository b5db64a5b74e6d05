import { developmentSuppressions } from "./development";
import type { Suppression } from "@toolkit/policies/ledger/entry";
import { identitySuppressions } from "./identity";
import { optionSuppressions } from "./options";
import { productionSuppressions } from "./production";

/** Findings that are accepted: in development, in production too, in policies of roles, and with other settings. */
export const suppressions: readonly Suppression[] = [
  ...developmentSuppressions,
  ...productionSuppressions,
  ...identitySuppressions,
  ...optionSuppressions,
];
