import type * as pulumi from "@pulumi/pulumi";

import { type PolicyStatement, statement } from "../../security/iam";

/** Something that AWS FIS does to targets. */
export interface FaultAction {
  /** Letters, digits and hyphens; the experiment's log names it. */
  readonly name: string;
  /** As in the AWS FIS user guide, "AWS FIS actions reference", e.g. `aws:ecs:stop-task`. */
  readonly actionId: string;
  /** The kind of target that the action expects, and the name of the one that it gets. */
  readonly target: { readonly kind: string; readonly name: string };
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  /** Minutes that AWS bills: how long it lasts, one at least. */
  readonly minutes: number;
}

/** What an action is done to: resources of this stack alone, by ARN, by the tags that they have, or by cluster and service. */
export interface FaultTarget {
  readonly name: string;
  /** e.g. `aws:ec2:subnet` */
  readonly resourceType: string;
  readonly arns?: readonly pulumi.Input<string>[] | undefined;
  readonly tags?: Readonly<Record<string, pulumi.Input<string>>> | undefined;
  readonly parameters?: Readonly<Record<string, pulumi.Input<string>>> | undefined;
  /** `ALL` or `COUNT(n)`. @default "ALL" */
  readonly selection?: string | undefined;
}

/** One fault with everything that it needs. */
export interface Experiment {
  /** What it takes away, in a sentence. */
  readonly description: string;
  readonly actions: readonly FaultAction[];
  readonly targets: readonly FaultTarget[];
  /** What its role may do, and nothing more. */
  readonly statements: readonly PolicyStatement[];
  /** Names of alarms that have to notice it; what the stop conditions watch is not among them. */
  readonly expectedAlarms: readonly pulumi.Input<string>[];
}

/** Actions on tasks and databases look their targets up by tags, too. */
export const findTargets: PolicyStatement = statement({
  sid: "FindTargets",
  actions: ["tag:GetResources"],
  resources: ["*"],
  reason: "GetResources has no resource level.",
});

/** Minutes as AWS FIS writes durations: `PT5M`. */
export const duration = (minutes: number): string => `PT${minutes}M`;
