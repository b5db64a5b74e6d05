import { existsSync } from "node:fs";

import { type Comparison, compareWith, type Labelled } from "../../preview/baseline";
import { beginOther } from "../../program/other";
import { previewStack } from "../../program/program";
import { type Style } from "@toolkit/offline/render/style";
import { reportOf, type ReportInput } from "../analysis";
import { bundledPrices, type PriceBook } from "@toolkit/cost/prices";
import { type GraphDocument } from "@toolkit/offline/graph";
import { toCents } from "@toolkit/cost/formulas/money";
import { estimateDocument, presetOf, regionOf } from "../document";
import { readGraphFile } from "../graph-file";
import { costPage } from "./cost-page";
import { differenceOf, type Priced } from "./difference";
import { differencePage } from "./difference-page";
import { infracostOutput } from "./infracost";
import { usd } from "./numbers";
import { type CostOptions } from "./options";
import { type Page } from "./page";
import { renderMarkdown } from "./render-markdown";
import { renderText } from "./render-text";
import { chooseUsage } from "./usage-choice";

export interface CostAnswer {
  /** For standard output. */
  readonly text: string;
  /** What is said when the month costs more than the budget. */
  readonly overBudget: string | undefined;
}

/**
 * Prices what the options ask for.
 *
 * @param other the preview of another program, under way. @default it begins here
 * @throws RunError, CaptureError and CostError for what the user can mend.
 */
export async function runCost(options: CostOptions, style: Style, other = beginOther(options)): Promise<CostAnswer> {
  const subject = other === undefined ? await subjectOf(options) : { document: (await other).document };
  const { document } = subject;
  const { name: usageName, usage } = chooseUsage(options.usage ?? presetOf(document));
  const prices = bundledPrices();
  const unpriced = unpricedRegion(options, document, prices);
  if (unpriced !== undefined) return { text: `${unpriced}\n`, overBudget: undefined };
  const cost = estimateDocument(document, usage, prices);
  const overBudget = budgetProblem(options.budget, `${document.project}-${document.stack}`, cost.total);
  const show = (page: Page): CostAnswer => ({
    text: options.markdown === true ? renderMarkdown(page) : renderText(page, style, options.details === true),
    overBudget,
  });

  const here: Labelled = { label: labelOf(options), document };
  const { before, after }: Partial<Comparison> & Pick<Comparison, "after"> =
    options.diff === undefined ? { after: here } : await comparisonWith(options.diff, options, here);
  const priced = ({ label, document }: Labelled): Priced => ({
    label,
    document,
    cost: document === here.document ? cost : estimateDocument(document, usage, prices),
  });
  if (options.json === true) {
    const output = infracostOutput(priced(after), before && priced(before), { usageName, now: new Date() });
    return { text: `${JSON.stringify(output, null, 2)}\n`, overBudget };
  }
  if (before !== undefined) return show(differencePage(differenceOf(priced(before), priced(after)), usageName));
  return show(costPage(await reportOf({ ...subject, usageName, usage, prices })));
}

/**
 * What is said of a region without prices. A machine gets a document that counts what has no price.
 *
 * @throws CostError for a budget or a difference, which need figures.
 */
function unpricedRegion(options: CostOptions, document: GraphDocument, prices: PriceBook): string | undefined {
  const region = regionOf(document);
  if (prices.regions.includes(region)) return undefined;
  if (options.budget !== undefined || options.diff !== undefined) prices.keys(region);
  if (options.json === true) return undefined;
  return `The monthly cost of ${labelOf(options)} is unknown: there are no prices for ${region}. The table has ${prices.regions.join(", ")}; npm run toolkit -- refresh-prices --region ${region} adds it.`;
}

async function subjectOf({
  graph,
  stack = "dev",
  set,
  folder,
}: CostOptions): Promise<Pick<ReportInput, "document" | "program">> {
  if (graph !== undefined) return { document: readGraphFile(graph) };
  const { document, config } = await previewStack({ stack, set, folder });
  return { document, program: { stack, set, folder, config } };
}

const labelOf = ({ graph, program, stack = "dev", set }: CostOptions): string =>
  graph ?? program ?? [`stack ${stack}`, ...set].join(" with ");

/** A saved document is told from a stack by its file; everything else is what `preview --diff` takes. */
async function comparisonWith(
  target: string,
  { graph, set, folder }: CostOptions,
  here: Labelled,
): Promise<Comparison> {
  if (target.endsWith(".json") || existsSync(target))
    return { before: { label: target, document: readGraphFile(target) }, after: here };
  return compareWith(target, here, { stack: here.document.stack, set: graph === undefined ? set : [], folder });
}

function budgetProblem(budgetUsd: number | undefined, what: string, total: number): string | undefined {
  if (budgetUsd === undefined || toCents(total) <= budgetUsd) return undefined;
  return `${what} costs ${usd(total)} USD a month, ${usd(total - budgetUsd)} above the budget of ${usd(budgetUsd)}.`;
}
