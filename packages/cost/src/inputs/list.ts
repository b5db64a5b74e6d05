/** What the inputs of one priced type do to its bill. Every input stands in one of the four, or in `COMMON`. */
export interface InputList {
  /** AWS's page on which everything that the type is billed for stands; what is `free` does not stand there. */
  readonly source: string;
  /** Read by the recipe: a change changes the total, or what is said beside it. */
  readonly changes: readonly string[];
  /** Of those that are objects, or lists of them, what each part does. */
  readonly parts: Readonly<Record<string, PartList>>;
  /** Billed by AWS and in no line; the words that the output has for it when it is set. */
  readonly unmodelled: Readonly<Record<string, string>>;
  /** Changes how much is used, which the profile alone says; the key of the profile. */
  readonly used: Readonly<Record<string, string>>;
  /** Not billed. */
  readonly free: readonly string[];
}

/** What the parts of one input do to the bill. A name stands for what is below it, too; of two, the longer one counts. */
export type PartList = Pick<InputList, "changes" | "unmodelled" | "used" | "free">;

/** What no type is billed for; `region` chooses the prices. */
export const COMMON_FREE = ["tags", "name", "namePrefix", "description"];
export const COMMON_CHANGES = ["region"];

/** Parts of an input as they are written: names in one text. */
export interface WrittenParts {
  readonly changes?: string;
  readonly unmodelled?: Readonly<Record<string, string>>;
  readonly used?: Readonly<Record<string, string>>;
  readonly free?: string;
}

interface Written extends WrittenParts {
  readonly source: string;
  readonly parts?: Readonly<Record<string, WrittenParts>>;
}

/** A list as it is written: names in one text. */
export function inputs({ source, parts = {}, ...written }: Written): InputList {
  const lists = Object.entries(parts).map(([name, part]) => [name, partList(part)] as const);
  return { source, ...partList(written), parts: Object.fromEntries(lists) };
}

function partList({ changes = "", unmodelled = {}, used = {}, free = "" }: WrittenParts): PartList {
  const names = (text: string): string[] => text.split(/\s+/).filter((name) => name !== "");
  return { changes: names(changes), unmodelled, used, free: names(free) };
}
