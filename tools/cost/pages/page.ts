/** A table with an optional heading and notes below it. */
export interface Section {
  readonly title: string;
  /** Headings; absent for a section of notes alone. */
  readonly columns?: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Stands out at the end of the table. */
  readonly total?: readonly string[];
  readonly notes?: readonly string[];
  /** How many columns from the left hold text; the others hold numbers. @default 1 */
  readonly texts?: number;
  /** Folded away in markdown, shown in text only with --details. @default false */
  readonly isDetail?: boolean;
}

/** An answer, before it becomes text or markdown. */
export interface Page {
  readonly headline: string;
  readonly sections: readonly Section[];
  readonly footer: readonly string[];
}
