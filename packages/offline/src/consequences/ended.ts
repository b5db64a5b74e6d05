import { T } from "../aws-types";
import type { Holder } from "./loss";

/** What ends with a resource that keeps data from being lost, or that records what happens. */
interface Ending {
  /** `{name}` stands for the resource. */
  readonly text: string;
  /** Input that names what it does this for; with that itself deleted, nothing is left to tell. */
  readonly of?: string;
}

const backups = "{name} makes no backups any more";

const ENDINGS: Readonly<Record<string, Ending>> = {
  // The provider suspends versioning: https://www.pulumi.com/registry/packages/aws/api-docs/s3/bucketversioning/
  [T.bucketVersioning]: { text: "objects of {name} that are overwritten or deleted from now on", of: "bucket" },
  [T.bucketObjectLock]: { text: "the lock of objects of {name}, which may be deleted from now on", of: "bucket" },
  [T.bucketReplication]: { text: "objects of {name} are copied no more", of: "bucket" },
  [T.replicatedBackups]: { text: "backups of {name} are copied to another region no more", of: "sourceDbInstanceArn" },
  [T.bucketLogging]: { text: "requests to {name} are logged no more", of: "bucket" },
  [T.bucketLoggingV2]: { text: "requests to {name} are logged no more", of: "bucket" },
  [T.backupPlan]: { text: backups },
  [T.backupSelection]: { text: backups, of: "planId" },
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration": {
    text: "the lock of {name}: its recovery points may be deleted from now on",
    of: "backupVaultName",
  },
  "aws:efs/backupPolicy:BackupPolicy": { text: backups, of: "fileSystemId" },
  [T.trail]: { text: "{name} records no calls any more" },
  [T.flowLog]: { text: "{name} records no traffic any more", of: "vpcId" },
  [T.webAclLogging]: { text: "{name} logs no requests any more", of: "resourceArn" },
  [T.logDelivery]: { text: "{name} delivers no logs any more" },
  "aws:cfg/recorder:Recorder": { text: "{name} records no configuration any more" },
  "aws:guardduty/detector:Detector": { text: "{name} watches the account no more" },
};

/** What ends with the deletion of a resource that guards others, none where that goes as well. */
export function endedBy(
  { type, name, propertyDependencies, retainOnDelete }: Holder,
  gone: ReadonlySet<string>,
): string[] {
  const ending = ENDINGS[type];
  if (ending === undefined || retainOnDelete) return [];
  const of = ending.of === undefined ? [] : (propertyDependencies[ending.of] ?? []);
  return of.some((urn) => gone.has(urn)) ? [] : [ending.text.replaceAll("{name}", name)];
}
