/** What a fix means in one program, by the id of the rule: `{ "rds-multi-az": "set highAvailability to true." }`. */
export type Hints = Readonly<Record<string, string>>;

/**
 * A fix with its hint.
 *
 * @param hint what the fix means in the program at hand @default none
 */
export const withHint = (fix: string, hint: string | undefined): string =>
  hint === undefined ? fix : `${fix} Here: ${hint}`;
