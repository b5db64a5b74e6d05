import { join } from "node:path";
import { PolicyPack } from "@pulumi/policy";
import type { Combination } from "../ledger/entry";
import { combinationOf } from "./combination";
import { packPolicies } from "./policies";

/** The engine starts the pack in the project's folder or in the pack's own, by its version. */
const FOLDERS = [process.cwd(), join(__dirname, "..")];

let known: Combination | undefined;

new PolicyPack("webapp", {
  policies: packPolicies((urn) => (known ??= combinationOf(urn, process.env, FOLDERS))),
  enforcementLevel: "mandatory",
});
