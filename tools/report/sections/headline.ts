import { type StackConfig } from "../../../stacks/config";
import { totalText } from "../../cost/partial";
import { type ResourceGraph } from "@toolkit/offline/graph";
import { type Schedule } from "../../timeline/schedule";
import { type Content, type Html, markup } from "../markup";
import { type CostFacts } from "./cost";
import { failuresOf, type PolicyFacts } from "./policies";

/** What the top of the page needs. */
export interface HeadlineFacts {
  readonly config: StackConfig;
  readonly graph: ResourceGraph;
  readonly cost: CostFacts;
  readonly policies: PolicyFacts;
  readonly schedule: Schedule;
  /** ISO day. */
  readonly day: string;
}

/** The name of the stack and the four numbers that one asks for first. */
export function renderHeadline({ config, graph, cost, policies, schedule, day }: HeadlineFacts): Html {
  const { prefix, frontend, profile, aws } = config;
  const open = failuresOf(policies.verdict).length;
  const accepted = policies.verdict.findings.length - open;
  return markup`<header class="headline">
<p class="kicker">Report of ${day}</p>
<h1>${prefix}</h1>
<p class="lead">${frontend === "ssr" ? "Server-side rendering" : "Single-page application"} in ${aws.region}, profile ${profile}${
    config.domain === undefined ? "" : `, ${config.domain.name}`
  }</p>
<dl class="numbers">
${number("Monthly cost", ...costOf(cost), "cost")}${number(
    "Resources",
    graph.managed.length,
    "made in AWS and beside it",
    "resources",
  )}${number("Open findings", open, `${accepted} accepted with a reason`, "policies")}${number(
    "First deployment",
    markup`<span class="unit">about</span> ${Math.max(1, Math.round(schedule.seconds / 60))} <span class="unit">min</span>`,
    "from dependencies and usual times",
    "timeline",
  )}</dl>
</header>
`;
}

function costOf(cost: CostFacts): [Content, Content] {
  if ("unknown" in cost) return ["unknown", cost.unknown];
  return [markup`${totalText(cost.cost)} <span class="unit">USD</span>`, `at usage ${cost.usageName}`];
}

function number(title: string, value: Content, detail: Content, section: string): Html {
  return markup`<div><dt><a href="#${section}">${title}</a></dt><dd><strong>${value}</strong><small>${detail}</small></dd></div>\n`;
}
