/** What the inputs of one priced type do to its bill. Every input stands in one of the four, or in `COMMON`. */
export interface InputList {
  /** AWS's page on which everything that the type is billed for stands; what is `free` does not stand there. */
  readonly source: string;
  /** Read by the recipe: a change changes the total, or what is said beside it. */
  readonly changes: readonly string[];
  /** Of those that are objects, the parts that do; their other parts are free. */
  readonly parts: Readonly<Record<string, readonly string[]>>;
  /** Billed by AWS and in no line; the words that the output has for it when it is set. */
  readonly unmodelled: Readonly<Record<string, string>>;
  /** Changes how much is used, which the profile alone says; the key of the profile. */
  readonly used: Readonly<Record<string, string>>;
  /** Not billed. */
  readonly free: readonly string[];
}

/** What no type is billed for; `region` chooses the prices. */
export const COMMON_FREE = ["tags", "name", "namePrefix", "description"];
export const COMMON_CHANGES = ["region"];

interface Written {
  readonly source: string;
  readonly changes?: string;
  readonly parts?: Readonly<Record<string, string>>;
  readonly unmodelled?: Readonly<Record<string, string>>;
  readonly used?: Readonly<Record<string, string>>;
  readonly free?: string;
}

/** A list as it is written: names in one text. */
export function inputs({
  source,
  changes = "",
  parts = {},
  unmodelled = {},
  used = {},
  free = "",
}: Written): InputList {
  const names = (text: string): string[] => text.split(/\s+/).filter((name) => name !== "");
  return {
    source,
    changes: names(changes),
    parts: Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, names(text)])),
    unmodelled,
    used,
    free: names(free),
  };
}
