import type { Settings } from "../../../tools/lifecycles/rehearsal";

/** A change of a live stack. */
export interface Step {
  readonly change: string;
  readonly settings: Settings;
  /** What is made anew; nothing else is. */
  readonly replaces: readonly string[];
  /** What viewers miss meanwhile. @default nothing */
  readonly missing?: RegExp;
}
