import { checkPreview } from "../../policies/check";
import { declarations } from "../../policies/ledger";
import { rules } from "../../policies/rules";
import { scorecards } from "../../policies/scorecard";
import { diffGraphs } from "../diff";
import { previewStack, type StackPreview } from "../program";
import { stacksIn } from "../stack-file";
import { scheduleOf } from "../timeline/schedule";
import { costFacts } from "./cost-facts";
import { drawPictures } from "./draw";
import { type ReportOptions } from "./options";
import { type ReportFacts } from "./report";
import { type Comparison } from "./sections/differences";
import { type PolicyFacts } from "./sections/policies";
import { WhatIfThread } from "./what-if-thread";

/**
 * Runs the program and everything that reads its resources.
 *
 * @param day ISO day to write on the page.
 * @throws RunError, CaptureError and CostError for what the user can mend.
 */
export async function collectFacts(
  options: Pick<ReportOptions, "stack" | "set" | "usage">,
  day: string,
): Promise<ReportFacts> {
  const { stack, set } = options;
  const thread = new WhatIfThread();
  try {
    const preview = await previewStack({ stack, set });
    const [cost, pictures, comparisons] = await Promise.all([
      costFacts({ ...options, preview, day }, thread),
      drawPictures(preview),
      comparisonsOf(preview),
    ]);
    const policies = policiesOf(preview);
    return { day, preview, set, pictures, cost, policies, schedule: scheduleOf(preview.graph), comparisons };
  } finally {
    await thread.stop();
  }
}

function policiesOf(preview: StackPreview): PolicyFacts {
  const verdict = checkPreview(preview);
  return { verdict, cards: scorecards([verdict], rules, declarations) };
}

async function comparisonsOf({ document }: StackPreview): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const stack of stacksIn()) {
    if (stack === document.stack) continue;
    const other = await previewStack({ stack });
    comparisons.push({ stack, diff: diffGraphs(other.document, document) });
  }
  return comparisons;
}
