import { apartLines, lackingAnyway, lackingLines } from "../../rights/render";
import type { DeployVerdict, Grid, Rights } from "../../rights/tables";
import { type Content, type Html, markup } from "../markup";
import { type Section } from "../section";
import { counted, table } from "../table";

/** What the roles of CI may do, for one stack. */
export interface RightsFacts extends Pick<Rights, "jobs" | "matters"> {
  /** Undefined when the bootstrap has no deploy role for the stack. */
  readonly verdict: DeployVerdict | undefined;
}

/** Both tables of rights and what a deployment needs, as `npm run toolkit -- rights` has them. */
export function renderRights(stack: string, rights: RightsFacts | undefined): Section {
  return {
    id: "rights",
    title: "Rights",
    content:
      rights === undefined
        ? markup`<p>There is no bootstrap/Pulumi.bootstrap.yaml beside the stacks, so nothing is known of the roles of CI.</p>\n`
        : [deployment(stack, rights.verdict), jobs(rights.jobs), matters(rights.matters)],
  };
}

function deployment(stack: string, verdict: DeployVerdict | undefined): Html {
  if (verdict === undefined) return markup`<p>The bootstrap makes no deploy role for ${stack}.</p>\n`;
  const { calls, notNeeded, unknownTypes } = verdict;
  return markup`<p>The deploy role was judged offline for ${counted(calls, "call")} that AWS's schemas name for the resources of this
stack; ${counted(notNeeded.length, "action")} more no deployment needs.</p>
${lackingOf(verdict)}${unknownTypes.length === 0 ? undefined : markup`<p>No schema names actions for ${unknownTypes.join(", ")}.</p>\n`}`;
}

function lackingOf(verdict: DeployVerdict): Content {
  if (verdict.lacking.length === 0) return markup`<p class="good">It lacks nothing.</p>\n`;
  const apart = apartLines(verdict).map((line) => markup`<p class="problem">${line}</p>\n`);
  const lines = lackingLines(lackingAnyway(verdict));
  if (lines.length === 0) return apart;
  const items = lines.map((line) => markup`<li>${line.trim()}</li>\n`);
  return [...apart, markup`<p class="problem">It lacks ${counted(lines.length, "action")}:</p>\n<ul>${items}</ul>\n`];
}

const jobs = ({ columns, rows }: Grid): Html =>
  table({
    caption: "Which job may assume which role of CI",
    columns: ["Job", ...columns],
    rows: rows.map(({ what, answers }) => [what, ...answers.map(answer)]),
    look: "matrix",
  });

const matters = ({ columns, rows }: Grid): Html =>
  table({
    caption:
      "What each role may do to what matters; made by a stack: the most powerful role that a deployment of it could make",
    columns: ["What", ...columns],
    rows: rows.map(({ what, answers }) => [what, ...answers.map(answer)]),
    look: "matrix words",
  });

const answer = (may: boolean): Content => (may ? "yes" : markup`<span class="none">–</span>`);
