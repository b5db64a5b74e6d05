import { expect } from "chai";

import { diagramsOf } from "../../../tools/diagrams/files";
import { FIXTURE_STACKS } from "../../../tools/program/fixtures";
import { GROWN_STACKS } from "../../support/grown";
import { type Area, contains, type Drawing, overlap, pairs, readDrawing } from "./drawing";

/** Configurations that change what stands where. */
const CONFIGURATIONS: readonly { readonly stack: string; readonly set: readonly string[] }[] = [
  { stack: "dev", set: [] },
  { stack: "prod", set: [] },
  { stack: "prod", set: ["database.multiAz=false", "network.nat=single", "acceptedRisks=[singleAzDatabase]"] },
  { stack: "prod", set: ["network.azs=[a, b, c]", "network.workloadAzs=[a, b, c]"] },
  { stack: "prod", set: ["network.workloadAzs=[b]", "network.nat=single", "acceptedRisks=[singleAzWorkload]"] },
  { stack: "dev", set: ["frontend=spa", "spa.keepReleases=2"] },
  { stack: "prod", set: ["backend.capacity=ec2Spot", "ssr.capacity=fargate", "backend.public=true"] },
  {
    stack: "dev",
    set: ["network.nat=none", "network.endpoints=[ecr.api, ecr.dkr, logs, secretsmanager, sts, ssmmessages, kms]"],
  },
];

const say = (problems: readonly [Area, Area][]): string[] => problems.map(([a, b]) => `${a.what} and ${b.what}`);

/** Everything that would look wrong, in words. */
function flaws({ width, height, texts, boxes, cards, segments }: Drawing): string[] {
  const page: Area = { what: "page", left: 0, top: 0, right: width, bottom: height };
  const across = (areas: readonly Area[]): [Area, Area][] =>
    segments.flatMap((segment) =>
      areas.filter((area) => overlap(segment, area)).map((area): [Area, Area] => [segment, area]),
    );
  return [
    ...say(pairs(texts).filter(([a, b]) => overlap(a, b))),
    ...say(texts.map((text): [Area, Area] => [text.inside ?? page, text]).filter(([a, b]) => !contains(a, b))),
    ...say([...boxes, ...cards].map((area): [Area, Area] => [page, area]).filter(([a, b]) => !contains(a, b))),
    ...say(pairs(cards).filter(([a, b]) => overlap(a, b))),
    ...say(pairs([...boxes, ...cards]).filter(([a, b]) => overlap(a, b) && !contains(a, b) && !contains(b, a))),
    ...say(across(cards)),
    ...say(across(texts.filter(({ inside }) => inside !== undefined))),
  ];
}

describe("looks of the pictures", () => {
  for (const { stack, set } of CONFIGURATIONS) {
    it(`no text or line runs into another: ${[stack, ...set].join(" ")}`, async () => {
      for (const { name, content } of await diagramsOf(stack, set, FIXTURE_STACKS)) {
        const drawing = readDrawing(content);
        expect(drawing.texts.length, name).to.be.greaterThan(15);
        expect(flaws(drawing), name).to.deep.equal([]);
      }
    });
  }

  it("no text or line runs into another in a path with workers, jobs and named services", async () => {
    for (const { name, content } of await diagramsOf("grown", [], GROWN_STACKS)) {
      if (/-(ssr|spa)\.svg$/u.test(name)) expect(flaws(readDrawing(content)), name).to.deep.equal([]);
    }
  });

  it("sees what runs into another", () => {
    const text = '<text class="t-title" x="10" y="30">Frontend</text>';
    const card = '<rect class="card" x="0" y="0" width="60" height="40"/>';
    const line = '<path class="link l-data" d="M0.0 20.0 L90.0 20.0" marker-end="url(#a)"/>';
    const svg = `<svg viewBox="0 0 100 100">\n<g class="node">\n${card}\n${text}\n</g>\n${line}\n</svg>`;
    expect(flaws(readDrawing(svg))).to.have.length(3);
  });
});
