import { existsSync } from "node:fs";

import { type Comparison, compareWith, type Labelled } from "../../preview/baseline";
import { beginOther } from "../../program/other";
import { previewStack } from "../../program/program";
import { type Style } from "@toolkit/offline/render/style";
import { reportOf, type ReportInput } from "../analysis";
import { CostError } from "@toolkit/cost/errors";
import { bundledPrices, isCommercialRegion } from "@toolkit/cost/prices";
import { LIST_TERMS } from "@toolkit/cost/terms";
import { type GraphDocument } from "@toolkit/offline/graph";
import { unknownProblems, unpricedProblems } from "../../program/strict";
import { type Choices, estimateDocument, presetOf, regionOf } from "../document";
import { readGraph, readGraphFile } from "../graph-file";
import { compareBill, readBill } from "../bill";
import { billPage } from "./bill-page";
import { budgetProblem } from "./budget";
import { costPage } from "./cost-page";
import { differenceOf, type Priced } from "./difference";
import { differencePage } from "./difference-page";
import { infracostOutput } from "./infracost";
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
  /** What the cost lacks, a sentence each. */
  readonly lacking: readonly string[];
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
  const unpriced = unpricedRegion(options, document);
  if (unpriced !== undefined) return { text: `${unpriced}\n`, overBudget: undefined, lacking: [unpriced] };
  const choices = choicesOf(options);
  const cost = estimateDocument(document, usage, prices, choices);
  const lacking = [...unpricedProblems(cost.unpriced), ...unknownProblems(document.notes)];

  const here: Labelled = { label: labelOf(options), document };
  const { before, after }: Partial<Comparison> & Pick<Comparison, "after"> =
    options.diff === undefined ? { after: here } : await comparisonWith(options.diff, options, here);
  const priced = ({ label, document }: Labelled): Priced => ({
    label,
    document,
    cost: document === here.document ? cost : estimateDocument(document, usage, prices, choices),
  });
  const base = before === undefined ? undefined : priced(before);
  const head = priced(after);
  const overBudget = budgetProblem(
    options.budget,
    `${document.project}-${document.stack}`,
    head.cost.total,
    base?.cost.total,
  );
  const show = (page: Page): CostAnswer => ({
    text: options.markdown === true ? renderMarkdown(page) : renderText(page, style, options.details === true),
    overBudget,
    lacking,
  });
  if (options.bill !== undefined) return show(billPage(compareBill(readBill(options.bill), cost), labelOf(options)));
  if (options.json === true) {
    const output = infracostOutput(head, base, { usageName, now: new Date() });
    return { text: `${JSON.stringify(output, null, 2)}\n`, overBudget, lacking };
  }
  if (base !== undefined) return show(differencePage(differenceOf(base, head), usageName, choices.terms));
  return show(costPage(await reportOf({ ...subject, usageName, usage, prices, choices }), options.by));
}

function choicesOf({ freeTier, ...options }: CostOptions): Choices {
  const { discount, hours } = LIST_TERMS;
  const terms = {
    commitment: options.commitment,
    discount: options.discount ?? discount,
    hours: options.hours ?? hours,
  };
  return { freeTier, terms };
}

/**
 * What is said of a region of another partition, which has no prices. A machine gets a document that counts them.
 *
 * @throws CostError for a budget or a difference, which need figures.
 */
function unpricedRegion(options: CostOptions, document: GraphDocument): string | undefined {
  const region = regionOf(document);
  if (isCommercialRegion(region)) return undefined;
  const why = `there are no prices for ${region}, which is no commercial region of AWS`;
  if (options.budget !== undefined || options.diff !== undefined) throw new CostError(`The cost is unknown: ${why}.`);
  return options.json === true ? undefined : `The monthly cost of ${labelOf(options)} is unknown: ${why}.`;
}

async function subjectOf({
  graph,
  stack = "dev",
  set,
  folder,
}: CostOptions): Promise<Pick<ReportInput, "document" | "program">> {
  if (graph !== undefined) return { document: await readGraph(graph) };
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
