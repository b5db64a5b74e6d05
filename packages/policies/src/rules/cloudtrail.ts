import { inputRule, isSet, isTrue } from "../makers";
import type { Rule } from "../rule";
import { T } from "@toolkit/offline/aws-types";

const TRAIL = { type: T.trail, severity: "medium" } as const;
const KEY = "arn:aws:kms:eu-west-1:123456789012:key/1";

/** CloudTrail. */
export const trailRules: readonly Rule[] = [
  ...(["isMultiRegionTrail", "includeGlobalServiceEvents"] as const).map((path) =>
    inputRule({
      ...TRAIL,
      id: path === "isMultiRegionTrail" ? "trail-all-regions" : "trail-global-services",
      answers: "CKV_AWS_67 CloudTrail.1 CIS-4.1",
      severity: "high",
      title: "The trail hears of every region and of global services",
      fix: `Set ${path} to true.`,
      path,
      accepts: isTrue,
      good: true,
      bad: false,
    }),
  ),
  inputRule({
    ...TRAIL,
    id: "trail-records",
    answers: "CKV_AWS_251",
    severity: "high",
    title: "The trail records",
    fix: "Leave enableLogging out.",
    path: "enableLogging",
    accepts: (value) => value !== false,
    good: true,
    bad: false,
  }),
  inputRule({
    ...TRAIL,
    id: "trail-encrypted",
    answers: "CKV_AWS_35 CloudTrail.2 CIS-4.5",
    title: "Trail files are encrypted with a customer managed key",
    fix: "Set kmsKeyId.",
    path: "kmsKeyId",
    accepts: isSet,
    good: KEY,
    bad: undefined,
  }),
  inputRule({
    ...TRAIL,
    id: "trail-validated",
    answers: "CKV_AWS_36 CloudTrail.4 CIS-4.2",
    severity: "low",
    title: "A changed trail file can be told",
    fix: "Set enableLogFileValidation to true.",
    path: "enableLogFileValidation",
    accepts: isTrue,
    good: true,
    bad: false,
  }),
  inputRule({
    ...TRAIL,
    id: "trail-to-cloudwatch",
    answers: "CKV2_AWS_10 CloudTrail.5",
    title: "Trail events reach CloudWatch Logs, where alarms can be set",
    fix: "Set cloudWatchLogsGroupArn and cloudWatchLogsRoleArn.",
    path: "cloudWatchLogsGroupArn",
    accepts: isSet,
    good: "arn:aws:logs:eu-west-1:123456789012:log-group:/trail:*",
    bad: undefined,
  }),
  inputRule({
    ...TRAIL,
    id: "trail-topic",
    answers: "CKV_AWS_252",
    severity: "low",
    title: "New trail files are announced",
    fix: "Set snsTopicName.",
    path: "snsTopicName",
    accepts: isSet,
    good: "trail",
    bad: undefined,
  }),
];
