import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { diffGraphs } from "@toolkit/offline/diff";
import { renderContents, renderSection, type Section } from "../../../tools/report/section";
import { renderAvailability } from "../../../tools/report/sections/availability";
import { renderCost } from "../../../tools/report/sections/cost";
import { renderDifferences } from "../../../tools/report/sections/differences";
import { renderHeadline } from "../../../tools/report/sections/headline";
import { renderOverrides } from "../../../tools/report/sections/overrides";
import { pictureStyles, renderPictures, withUniqueIds } from "../../../tools/report/sections/pictures";
import { failuresOf, renderPolicies } from "../../../tools/report/sections/policies";
import { scalingFacts } from "../../../tools/report/scaling-facts";
import { renderRights } from "../../../tools/report/sections/rights";
import { FIXTURE_BOOTSTRAP } from "../../../tools/program/fixtures";
import { deployVerdict, rightsOf } from "../../../tools/rights/tables";
import { renderResources } from "../../../tools/report/sections/resources";
import { renderScaling } from "../../../tools/report/sections/scaling";
import { renderTimeline } from "../../../tools/report/sections/timeline";
import { type ReportFacts } from "../../../tools/report/report";
import { type CostReport } from "../../../tools/cost/analysis";
import { Room } from "../../../packages/offline/tests/fixtures";
import { deploy } from "@toolkit/offline/testing";
import { attributes, DAY, factsOf, SMALL_PICTURE, textOf } from "./support";

const html = (section: Section): string => renderSection(section).text;
const text = (section: Section): string => textOf(renderSection(section));

describe("a section of the report", () => {
  let prod: ReportFacts & { cost: CostReport };
  let dev: ReportFacts;

  before(async () => {
    prod = await factsOf("prod");
    dev = await factsOf("dev");
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
    const lacking = deployVerdict({ config: renamed, graph }, roles);
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

  it("differences: added, removed and changed, as the diff has them", () => {
    const diff = diffGraphs(dev.preview.document, prod.preview.document);
    const page = text(renderDifferences("prod", [{ stack: "dev", diff }]));
    expect(page).to.include(
      `${diff.added.length} resources only in prod, ${diff.removed.length} only in dev, ${diff.changed.length} different.`,
    );
    for (const { name } of [...diff.added, ...diff.removed, ...diff.changed]) expect(page).to.include(name);
    expect(text(renderDifferences("prod", []))).to.include("prod is the only stack");
  });

  it("configuration: overrides, assignments of the command line and accepted risks", async () => {
    const set = ["database.multiAz=false", "acceptedRisks=[singleAzDatabase]"];
    const { preview } = await factsOf("prod", set);
    const page = text(renderOverrides(preview.config, set));
    expect(page).to.include("changed for this report by database.multiAz=false , acceptedRisks=[singleAzDatabase]");
    expect(page).to.include("database.multiAz false true");
    expect(page).to.include("singleAzDatabase database.multiAz the loss of one zone");
    expect(text(renderOverrides({ ...dev.preview.config, overrides: [] }, []))).to.include(
      "Every value is the default of profile dev.",
    );
  });

  it("resources: a row for each, with inputs and options; the search has a label and a live count", () => {
    const { graph } = prod.preview;
    const section = html(renderResources(graph));
    expect(section.match(/<tr role="row"><th role="rowheader"/g)).to.have.length(graph.resources.length - 1);
    expect(section).to.include('<label for="resource-search">');
    expect(section).to.match(/<output id="resource-count"[^>]*aria-live="polite"[^>]*>\d+ rows<\/output>/);
    expect(section).to.include("protected from deletion");
  });

  it("resources: a secret shows as one, never as its value", async () => {
    const { graph } = await deploy(() => {
      new Room("room", (parent) => {
        new aws.ssm.Parameter("token", { type: "SecureString", value: pulumi.secret("hunter2") }, { parent });
      });
    });
    const section = html(renderResources(graph));
    expect(section).to.include("[secret]").and.not.include("hunter2");
  });

  it("pictures: ids and all that refers to them are unique, styles move to the page", () => {
    const pictures = [
      { name: "one", title: "One", svg: SMALL_PICTURE },
      { name: "two", title: "Two", svg: SMALL_PICTURE },
    ];
    const section = html(renderPictures(pictures));
    const ids = attributes(section, "id");
    expect(ids).to.include.members(["one-title", "two-title", "one-shade", "two-shade"]);
    expect(new Set(ids).size).to.equal(ids.length);
    expect(section).to.include('fill="url(#two-shade)"').and.include('href="#two-shade"');
    expect(section).to.include('aria-labelledby="two-title two-desc"');
    expect(section).not.to.match(/<style|<\?xml|url\(#shade\)|"#shade"/);
    expect(pictureStyles(pictures)).to.deep.equal([".small { stroke: teal }"]);
    expect(withUniqueIds('<a data-id="x" class="id"/>', "n")).to.equal('<a data-id="x" class="id"/>');
  });
});
