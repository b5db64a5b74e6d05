import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { diffGraphs } from "@toolkit/offline/diff";
import { renderSection, type Section } from "../../../tools/report/section";
import { renderDifferences } from "../../../tools/report/sections/differences";
import { renderOverrides } from "../../../tools/report/sections/overrides";
import { pictureStyles, renderPictures, withUniqueIds } from "../../../tools/report/sections/pictures";
import { renderResources } from "../../../tools/report/sections/resources";
import { type ReportFacts } from "../../../tools/report/report";
import { Room } from "../../../packages/offline/tests/fixtures";
import { deploy } from "@toolkit/offline/testing";
import { attributes, factsOf, SMALL_PICTURE, textOf } from "./support";

const html = (section: Section): string => renderSection(section).text;
const text = (section: Section): string => textOf(renderSection(section));

describe("a section of the report about resources", () => {
  let prod: ReportFacts;
  let dev: ReportFacts;

  before(async () => {
    prod = await factsOf("prod");
    dev = await factsOf("dev");
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
