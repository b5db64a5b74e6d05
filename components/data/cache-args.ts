import type * as pulumi from "@pulumi/pulumi";

import { type AccountContext } from "../account";
import { type LogSettings } from "../log-settings";
import { type ValkeyVersion } from "./cache-parameters";

/** How clients sign in: with IAM tokens that they sign themselves, or with a password out of Secrets Manager. */
export type CacheAuthentication =
  | { readonly kind: "iam" }
  | {
      readonly kind: "password";
      /** Another number makes another password. */
      readonly version: number;
      /** Days in which the deleted secret can be brought back: 0 (at once) or 7 to 30. */
      readonly recoveryWindowDays: number;
    };

export interface CacheArgs {
  readonly account: AccountContext;
  /** Isolated subnets, in at least two AZs where there are replicas. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** Groups that admit traffic; `Security` owns their rules. */
  readonly securityGroupIds: pulumi.Input<string>[];
  /** Node type, e.g. `cache.t4g.micro`. */
  readonly nodeType: string;
  /** Valkey's major and minor version; ElastiCache patches it, and never takes it back to an older one. */
  readonly engineVersion: ValkeyVersion;
  /** Copies in other AZs, 0 to 5; with one or more, a replica takes over when the primary fails. */
  readonly replicas: number;
  readonly authentication: CacheAuthentication;
  /** Days that daily snapshots are kept, 0 to 35; 0 takes none. */
  readonly snapshotRetentionDays: number;
  /** Daily, UTC, an hour or more, e.g. `05:30-06:30`. */
  readonly snapshotWindow: string;
  /** Weekly, UTC, an hour or more, e.g. `sun:06:30-sun:07:30`. */
  readonly maintenanceWindow: string;
  /** Key of data, snapshots and the password's secret; fixed at creation. @default AWS's own keys */
  readonly keyArn?: pulumi.Input<string> | undefined;
  /** How the log of slow commands is kept. */
  readonly logs: LogSettings;
  /** Whether changes are made now or in the maintenance window. */
  readonly applyImmediately: boolean;
  /** Whether Pulumi refuses to delete or replace the cache. */
  readonly protect: boolean;
}
