import { existsSync } from "node:fs";
import { join } from "node:path";
import { PolicyPack } from "@pulumi/policy";
import { hints } from "../hints";
import { entriesOf, ledgerOf } from "../ledger/current";
import type { Combination } from "../ledger/entry";
import { combinationOf } from "./combination";
import { ACCEPTED_FINDINGS } from "@toolkit/policies/ledger/accepted-findings";
import { packPolicies } from "@toolkit/policies/pack/policies";

/** The engine starts the pack in the project's folder or in the pack's own, by its version. */
const FOLDERS = [process.cwd(), join(__dirname, "..", "..", "..")];

/** Where the user's own ledger is, if anywhere. */
const folder = FOLDERS.find((candidate) => existsSync(join(candidate, ACCEPTED_FINDINGS)));

let known: Combination | undefined;

new PolicyPack("webapp", {
  policies: packPolicies({
    labels: (urn) => (known ??= combinationOf(urn, process.env, FOLDERS)),
    suppressions: entriesOf(ledgerOf(folder)),
    hints,
  }),
  enforcementLevel: "mandatory",
});
