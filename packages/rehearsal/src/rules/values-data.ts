import { T } from "@toolkit/offline/aws-types";
import { number, record, records, statements, text, shown } from "../aws/look";
import type { Rule } from "./rule";
import { api, pages } from "./sources";

/** Parameters that MySQL reads only when it starts (Amazon RDS user guide, parameters for MySQL). */
const STATIC_PARAMETERS = [
  "performance_schema",
  "log_bin",
  "lower_case_table_names",
  "innodb_log_file_size",
  "skip_name_resolve",
  "max_digest_length",
];

/** Parameters that MySQL 8.4 no longer has (MySQL 8.4 reference manual, removed options). */
const REMOVED_IN_84 = [
  "default_authentication_plugin",
  "expire_logs_days",
  "binlog_transaction_dependency_tracking",
  "log_bin_use_v1_row_events",
  "transaction_write_set_extraction",
  "innodb_log_file_size",
];

/** Values that parameter groups, keys, secrets and trails do not accept. */
export const dataValueRules: readonly Rule[] = [
  {
    id: "static-parameter-waits-for-reboot",
    source: api.rds("ModifyDBParameterGroup"),
    on: ["create", "update"],
    types: [T.databaseParameters],
    refuse: ({ inputs }) => {
      const wrong = records(inputs.parameters).find(
        ({ name, applyMethod }) => STATIC_PARAMETERS.includes(shown(name)) && applyMethod !== "pending-reboot",
      );
      return wrong === undefined
        ? undefined
        : "InvalidParameterCombination: cannot use immediate apply method for static parameter";
    },
  },
  {
    id: "parameter-exists-in-family",
    source: pages.mysqlChanges,
    on: ["create", "update"],
    types: [T.databaseParameters],
    refuse: ({ inputs }) => {
      const removed =
        inputs.family === "mysql8.4"
          ? records(inputs.parameters).find(({ name }) => REMOVED_IN_84.includes(shown(name)))
          : undefined;
      return removed === undefined
        ? undefined
        : `InvalidParameterValue: Could not find parameter with name: ${shown(removed.name)}`;
    },
  },
  {
    id: "key-policy-keeps-the-account",
    source: api.kms("CreateKey", "policy lockout safety check"),
    on: ["create", "update"],
    types: [T.key],
    refuse: ({ account, inputs }) => {
      if (text(inputs.policy) === undefined) return undefined;
      const root = `arn:aws:iam::${account.accountId}:root`;
      const kept = statements(inputs.policy).some(
        ({ Effect, Principal }) => Effect === "Allow" && JSON.stringify(record(Principal).AWS ?? "").includes(root),
      );
      return kept
        ? undefined
        : "MalformedPolicyDocumentException: The new key policy will not allow you to update the key policy in the future.";
    },
  },
  {
    id: "key-window-fits",
    source: api.kms("ScheduleKeyDeletion"),
    on: ["check", "create", "update"],
    types: [T.key],
    refuse: ({ inputs }) => {
      const days = number(inputs.deletionWindowInDays);
      return days !== undefined && (days < 7 || days > 30)
        ? `expected deletion_window_in_days to be in the range (7 - 30), got ${days}`
        : undefined;
    },
  },
  {
    id: "secret-window-fits",
    source: api.secrets("DeleteSecret"),
    on: ["check", "create", "update"],
    types: [T.secret],
    refuse: ({ inputs }) => {
      const days = number(inputs.recoveryWindowInDays);
      return days !== undefined && days !== 0 && (days < 7 || days > 30)
        ? `expected recovery_window_in_days to be 0 or in the range (7 - 30), got ${days}`
        : undefined;
    },
  },
  {
    id: "trail-log-group-ends-in-star",
    source: api.cloudTrail("CreateTrail"),
    on: ["create", "update"],
    types: [T.trail],
    refuse: ({ inputs }) => {
      const arn = text(inputs.cloudWatchLogsGroupArn);
      return arn === undefined || arn.endsWith(":*")
        ? undefined
        : "InvalidCloudWatchLogsLogGroupArnException: Access denied. Verify in IAM that the role has adequate permissions.";
    },
  },
];
