import { join } from "node:path";
import { PolicyPack } from "@pulumi/policy";
import type { Combination } from "@toolkit/policies/ledger/entry";
import { hints } from "../hints";
import { suppressions } from "../ledger";
import { combinationOf } from "./combination";
import { packPolicies } from "@toolkit/policies/pack/policies";

/** The engine starts the pack in the project's folder or in the pack's own, by its version. */
const FOLDERS = [process.cwd(), join(__dirname, "..", "..", "..")];

let known: Combination | undefined;

new PolicyPack("webapp", {
  policies: packPolicies({
    combination: (urn) => (known ??= combinationOf(urn, process.env, FOLDERS)),
    suppressions,
    hints,
  }),
  enforcementLevel: "mandatory",
});
