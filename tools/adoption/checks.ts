/** A command that must succeed whatever somebody has made of the project. */
export interface Check {
  /** Heading of its column. */
  readonly name: string;
  /** Arguments of npm. */
  readonly args: (stack: string) => readonly string[];
  /** What of its answer goes into the table; a command that succeeds without saying so has not done its work. */
  readonly says: RegExp;
  /**
   * Whether it is run once a clone, after the last row: it reads the files of the program and of the tests, so that rows
   * before it in the same clone cannot hide what a row breaks. @default false
   */
  readonly isLast?: boolean;
}

const script =
  (name: string, ...options: readonly string[]) =>
  (): readonly string[] => ["run", "--silent", name, "--", ...options];
const ofStack =
  (name: string) =>
  (stack: string): readonly string[] => ["run", "--silent", name, "--", "--stack", stack];

export const CHECKS: readonly Check[] = [
  { name: "preview", args: ofStack("preview"), says: /^\S+ +(\d+ resources)$/m },
  { name: "cost", args: ofStack("cost"), says: /usage \w+: (.*) a month|is (unknown): there are no prices/ },
  { name: "policy", args: script("policy"), says: /: (0 failures)/ },
  { name: "report", args: ofStack("report"), says: /build\/(report-\w+\.html)/ },
  { name: "diagrams", args: script("diagrams"), says: /(\d+ pictures) in / },
  { name: "update --check", args: script("update", "--check"), says: /(in line)\./, isLast: true },
  { name: "npm test", args: () => ["test"], says: /(\d+ passing)/, isLast: true },
];
