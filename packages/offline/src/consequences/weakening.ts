/** How a change of an input destroys: the number falls, a switch goes off or on, something is set, or taken out. */
export type Direction = "lower" | "off" | "on" | "setting" | "removal";

/** One input whose change, in one direction, destroys data or ends what keeps data from being lost. */
export interface Weakening {
  /** Path of the input, in an item where there is a list; empty for the item itself. */
  readonly input: string;
  readonly destroys: Direction;
  /** What is lost: `{name}` is the resource, `{part}` the item, `{before}` and `{after}` the values. */
  readonly text: string;
  /** What is lost where the value after is 0 or none. @default `text` */
  readonly none?: string;
  /** What AWS takes where the input is not given. @default nothing */
  readonly absent?: number | boolean;
  /** Whether 0 means without end. @default false */
  readonly isZeroEndless?: boolean;
  /** Path of the list that has the input in its items. */
  readonly list?: string;
  /** Paths in an item that tell which one it is. @default the item as it is */
  readonly by?: readonly string[];
  /** Whether an item that is new destroys nothing. @default false */
  readonly isHarmlessIfNew?: boolean;
  /** Items that have no effect. */
  readonly unless?: { readonly input: string; readonly is: unknown };
}
