/** What a command was told of a program that is not this one. */
export interface OtherOptions {
  readonly program?: string | undefined;
  readonly config?: readonly string[] | undefined;
  readonly answer?: readonly string[] | undefined;
  readonly stack?: string | undefined;
  readonly unknown?: boolean | undefined;
}

/** Options that are about this program's own stacks. */
interface OwnOptions {
  readonly set?: readonly string[];
  readonly stacks?: string | undefined;
  readonly diff?: string | undefined;
  readonly graph?: string | undefined;
}

/** What does not go with another program, and what does not go without one. */
export function otherProblems(options: OtherOptions & OwnOptions): string[] {
  const { program, config = [], answer = [], set = [], stacks, diff, graph } = options;
  if (program === undefined) {
    const aimless = [...(config.length > 0 ? ["--config"] : []), ...(answer.length > 0 ? ["--answer"] : [])];
    return aimless.map((option) => `${option} needs --program: this program's stacks take --set.`);
  }
  const own = {
    "--set": set.length > 0,
    "--stacks": stacks !== undefined,
    "--diff": diff !== undefined,
    "--graph": graph !== undefined,
  };
  return Object.entries(own)
    .filter(([, isGiven]) => isGiven)
    .map(([option]) => `${option} is about this program's own stacks: leave it out with --program.`);
}
