import { type Check, CHECKS } from "./checks";
import { Copy } from "./copy";
import { type Row } from "./rows";
import { type Said } from "../cli/together";

/** What one command answered to one row. */
export interface Answer {
  readonly check: Check;
  /** Undefined when it is run after a later row of the clone. */
  readonly said: string | undefined;
  /** What it printed, when it failed. */
  readonly failure?: string;
}

export interface Result {
  readonly row: Row;
  /** What the clone had before. */
  readonly before: readonly Row[];
  readonly answers: readonly Answer[];
}

/** Processes at a time, since CI has two cores. */
const AT_A_TIME = 2;

/** Takes as long as all commands besides it. */
const LONG = "report";

const NOTHING: Said = { exitCode: 1, text: "" };

/**
 * Clones the repository, makes each change in turn, and after each runs the commands.
 *
 * @param rows the changes, each upon those before.
 * @param installs run `npm ci` in the clone.
 * @param tell told of each row that is done.
 */
export async function adopt(
  rows: readonly Row[],
  { repository, installs, tell }: { repository: string; installs: boolean; tell: (result: Result) => void },
): Promise<Result[]> {
  const copy = await Copy.of(repository, installs);
  try {
    const results: Result[] = [];
    const made: Row[] = [];
    for (const row of rows) {
      for (const one of madeFor(row, rows)) {
        await one.apply(copy);
        made.push(one);
      }
      const result = { row, before: made.slice(0, -1), answers: await answersOf(copy, row, row === rows.at(-1)) };
      tell(result);
      results.push(result);
    }
    return results;
  } finally {
    copy.delete();
  }
}

/** A row, and before it the one that it needs when that is not in the clone by itself. */
export const madeFor = (row: Row, rows: readonly Row[]): Row[] =>
  row.after === undefined || rows.includes(row.after) ? [row] : [...madeFor(row.after, rows), row];

/** After the last row of a clone npm runs every command, as anybody does. */
async function answersOf(copy: Copy, row: Row, isLast: boolean): Promise<Answer[]> {
  const ofEachRow = CHECKS.filter((check) => check.isLast !== true);
  if (!isLast) return inOrder(await togetherIn(copy, row, ofEachRow));
  const answers: Answer[] = [];
  const askNpm = async (checks: Check[]): Promise<void> => {
    for (let check = checks.shift(); check !== undefined; check = checks.shift()) {
      answers.push(answer(check, await copy.run("npm", check.args(row.stack))));
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, () => askNpm(ofEachRow)));
  // One after the other, since the tests take every core themselves.
  await askNpm(CHECKS.filter((check) => check.isLast === true));
  return inOrder(answers);
}

const inOrder = (answers: readonly Answer[]): Answer[] =>
  CHECKS.map((check) => answers.find((one) => one.check === check) ?? { check, said: undefined });

/** Runs the commands in two processes, so that the toolkit is loaded twice and not for each command. */
async function togetherIn(copy: Copy, row: Row, checks: readonly Check[]): Promise<Answer[]> {
  const halves = [checks.filter(({ name }) => name === LONG), checks.filter(({ name }) => name !== LONG)];
  const answers = await Promise.all(
    halves.map(async (half) => {
      const said = await copy.runSubcommands(half.map(({ subcommand }) => subcommand?.(row.stack) ?? []));
      return half.map((check, index) => answer(check, said[index] ?? NOTHING));
    }),
  );
  return answers.flat();
}

/** What the table says of a command that has ended. */
export function answer(check: Check, { exitCode, text }: Said): Answer {
  const found = check.says.exec(text)?.slice(1).find(Boolean);
  if (exitCode === 0 && found !== undefined) return { check, said: found };
  const failing = /(\d+ failing)/.exec(text)?.[1];
  return { check, said: failing ?? `exit ${exitCode}`, failure: text };
}
