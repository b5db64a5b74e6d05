/** Facts about a stack by which the ledger tells stacks apart: `{ stack: "dev", profile: "dev" }`. */
export type Labels = Readonly<Record<string, string>>;

/** What every entry of the ledger says. */
export interface Justification {
  /** Why it is right not to comply. */
  readonly reason: string;
  /** What stands in its place. @default nothing */
  readonly instead?: string;
  /** Day by which someone looks at it again, `YYYY-MM-DD`. */
  readonly review: string;
  /** Who decided it. @default the project */
  readonly who?: string;
}

/** A finding that is accepted. */
export interface Suppression extends Justification {
  /** Ids of rules. */
  readonly rules: readonly string[];
  /** Type and name, `*` for anything: `aws:lb/loadBalancer:LoadBalancer/public`. */
  readonly resource: string;
  /** Part of the resource, such as a statement's `Sid`; `*` for anything. @default every part */
  readonly about?: string;
  /** Only for stacks that have each of these labels, where there are several one of them. @default every stack */
  readonly where?: Readonly<Record<string, string | readonly string[]>>;
}

/** Ids of other suites that no rule answers. */
export interface Declaration extends Justification {
  readonly ids: readonly string[];
}
