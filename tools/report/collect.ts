import { ONE_OF_EACH } from "@toolkit/scaling/availability/failures";
import { assess } from "../availability/assess";
import { growthOf } from "../availability/growth";
import { tradesOf } from "../availability/trades";
import { checkPreview } from "../policies/check";
import { declarations } from "../policies/ledger";
import { ledgerOf } from "../policies/ledger/current";
import { rules } from "@toolkit/policies/rules";
import { scorecards } from "@toolkit/policies/scorecard";
import { diffGraphs } from "@toolkit/offline/diff";
import { keptPreviews, type Rerun } from "../program/kept-previews";
import { previewStack, type StackPreview } from "../program/program";
import { stacksIn } from "@toolkit/offline/stack-file";
import { bootstrapFolder } from "../rights/bootstrap-folder";
import { deployVerdict, rightsOf } from "../rights/tables";
import { scheduleOf } from "../timeline/schedule";
import { costFacts } from "./cost-facts";
import { drawPictures } from "./draw";
import { type ReportOptions } from "./options";
import { type ReportFacts } from "./report";
import { type AvailabilityFacts } from "./sections/availability";
import { scalingFacts } from "./scaling-facts";
import { type Comparison } from "./sections/differences";
import { type PolicyFacts } from "./sections/policies";
import { type RightsFacts } from "./sections/rights";

/**
 * Runs the program and everything that reads its resources.
 *
 * @param day ISO day to write on the page.
 * @throws RunError, CaptureError and CostError for what the user can mend.
 */
export async function collectFacts(
  options: Pick<ReportOptions, "stack" | "set" | "folder" | "usage">,
  day: string,
): Promise<ReportFacts> {
  const { stack, set, folder } = options;
  const preview = await previewStack({ stack, set, folder });
  // What-ifs and trades have variants in common.
  const rerun = keptPreviews();
  return {
    day,
    preview,
    set,
    cost: await costFacts({ ...options, preview, rerun, day }),
    availability: await availabilityOf(preview, { stack, set, folder, preview: rerun }),
    pictures: await drawPictures(preview),
    comparisons: await comparisonsOf(preview, folder),
    policies: policiesOf(preview, folder),
    rights: await rightsFacts(preview, folder),
    schedule: scheduleOf(preview.graph),
    scaling: scalingFacts(preview),
  };
}

async function availabilityOf(preview: StackPreview, options: Rerun): Promise<AvailabilityFacts> {
  const assessment = assess(preview, ONE_OF_EACH);
  const trades = await tradesOf(preview.config, assessment, ONE_OF_EACH, options);
  return { assessment, growth: growthOf(preview), trades };
}

async function rightsFacts(preview: StackPreview, folder: string | undefined): Promise<RightsFacts | undefined> {
  const beside = bootstrapFolder(folder);
  if (beside === undefined) return undefined;
  const { jobs, matters, roles } = await rightsOf({ folder: beside });
  return { jobs, matters, verdict: deployVerdict(preview, roles) };
}

function policiesOf(preview: StackPreview, folder: string | undefined): PolicyFacts {
  const verdict = checkPreview(preview, ledgerOf(folder));
  return { verdict, cards: scorecards([verdict], rules, declarations) };
}

async function comparisonsOf({ document }: StackPreview, folder: string | undefined): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const stack of stacksIn(folder)) {
    if (stack === document.stack) continue;
    const other = await previewStack({ stack, folder });
    comparisons.push({ stack, diff: diffGraphs(other.document, document) });
  }
  return comparisons;
}
