import { PolicyPack } from "@pulumi/policy";
import { combinationOf } from "./combination";
import { packPolicies } from "./policies";

new PolicyPack("webapp", { policies: packPolicies(combinationOf(process.env)), enforcementLevel: "mandatory" });
