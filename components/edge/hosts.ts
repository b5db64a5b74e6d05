/** Host names of the application. */
export interface EdgeHosts {
  readonly name: string;
  /** Further names that it answers. @default none */
  readonly aliases?: readonly string[];
  /** Names that lead to the first. @default none */
  readonly redirects?: readonly string[];
}

/** Every name that viewers may ask for, the application's own first. */
export const hostsOf = ({ name, aliases = [], redirects = [] }: EdgeHosts): string[] => [
  name,
  ...aliases,
  ...redirects,
];
