/** Which stack and variant a graph belongs to. */
export interface Combination {
  readonly stack: string;
  readonly profile: string;
  readonly frontend: string;
}

/** What every entry of the ledger says. */
export interface Justification {
  /** Why it is right not to comply. */
  readonly reason: string;
  /** What stands in its place. */
  readonly instead: string;
  /** Day by which someone looks at it again, `YYYY-MM-DD`. */
  readonly review: string;
}

/** A finding that is accepted. */
export interface Suppression extends Justification {
  /** Ids of rules. */
  readonly rules: readonly string[];
  /** Type and name, `*` for anything: `aws:lb/loadBalancer:LoadBalancer/public`. */
  readonly resource: string;
  /** Part of the resource, such as a statement's `Sid`; `*` for anything. @default every part */
  readonly about?: string;
  /** @default both */
  readonly profile?: "dev" | "prod";
  /** @default both */
  readonly frontend?: "ssr" | "spa";
  /** Settings, as for `--set`, with which the finding appears; without them it never does. @default none */
  readonly appearsWith?: readonly string[];
}

/** Ids of other suites that no rule answers. */
export interface Declaration extends Justification {
  readonly ids: readonly string[];
}
