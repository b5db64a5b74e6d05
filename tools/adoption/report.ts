import { table } from "../markdown-table";
import { type Result } from "./adoption";
import { type Check, CHECKS } from "./checks";

/** Of a command that failed: the end of what it printed, where the tests list what failed. */
const LAST_LINES = 150;

/** One line on a row, as soon as it is done. */
export const lineOf = ({ row, answers }: Result): string =>
  `${row.name}: ${answers.flatMap(({ check, said }) => (said === undefined ? [] : [`${check.name} ${said}`])).join(", ")}`;

/** Rows by commands. A command that is run after a later row of the same clone has an arrow down to it. */
export const tableOf = (results: readonly Result[]): string =>
  table(
    ["Change", ...CHECKS.map(({ name }) => name)],
    results.map(({ row, answers }) => [row.change, ...answers.map(({ said }) => said ?? "↓")]),
  );

/** What was changed when a command failed: one that is run once looks at every change of its clone. */
const changed = ({ row, before }: Result, { isLast }: Check): string =>
  isLast === true && before.length > 0
    ? `${row.change}, upon ${before.map(({ name }) => name).join(", ")} (npm run toolkit -- adoption NAME tries one)`
    : row.change;

/** What each failed command printed, under its row and name. */
export const failures = (results: readonly Result[]): string[] =>
  results.flatMap((result) =>
    result.answers.flatMap(({ check, said, failure }) =>
      failure === undefined
        ? []
        : [
            `${changed(result, check)}: ${check.name}: ${said ?? ""}\n${failure.trimEnd().split("\n").slice(-LAST_LINES).join("\n")}`,
          ],
    ),
  );
