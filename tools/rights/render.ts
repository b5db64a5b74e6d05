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

function verdictText(verdict: DeployVerdict): string {
  const { stack, calls, lacking, notNeeded, unknownTypes } = verdict;
  const types = unknownTypes.length === 0 ? "" : `; no schema names actions for ${unknownTypes.join(", ")}`;
  const head = `${stack}: ${calls} calls judged, ${lacking.length} lacking, ${notNeeded.length} actions judged not to be needed${types}`;
  return [head, ...elsewhereLines(verdict), ...lackingLines(lackingAnyway(verdict))].join("\n");
}

/** What a role lacks of a stack, wherever that is. */
export type Lacking = Pick<DeployVerdict, "stack" | "lacking" | "elsewhere">;

/** What the role lacks for another reason than the stack's region. */
export const lackingAnyway = ({ lacking, elsewhere }: Lacking): DeployVerdict["lacking"] =>
  elsewhere?.lackingAnyway ?? lacking;

/** A line when the stack is in another region than the bootstrap, in the place of all that it lacks for that. */
export function elsewhereLines({ stack, lacking, elsewhere }: Lacking): string[] {
  if (elsewhere === undefined) return [];
  const actions = new Set(lacking.map(({ action }) => action)).size;
  return [
    `The bootstrap is in ${elsewhere.bootstrap}; ${stack} is in ${elsewhere.stack}, where its deploy role lacks ${actions} of the actions that AWS's schemas name: give both one aws:region (bootstrap/Pulumi.bootstrap.yaml, Pulumi.${stack}.yaml) before you deploy them.`,
  ];
}

/** A line for each action that is refused, with the first resource that needs it. */
export function lackingLines(lacking: DeployVerdict["lacking"]): string[] {
  const firsts = lacking.filter(
    ({ action }, index) => lacking.findIndex((refusal) => refusal.action === action) === index,
  );
  return firsts.map(({ action, type, name, by }) => `  ${action}  for ${type} ${name}: refused by ${by}`);
}
