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
  return [head, ...apartLines(verdict), ...lackingLines(lackingAnyway(verdict))].join("\n");
}

/** What a role lacks of a stack, wherever that is. */
export type Lacking = Pick<DeployVerdict, "stack" | "lacking" | "apart">;

/** What the role lacks for another reason than the stack's region and tags. */
export const lackingAnyway = ({ lacking, apart }: Lacking): DeployVerdict["lacking"] => apart?.lackingAnyway ?? lacking;

/** A line for the region and for each tag that keep the stack apart, in the place of all that it lacks for that. */
export function apartLines({ stack, lacking, apart }: Lacking): string[] {
  if (apart === undefined) return [];
  const { regions, tags, lackingAnyway: others } = apart;
  const names = (refusals: DeployVerdict["lacking"]): Set<string> => new Set(refusals.map(({ action }) => action));
  const actions = regions === undefined ? names(lacking).size - names(others).size : names(lacking).size;
  return [
    ...(regions === undefined
      ? []
      : [
          `The bootstrap is in ${regions.bootstrap}; ${stack} is in ${regions.stack}, where its deploy role lacks ${actions} of the actions that AWS's schemas name: give both one aws:region (bootstrap/Pulumi.bootstrap.yaml, Pulumi.${stack}.yaml) before you deploy them.`,
        ]),
    ...tags.map(
      ({ name, demanded, found }) =>
        `${stack} tags what it makes with ${name} ${found}, and its deploy role may change only what has ${name} ${demanded}, so lacks ${actions} actions: give aws:defaultTags.tags.${name} that value in Pulumi.${stack}.yaml before CI deploys it.`,
    ),
  ];
}

/** A line for each action that is refused, with the first resource that needs it. */
export function lackingLines(lacking: DeployVerdict["lacking"]): string[] {
  const firsts = lacking.filter(
    ({ action }, index) => lacking.findIndex((refusal) => refusal.action === action) === index,
  );
  return firsts.map(({ action, type, name, by }) => `  ${action}  for ${type} ${name}: refused by ${by}`);
}
