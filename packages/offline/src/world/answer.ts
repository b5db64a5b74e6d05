/** What the emulated AWS answers to a provider function. */
export interface Answer {
  readonly result: Record<string, unknown>;
  /** `model` for an exact answer, `description` for an example of the declared type, `nothing` without either. */
  readonly source: "model" | "description" | "nothing";
  /** Results that only the account knows, such as the value of a secret: nothing is made up for them. */
  readonly withheld: readonly string[];
}
