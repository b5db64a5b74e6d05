import { inputRule, isTrue, oneOf } from "../makers";
import type { Rule } from "../rule";
import { T } from "@toolkit/offline/aws-types";

/** EC2 instances and launch templates. */
export const instanceRules: readonly Rule[] = [
  inputRule({
    id: "instance-metadata-v2",
    severity: "high",
    title: "Instances give their credentials only to those who ask twice",
    fix: "Set httpTokens to required.",
    type: T.instance,
    path: "metadataOptions.httpTokens",
    accepts: oneOf("required"),
    good: "required",
    bad: "optional",
  }),
  inputRule({
    id: "instance-disk-encrypted",
    severity: "medium",
    title: "Disks of instances are encrypted",
    fix: "Set rootBlockDevice.encrypted.",
    type: T.instance,
    path: "rootBlockDevice.encrypted",
    accepts: isTrue,
    good: true,
    bad: false,
  }),
  inputRule({
    id: "template-metadata-v2",
    severity: "high",
    title: "Instances give their credentials only to those who ask twice",
    fix: "Set httpTokens to required.",
    type: T.launchTemplate,
    path: "metadataOptions.httpTokens",
    accepts: oneOf("required"),
    good: "required",
    bad: "optional",
  }),
];
