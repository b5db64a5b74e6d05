import * as pulumi from "@pulumi/pulumi";

import { type Account, arn } from "../account";
import { type PolicyStatement, statement } from "./iam";

/**
 * Lets the role of schedules decrypt what those of one group send; nothing where AWS's own key encrypts it.
 *
 * Scheduler decrypts with the role itself and not through another service, so `kms:ViaService` would refuse it; the
 * encryption context names the schedule.
 *
 * Source: EventBridge Scheduler user guide, "Encryption at rest", execution role and CloudTrail event.
 */
export function scheduleKeyStatements(
  account: Account,
  groupName: pulumi.Input<string>,
  keyArn: pulumi.Input<string> | undefined,
): PolicyStatement[] {
  if (keyArn === undefined) return [];
  const schedules = arn(account, "scheduler", pulumi.interpolate`schedule/${groupName}/*`);
  return [
    statement({
      sid: "ScheduleKey",
      actions: ["kms:Decrypt"],
      resources: [keyArn],
      conditions: { ArnLike: { "kms:EncryptionContext:aws:scheduler:schedule:arn": schedules } },
    }),
  ];
}
