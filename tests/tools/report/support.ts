import { checkPreview } from "../../../tools/policies/check";
import { declarations } from "../../../tools/policies/ledger";
import { rules } from "@toolkit/policies/rules";
import { scorecards } from "@toolkit/policies/scorecard";
import { ONE_OF_EACH } from "@toolkit/scaling/availability/failures";
import { assess } from "../../../tools/availability/assess";
import { growthOf } from "../../../tools/availability/growth";
import { usagePresets } from "../../../tools/cost/application";
import { type CostReport, reportOf } from "../../../tools/cost/analysis";
import { previewFixture } from "../../support/deploy-stack";
import { type ReportFacts } from "../../../tools/report/report";
import { scheduleOf } from "../../../tools/timeline/schedule";

export const DAY = "2026-11-24";

/** Facts without the slow parts: one picture of a few lines, no what-ifs, no other stack. */
export async function factsOf(stack: string, set: readonly string[] = []): Promise<ReportFacts & { cost: CostReport }> {
  const preview = await previewFixture({ stack, set });
  const verdict = checkPreview(preview);
  return {
    day: DAY,
    preview,
    set,
    pictures: [{ name: "picture-small", title: "Small", svg: SMALL_PICTURE }],
    cost: await reportOf({
      document: preview.document,
      usageName: "small",
      usage: usagePresets.small,
      today: DAY,
    }),
    availability: { assessment: assess(preview, ONE_OF_EACH), growth: growthOf(preview), trades: [] },
    policies: { verdict, cards: scorecards([verdict], rules, declarations) },
    rights: undefined,
    schedule: scheduleOf(preview.graph),
    scaling: [],
    comparisons: [],
  };
}

export const SMALL_PICTURE = `<?xml version="1.0"?>
<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 9 9" aria-labelledby="title desc">
  <title id="title">A square</title>
  <desc id="desc">Nothing else</desc>
  <style>
.small { stroke: teal }
</style>
  <defs><linearGradient id="shade"/></defs>
  <rect class="small" fill="url(#shade)" width="9" height="9"/>
  <use href="#shade"/>
</svg>
`;

/** Every value of an attribute in a page, unescaped as far as tests need it. */
export function attributes(page: string, name: string): string[] {
  return [...page.matchAll(new RegExp(`<[^<>]*?\\s${name}="([^"]*)"`, "g"))].map(([, value = ""]) => value);
}

/** What a reader sees of a piece of page: no tags, spaces collapsed. */
export function textOf(html: { toString(): string }): string {
  return html
    .toString()
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll("&#39;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replaceAll(/\s+/g, " ")
    .trim();
}
