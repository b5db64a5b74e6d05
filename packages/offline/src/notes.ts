/** What a preview answered without knowing it exactly. Lists are sorted and hold each entry once. */
export interface Notes {
  /** Types whose outputs are examples, made from the provider's own description. */
  readonly described: readonly string[];
  /** Types of which nothing is known here: what they compute is unknown. */
  readonly opaque: readonly string[];
  /** Components that a provider builds: their resources are not in the graph. */
  readonly remote: readonly string[];
  /** Functions and look-ups that were answered with an example. */
  readonly lookUps: readonly string[];
  /** What only the account knows, and nobody has answered: it is unknown. */
  readonly withheld: readonly string[];
  /** Types whose service AWS's schemas do not list in the region where they stand, e.g. `aws:fis/experimentTemplate:ExperimentTemplate in ca-west-1`. */
  readonly absent: readonly string[];
  /** Everything else that is not as in a deployment, in a sentence each. */
  readonly remarks: readonly string[];
}

export const NO_NOTES: Notes = {
  described: [],
  opaque: [],
  remote: [],
  lookUps: [],
  withheld: [],
  absent: [],
  remarks: [],
};

export const hasNotes = (notes: Notes): boolean =>
  Object.values(notes).some((list: readonly string[]) => list.length > 0);

/** Collects notes while a program runs. */
export class NoteBook {
  readonly #entries = new Map<keyof Notes, Set<string>>();

  add(kind: keyof Notes, entry: string): void {
    const entries = this.#entries.get(kind) ?? new Set();
    this.#entries.set(kind, entries.add(entry));
  }

  get notes(): Notes {
    const sorted = (kind: keyof Notes): string[] => [...(this.#entries.get(kind) ?? [])].sort();
    return {
      described: sorted("described"),
      opaque: sorted("opaque"),
      remote: sorted("remote"),
      lookUps: sorted("lookUps"),
      withheld: sorted("withheld"),
      absent: sorted("absent"),
      remarks: sorted("remarks"),
    };
  }
}
