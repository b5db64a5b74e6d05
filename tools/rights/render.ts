import type { DeployVerdict, Grid, Rights } from "./tables";

/** Both tables and the verdict over the stacks, for a terminal. */
export function renderRights({ jobs, matters }: Rights, verdicts: readonly DeployVerdict[]): string {
  return [
    "Which job may assume which role\n",
    gridText(jobs),
    "\nWhat each role may do to what matters; made by STACK is the most powerful role that a deployment could make\n",
    gridText(matters),
    "\nWhat the deploy roles lack of what AWS's schemas name for the resources of the stacks\n",
    ...verdicts.map(verdictText),
    "",
  ].join("\n");
}

function gridText({ columns, rows }: Grid): string {
  const width = Math.max(...rows.map(({ what }) => what.length));
  const line = (what: string, cells: readonly string[]): string =>
    [what.padEnd(width), ...cells.map((cell, index) => cell.padEnd(columns[index]?.length ?? 0))].join("  ").trimEnd();
  return [line("", columns), ...rows.map(({ what, answers }) => line(what, answers.map(answerText)))].join("\n");
}

export const answerText = (may: boolean): string => (may ? "yes" : "-");

function verdictText({ stack, calls, lacking, notNeeded, unknownTypes }: DeployVerdict): string {
  const types = unknownTypes.length === 0 ? "" : `; no schema names actions for ${unknownTypes.join(", ")}`;
  const head = `${stack}: ${calls} calls judged, ${lacking.length} lacking, ${notNeeded.length} actions judged not to be needed${types}`;
  return [head, ...lackingLines(lacking)].join("\n");
}

/** A line for each action that is refused, with the first resource that needs it. */
export function lackingLines(lacking: DeployVerdict["lacking"]): string[] {
  const firsts = lacking.filter(
    ({ action }, index) => lacking.findIndex((refusal) => refusal.action === action) === index,
  );
  return firsts.map(({ action, type, name, by }) => `  ${action}  for ${type} ${name}: refused by ${by}`);
}
