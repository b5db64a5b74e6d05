import { FIXTURE_BOOTSTRAP, FIXTURE_STACKS } from "../program/fixtures";
import { previewStack } from "../program/program";
import { NOT_NEEDED } from "../rights/not-needed";
import { answerText } from "../rights/render";
import { deployVerdict, type Grid, rightsOf } from "../rights/tables";
import { plainText, table } from "../markdown-table";

/** The tables of docs/rights.md, for the bootstrap and the stacks of the fixtures. */
export async function rightsBlocks(): Promise<Readonly<Record<string, string>>> {
  const { jobs, matters, roles } = await rightsOf({ folder: FIXTURE_BOOTSTRAP });
  const verdicts = [];
  for (const stack of ["dev", "prod"])
    for (const frontend of ["ssr", "spa"]) {
      const preview = await previewStack({ stack, folder: FIXTURE_STACKS, set: [`frontend=${frontend}`] });
      const verdict = deployVerdict(preview, roles);
      if (verdict === undefined) continue;
      const { calls, lacking, notNeeded } = verdict;
      const allowed = calls - verdict.refused;
      verdicts.push([stack, frontend, ...[calls, allowed, notNeeded.length, lacking.length].map(String)]);
    }
  return {
    "rights-jobs": gridTable(jobs),
    "rights-matters": gridTable(matters),
    "rights-deploy": table(["stack", "front end", "calls", "allowed", "actions not needed", "lacking"], verdicts, [
      "l",
      "l",
      "r",
      "r",
      "r",
      "r",
    ]),
    "rights-not-needed": table(
      ["Actions", "Why a deployment does without"],
      NOT_NEEDED.map(({ actions, reason }) => [actions.map((action) => `\`${action}\``).join(" "), plainText(reason)]),
    ),
  };
}

const gridTable = ({ columns, rows }: Grid): string =>
  table(
    ["", ...columns],
    rows.map(({ what, answers }) => [plainText(what), ...answers.map(answerText)]),
  );
