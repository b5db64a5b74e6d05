import { expect } from "chai";
import { renderContents, renderSection, type Section } from "../../../tools/report/section";
import { renderAvailability } from "../../../tools/report/sections/availability";
import { renderCost } from "../../../tools/report/sections/cost";
import { renderHeadline } from "../../../tools/report/sections/headline";
import { failuresOf, renderPolicies } from "../../../tools/report/sections/policies";
import { scalingFacts } from "../../../tools/report/scaling-facts";
import { renderRights } from "../../../tools/report/sections/rights";
import { FIXTURE_BOOTSTRAP } from "../../../tools/program/fixtures";
import { deployVerdict, rightsOf } from "../../../tools/rights/tables";
import { renderScaling } from "../../../tools/report/sections/scaling";
import { renderTimeline } from "../../../tools/report/sections/timeline";
import { type ReportFacts } from "../../../tools/report/report";
import { type CostReport } from "../../../tools/cost/analysis";
import { DAY, factsOf, textOf } from "./support";

const html = (section: Section): string => renderSection(section).text;
const text = (section: Section): string => textOf(renderSection(section));

describe("a section of the report", () => {
  let prod: ReportFacts & { cost: CostReport };

  before(async () => {
    prod = await factsOf("prod");
  });

  it("is a landmark with a heading, and the contents link to it", () => {
    const section = { id: "one", title: "A & B", content: "text" };
    expect(html(section)).to.match(
      /^<section id="one" aria-labelledby="one-title">\n<h2 id="one-title">A &amp; B<\/h2>/,
    );
    expect(renderContents([section]).text).to.include('<a href="#one">A &amp; B</a>');
  });

  it("headline: cost, resources, findings, time, day", () => {
    const { preview, cost, policies, schedule } = prod;
    const headline = textOf(renderHeadline({ ...preview, cost, policies, schedule, day: DAY }));
    expect(headline).to.include(`Report of ${DAY} webapp-prod Server-side rendering in us-east-1, profile prod`);
    expect(headline).to.include(`Monthly cost ${cost.cost.total.toFixed(2)} USD at usage small`);
    expect(headline).to.include(`Resources ${preview.graph.managed.length} `);
    expect(headline).to.include(`Open findings 0 ${policies.verdict.findings.length} accepted`);
    expect(headline).to.include(`about ${Math.round(schedule.seconds / 60)} min`);
  });

  it("headline: an unknown cost says why", () => {
    const { preview, policies, schedule } = prod;
    const headline = renderHeadline({ ...preview, cost: { unknown: "no prices" }, policies, schedule, day: DAY });
    expect(textOf(headline)).to.include("Monthly cost unknown no prices");
  });

  it("availability: the proof, each failure, growth, ceilings, and trades where there are any", () => {
    const { availability } = prod;
    const page = text(renderAvailability(availability));
    expect(page).to.include("No zone holds all of anything: us-east-1a, us-east-1b can each go.");
    for (const { what, effect } of availability.assessment.failures) {
      expect(page).to.include(what);
      expect(page).to.include(effect);
    }
    for (const { what } of [...availability.growth.rows, ...availability.assessment.ceilings]) {
      expect(page).to.include(what);
    }
    expect(page).to.include("= 99.76 %, 21 h of a year");
    expect(page).not.to.include("What more of it costs");
    const [without, having] = [89, 3].map((outage) => ({
      monthly: outage,
      outage,
      stuck: 0,
      hoursOfYear: 20,
      region: undefined,
    }));
    if (without === undefined || having === undefined) throw new Error("two numbers give two");
    const trades = [{ what: "standby", isHad: true, ofRegion: false, without, having }];
    expect(text(renderAvailability({ ...availability, trades }))).to.include(
      "standby: -86.00 USD a month, 89 minutes a year → 3.",
    );
  });

  it("scaling: each service with its ways, the frontier and a picture for each, named apart", () => {
    const facts = scalingFacts(prod.preview);
    expect(facts.map(({ service, minTasks, maxTasks }) => [service, minTasks, maxTasks])).to.deep.equal([
      ["backend", 2, 10],
      ["frontend", 2, 10],
    ]);
    const section = html(renderScaling(facts));
    for (const { service, rows } of facts) {
      expect(rows).to.have.length(12);
      for (const { name } of rows) expect(section).to.include(`<figcaption>${service}: ${name}</figcaption>`);
      expect(section).to.include(`<figcaption>${service}: cost against unserved requests</figcaption>`);
      const configured = rows.find(({ name }) => name === "as configured");
      expect(configured?.unservedSeconds).to.be.greaterThan(0);
    }
    expect(section.match(/<svg /g)).to.have.length(26);
    expect(section).to.not.match(/NaN|undefined/);
    expect(text(renderScaling([]))).to.include("No service scales that anybody has measured.");
  });

  it("rights: both tables and what the deploy role lacks, as the command prints them", async () => {
    const { jobs, matters, roles } = await rightsOf({ folder: FIXTURE_BOOTSTRAP });
    const { config, graph } = prod.preview;
    const verdict = deployVerdict({ config, graph }, roles);
    const page = text(renderRights("prod", { jobs, matters, verdict }));
    for (const { what } of [...jobs.rows, ...matters.rows]) expect(page).to.include(` ${what} `);
    const yes = [...jobs.rows, ...matters.rows].flatMap(({ answers }) => answers.filter((may) => may));
    expect(page.split(" yes").length - 1).to.equal(yes.length);
    expect(page).to.include("It lacks nothing.");
    const renamed = { ...config, aws: { ...config.aws, defaultTags: { Environment: "production" } } };
    const apart = deployVerdict({ config: renamed, graph }, roles);
    expect(text(renderRights("prod", { jobs, matters, verdict: apart }))).to.match(
      /prod tags what it makes with Environment production, .* lacks \d+ actions/,
    );
    const lacking = verdict && { ...verdict, lacking: apart?.lacking ?? [] };
    expect(text(renderRights("prod", { jobs, matters, verdict: lacking }))).to.match(
      /It lacks \d+ actions: .*ec2:CreateVpc for aws:ec2\/vpc:Vpc network: refused by the role's policies/,
    );
    expect(text(renderRights("test", { jobs, matters, verdict: undefined }))).to.include("no deploy role for test");
    expect(text(renderRights("prod", undefined))).to.include("There is no bootstrap/Pulumi.bootstrap.yaml");
  });

  it("cost: services, every line, growth; the total is the sum of the lines", () => {
    const page = text(renderCost(prod.cost));
    for (const { service } of prod.cost.services) expect(page).to.include(service);
    for (const { resource, line } of prod.cost.lines) expect(page).to.include(`${line.name} ${resource.name}`);
    for (const { what } of prod.cost.knees) expect(page).to.include(what);
    expect(page).to.include(`Total ${prod.cost.cost.total.toFixed(2)}`);
  });

  it("cost: what-ifs with their change, refused ones with the reason, the break-even", () => {
    const whatIfs = [
      { label: "one zone", total: 90, change: -10 },
      { label: "no nights", refused: "the dump runs at night" },
    ];
    const breakEven = {
      endpointGb: 208.3,
      endpoints: 4,
      zones: 2,
      endpointsFixed: 58,
      gatewaysFixed: 73,
      replaceGb: 0,
    };
    const page = text(renderCost({ ...prod.cost, whatIfs, breakEven }));
    expect(page).to.include("one zone 90.00 -10.00");
    expect(page).to.include("no nights: the dump runs at night");
    expect(page).to.include("from 209 GB a month");
  });

  it("cost: says why it is unknown", () => {
    expect(text(renderCost({ unknown: "no prices for <mars>" }))).to.include("no prices for <mars>");
  });

  it("policies: failures first, each with its fix; accepted ones with reason and review", () => {
    const { verdict, cards } = prod.policies;
    const accepted = verdict.findings.find(({ hint }) => hint !== undefined);
    if (accepted?.suppression === undefined) throw new Error("prod accepts nothing that has a hint");
    const { suppression, ...failure } = accepted;
    const others = verdict.findings.filter((finding) => finding !== accepted);
    const page = text(renderPolicies({ verdict: { ...verdict, findings: [failure, ...others] }, cards }));
    expect(page).to.match(/Open findings: 1 Severity Resource Finding What to change/);
    expect(page).to.include(`${failure.rule.fix} Here: ${failure.hint ?? ""}`);
    for (const { suppression: entry } of others) expect(page).to.include(entry?.instead);
    expect(page).to.include(suppression.review);
  });

  it("policies: the worst finding first", () => {
    const { findings } = prod.policies.verdict;
    const open = findings.map(({ suppression: _, ...finding }) => finding);
    const order = failuresOf({ findings: open }).map(({ rule }) => rule.severity);
    const rank = ["critical", "high", "medium", "low"];
    expect(order.map((one) => rank.indexOf(one))).to.deep.equal(
      order.map((one) => rank.indexOf(one)).sort((a, b) => a - b),
    );
    expect(new Set(order).size).to.be.greaterThan(1);
  });

  it("policies: every control of every suite", () => {
    const page = text(renderPolicies(prod.policies));
    expect(page).to.include("No finding is open.");
    for (const { catalogue, results } of prod.policies.cards) {
      expect(page).to.include(`Every control of ${catalogue.name}: ${results.length}`);
    }
  });

  it("first deployment: every component and the whole critical path", () => {
    const page = text(renderTimeline(prod.preview.graph, prod.schedule));
    for (const { resource } of prod.schedule.criticalPath) expect(page).to.include(resource.name);
    expect(page).to.include("database");
  });
});
