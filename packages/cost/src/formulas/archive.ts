import { DAYS_PER_MONTH } from "./time";

/** An S3 storage class of the price table. `minimumDays` are billed even when an object goes earlier. */
export interface StorageClass {
  readonly key: "standard" | "sia" | "gir" | "gfr" | "gda";
  readonly minimumDays: number;
  /** Smallest billed object. */
  readonly minimumKb: number;
  /** Index and metadata that S3 adds to each archived object, billed at the Standard rate. */
  readonly overheadStandardKb: number;
  /** The same, billed at the class's own rate. */
  readonly overheadArchiveKb: number;
}

/** Source: Amazon S3 pricing and "Storage classes" in the S3 user guide. */
export const STORAGE_CLASSES = {
  STANDARD: { key: "standard", minimumDays: 0, minimumKb: 0, overheadStandardKb: 0, overheadArchiveKb: 0 },
  STANDARD_IA: { key: "sia", minimumDays: 30, minimumKb: 128, overheadStandardKb: 0, overheadArchiveKb: 0 },
  GLACIER_IR: { key: "gir", minimumDays: 90, minimumKb: 128, overheadStandardKb: 0, overheadArchiveKb: 0 },
  GLACIER: { key: "gfr", minimumDays: 90, minimumKb: 0, overheadStandardKb: 8, overheadArchiveKb: 32 },
  DEEP_ARCHIVE: { key: "gda", minimumDays: 180, minimumKb: 0, overheadStandardKb: 8, overheadArchiveKb: 32 },
} as const satisfies Record<string, StorageClass>;

export type StorageClassName = keyof typeof STORAGE_CLASSES;

const KB_PER_GB = 1024 * 1024;

export interface ArchivePlan {
  /** Size of each object. */
  readonly objectGb: number;
  readonly objectsPerMonth: number;
  /** Days in S3 Standard before the transition; `undefined` when there is none. */
  readonly transitionAfterDays: number | undefined;
  readonly expireAfterDays: number;
  readonly storageClass: StorageClass;
}

/** GB-months billed in a month once as many objects expire as arrive, and the transitions made. */
export interface ArchiveSteadyState {
  readonly standardGb: number;
  readonly archiveGb: number;
  readonly transitionsPerMonth: number;
}

export function archiveSteadyState(plan: ArchivePlan): ArchiveSteadyState {
  const perDay = plan.objectsPerMonth / DAYS_PER_MONTH;
  const { transitionAfterDays: transition, expireAfterDays: expiry, storageClass } = plan;
  if (transition === undefined || transition >= expiry || storageClass.key === "standard") {
    return { standardGb: perDay * expiry * plan.objectGb, archiveGb: 0, transitionsPerMonth: 0 };
  }
  const archivedDays = Math.max(expiry - transition, storageClass.minimumDays);
  const archivedObjects = perDay * archivedDays;
  const billedGb = Math.max(plan.objectGb, storageClass.minimumKb / KB_PER_GB);
  return {
    standardGb: perDay * transition * plan.objectGb + (archivedObjects * storageClass.overheadStandardKb) / KB_PER_GB,
    archiveGb: archivedObjects * (billedGb + storageClass.overheadArchiveKb / KB_PER_GB),
    transitionsPerMonth: plan.objectsPerMonth,
  };
}
