import { type GraphResource } from "@toolkit/offline/graph";
import { type Span } from "../figures";

export type FailureKind = "task" | "spot" | "instance" | "zone" | "nat" | "database" | "cache" | "region" | "table";

/** What one failure does to a stack. */
export interface Failure {
  readonly kind: FailureKind;
  /** What fails, such as `zone us-east-1a`. */
  readonly what: string;
  /** What that does, in a sentence. */
  readonly effect: string;
  /**
   * Time in which requests go unanswered (RTO), at worst: none when others carry on. `never` when nothing brings the data
   * back.
   */
  readonly outage: Span | "never";
  /** Time in which no new task can start: what runs goes on, and nothing that stops comes back. */
  readonly stuck: Span;
  /** Writes that are gone (RPO), as the time before the failure that they were made in. */
  readonly lost: Span | "everything";
  /** Whether a person has to act before requests are answered again. */
  readonly byHand: boolean;
  /** Logical names of the resources that decide it. */
  readonly because: readonly string[];
}

/** What the application knows of itself that no graph shows. */
export interface ApplicationFacts {
  /** Dumps of the database that stay when it is gone. */
  readonly dumps?: { readonly everySeconds: number; readonly keptDays: number } | undefined;
  /** Seconds of a first deployment. */
  readonly deployment: Span;
}

export const names = (resources: readonly GraphResource[]): string[] => [...new Set(resources.map(({ name }) => name))];

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}
