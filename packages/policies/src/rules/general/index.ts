import type { Rule } from "../../rule";
import { encryptionRule } from "./encryption";
import { identityRules } from "./identities";
import { networkRule } from "./networks";
import { policyRules } from "./policies";
import { publicRule } from "./public";

/** Rules that read resources of any type, by the names and the shape of their inputs. */
export const generalRules: readonly Rule[] = [
  ...policyRules,
  networkRule,
  publicRule,
  encryptionRule,
  ...identityRules,
];
