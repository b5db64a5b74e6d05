import { type CostResource } from "./graph-view";
import { type PriceBook } from "./prices";
import { type Roles } from "./roles";
import { type ScheduleReader } from "./schedules";
import { type Terms } from "./terms";
import { type Usage } from "./usage";

/** What is priced: the resources of one stack in one region, for one month of usage. */
export interface EstimateInput {
  readonly resources: readonly CostResource[];
  /** Region of the stack; a resource with a `region` of its own is priced there. */
  readonly region: string;
  readonly usage: Usage;
  readonly prices: PriceBook;
  readonly roles?: Roles | undefined;
  /** Who reads the schedules of the stack. @default nobody: what they decide is priced without them, with a note */
  readonly readSchedule?: ScheduleReader | undefined;
  /**
   * Whether the monthly allowances that AWS gives an account are taken off (100 GB to the internet, CloudFront's terabyte
   * and ten million requests, three dashboards). @default "account"
   */
  readonly freeTier?: FreeTier | undefined;
  /** Commitments, a discount and the hours of the month. @default the price list's, all month */
  readonly terms?: Terms | undefined;
  /** ISO day: support for old database engines is billed from a day on. @default today */
  readonly today?: string | undefined;
}

export type FreeTier = "account" | "none";
