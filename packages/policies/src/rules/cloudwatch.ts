import { atLeast, inputRule, isSet } from "../makers";
import type { Rule } from "../rule";
import { T } from "@toolkit/offline/aws-types";

const LOG_GROUP = { type: T.logGroup, severity: "medium" } as const;
const KEY = "arn:aws:kms:eu-west-1:123456789012:key/1";

/** Logs and alarms. */
export const watchRules: readonly Rule[] = [
  inputRule({
    ...LOG_GROUP,
    id: "logs-expire",
    answers: "CKV_AWS_66",
    title: "Logs are kept for a known time",
    fix: "Set retentionInDays.",
    path: "retentionInDays",
    accepts: atLeast(1),
    good: 14,
    bad: undefined,
    also: ["logs-kept-a-year"],
  }),
  inputRule({
    ...LOG_GROUP,
    id: "logs-kept-a-year",
    answers: "CKV_AWS_338",
    title: "Logs are kept for a year",
    fix: "Set retentionInDays to 365 or more.",
    path: "retentionInDays",
    accepts: atLeast(365),
    good: 365,
    bad: 30,
  }),
  inputRule({
    ...LOG_GROUP,
    id: "logs-customer-key",
    answers: "CKV_AWS_158",
    title: "Logs are encrypted with a customer managed key",
    fix: "Set kmsKeyId.",
    path: "kmsKeyId",
    accepts: isSet,
    good: KEY,
    bad: undefined,
  }),
  inputRule({
    id: "alarm-acts",
    answers: "CKV_AWS_319",
    severity: "high",
    title: "Every alarm tells someone",
    fix: "Set alarmActions.",
    type: T.metricAlarm,
    path: "alarmActions",
    accepts: isSet,
    good: ["arn:aws:sns:eu-west-1:123456789012:alarms"],
    bad: [],
  }),
  inputRule({
    id: "alarm-actions-enabled",
    answers: "CKV_AWS_319",
    severity: "high",
    title: "No alarm is muted",
    fix: "Leave actionsEnabled out.",
    type: T.metricAlarm,
    path: "actionsEnabled",
    accepts: (value) => value !== false,
    good: true,
    bad: false,
  }),
];
