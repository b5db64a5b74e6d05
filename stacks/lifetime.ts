import { type Profile } from "./config";

/** How firmly a stack holds what it has made. */
export interface Lifetime {
  /** Pulumi refuses to delete what cannot be made again, and the names that others know. */
  readonly protect: boolean;
  /** Buckets, repositories and services go with all that is in them. */
  readonly forceDestroy: boolean;
  /** Days in which a deleted secret can be brought back; 0 frees its name at once. */
  readonly secretRecoveryDays: number;
  /** Days in which a deleted key can be brought back, 7 at least (KMS API reference, ScheduleKeyDeletion). */
  readonly keyDeletionDays: number;
}

const goesAtOnce: Lifetime = { protect: false, forceDestroy: true, secretRecoveryDays: 0, keyDeletionDays: 7 };

/** A dev or review stack goes in one step and can come back at once; a prod stack goes only when somebody insists. */
export const lifetimes: Readonly<Record<Profile, Lifetime>> = {
  dev: goesAtOnce,
  review: goesAtOnce,
  prod: { protect: true, forceDestroy: false, secretRecoveryDays: 30, keyDeletionDays: 30 },
};
