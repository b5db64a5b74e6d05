/** A command that must succeed whatever somebody has made of the project. */
export interface Check {
  /** Heading of its column. */
  readonly name: string;
  /** Arguments of npm. */
  readonly args: (stack: string) => readonly string[];
  /** The subcommand of the toolkit that npm starts, with its arguments. @default none: npm alone can run it */
  readonly subcommand?: (stack: string) => readonly string[];
  /** What of its answer goes into the table; a command that succeeds without saying so has not done its work. */
  readonly says: RegExp;
  /**
   * Whether it is run once a clone, after the last row: it reads the files of the program and of the tests, so that rows
   * before it in the same clone cannot hide what a row breaks. @default false
   */
  readonly isLast?: boolean;
}

/** A script of package.json that is the subcommand of the same name. */
const script = (subcommand: (stack: string) => readonly [string, ...string[]]) => ({
  subcommand,
  args: (stack: string): readonly string[] => {
    const [name, ...options] = subcommand(stack);
    return ["run", "--silent", name, "--", ...options];
  },
});
const ofStack = (name: string) => script((stack) => [name, "--stack", stack]);
const ofAll = (name: string, ...options: string[]) => script(() => [name, ...options]);

export const CHECKS: readonly Check[] = [
  { name: "preview", ...ofStack("preview"), says: /^\S+ +(\d+ resources)$/m },
  { name: "cost", ...ofStack("cost"), says: /usage \w+: (.*) a month|is (unknown): there are no prices/ },
  { name: "policy", ...ofAll("policy"), says: /: (0 failures)/ },
  { name: "report", ...ofStack("report"), says: /build\/(report-\w+\.html)/ },
  { name: "diagrams", ...ofAll("diagrams"), says: /(\d+ pictures) in / },
  { name: "update --check", ...ofAll("update", "--check"), says: /(in line)\./, isLast: true },
  { name: "npm test", args: () => ["test"], says: /(\d+ passing)/, isLast: true },
];
