/** What AWS allows a value to be. Lengths are in characters, `words` are separated by `|`. */
export interface Rule {
  readonly words?: string;
  readonly pattern?: string;
  /** What the text names, e.g. `AWS::IAM::Role.Arn`. */
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** Constraints of a value and of what is in it: each item (`i`), fields by plain name (`f`). */
export interface Node extends Rule {
  readonly i?: Node;
  readonly f?: Readonly<Record<string, Node>>;
}

/** What AWS's schemas allow in the inputs of each type. */
export interface ConstraintTable {
  readonly source: string;
  /** Day of the schemas, ISO 8601. */
  readonly date: string;
  /** Version of `@pulumi/aws` whose inputs these are. */
  readonly provider: string;
  /** Node by input, by type token. */
  readonly types: Readonly<Record<string, Readonly<Record<string, Node>>>>;
}
