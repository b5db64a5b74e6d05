import type * as pulumi from "@pulumi/pulumi";

import { type KnownAccount } from "../known-arn";
import { type Names, type StackNames } from "../names";

/** What the policies of an account are about. */
export interface Subjects {
  readonly account: KnownAccount;
  readonly names: Names;
  /** Key of the states and of the secrets in them. */
  readonly keyArn: pulumi.Input<string>;
  /** What deployments and the application's own tasks may call beyond what this project uses. */
  readonly extraActions: readonly string[];
  /** Buckets and secrets of others, by ARN, that the application's own tasks may use. */
  readonly sharedResources: readonly string[];
  /** Regions that stacks copy backups to. */
  readonly copyRegions: readonly string[];
  /** Stacks whose tasks AWS FIS may slow. */
  readonly latencyStacks: readonly string[];
}

/** What the policies of one stack are about. */
export interface StackSubjects extends Subjects {
  readonly own: StackNames;
}
