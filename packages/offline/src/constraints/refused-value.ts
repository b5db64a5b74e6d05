/** A value that AWS would refuse. */
export interface RefusedValue {
  /** Where it stands, e.g. `containerDefinitions[0].name`. */
  readonly input: string;
  readonly value: unknown;
  /** What AWS allows, in words that follow "must". */
  readonly allowed: string;
}
