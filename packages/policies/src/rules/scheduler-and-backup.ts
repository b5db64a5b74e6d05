import { inputRule, isSet, noneOf } from "../makers";
import type { Rule } from "../rule";
import { T } from "@toolkit/offline/aws-types";

const KEY = "arn:aws:kms:eu-west-1:123456789012:key/1";

/** Schedules and backups. */
export const scheduleRules: readonly Rule[] = [
  inputRule({
    id: "schedule-customer-key",
    answers: "CKV_AWS_297",
    severity: "low",
    title: "What a schedule passes on is encrypted with a customer managed key",
    fix: "Set kmsKeyArn.",
    type: T.schedule,
    path: "kmsKeyArn",
    accepts: isSet,
    good: KEY,
    bad: undefined,
  }),
  inputRule({
    id: "schedule-own-group",
    severity: "low",
    title: "Schedules are in a group of their own, which trust policies can name",
    fix: "Set groupName.",
    type: T.schedule,
    path: "groupName",
    accepts: noneOf(undefined, "default"),
    good: "nightly",
    bad: "default",
  }),
  inputRule({
    id: "vault-encrypted",
    answers: "CKV_AWS_166 Backup.1",
    severity: "medium",
    title: "Backup vaults are encrypted with a customer managed key",
    fix: "Set kmsKeyArn.",
    type: T.backupVault,
    path: "kmsKeyArn",
    accepts: isSet,
    good: KEY,
    bad: undefined,
  }),
];
