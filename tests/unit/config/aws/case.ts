/** A setting of one key, and what AWS says to it. */
export interface Case {
  /** Path such as `network.cidr`, or with its namespace, `aws:region`. */
  readonly key: string;
  readonly value: unknown;
  readonly isRight: boolean;
  /** AWS's rule with its place in AWS's documents; for a right value what makes it worth a look. */
  readonly reason: string;
  /** Settings that the key has no meaning without. */
  readonly beside?: Readonly<Record<string, unknown>>;
}

/** Values of one key by one rule of AWS. */
export interface Rule {
  readonly key: string;
  readonly reason: string;
  readonly right: readonly unknown[];
  readonly wrong: readonly unknown[];
  readonly beside?: Readonly<Record<string, unknown>>;
}

export const casesOf = ({ key, reason, right, wrong, beside }: Rule): Case[] => [
  ...right.map((value) => ({ key, value, isRight: true, reason, ...(beside && { beside }) })),
  ...wrong.map((value) => ({ key, value, isRight: false, reason, ...(beside && { beside }) })),
];
