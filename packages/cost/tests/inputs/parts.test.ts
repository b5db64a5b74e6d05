import { expect } from "chai";
import fc from "fast-check";

import { type CostResource, estimate, type Usage, usagePresets } from "../../src";
import { inputLists } from "../../src/inputs";
import { definition, prices, readSchedule, resource } from "../support/fixtures";
import { baseOf, type PartDraw } from "./part-draw";
import { AROUND, COMPUTE_DRAWS, ROLES } from "./part-draws-compute";
import { EDGE_DRAWS } from "./part-draws-edge";
import { effectOf, leavesOf, withPart } from "./parts";

const PART_DRAWS: readonly PartDraw[] = [...COMPUTE_DRAWS, ...EDGE_DRAWS];

/** A month in which what parts of inputs say is used. */
const busy: Usage = {
  ...usagePresets.small,
  storage: { ...usagePresets.small.storage, olderVersionsPercent: 50, magneticRequests: 1e6 },
  operations: { ...usagePresets.small.operations, auditDataEvents: 1e6, extraManagementEvents: 1e6 },
  compute: { ...usagePresets.small.compute, cpuCreditHours: 100 },
};

/** Everything that the output says of a stack, to the millionth. */
function answerOf(resources: readonly CostResource[]): string {
  const cost = estimate({
    ...{ resources, region: "us-east-1", usage: busy, prices, readSchedule, roles: ROLES, today: "2026-11-26" },
  });
  const said = cost.resources.map(({ urn, missing, noPrice, notes, fromProfile, components }) => [
    ...[urn, missing, noPrice, notes, fromProfile],
    ...[
      components.map(({ name }) => name),
      components.reduce((sum, { monthlyCost }) => sum + monthlyCost, 0).toFixed(6),
    ],
  ]);
  return JSON.stringify(said);
}

function stackWith(draw: PartDraw, value: unknown): CostResource[] {
  return stackOf(draw, withPart(draw, baseOf(draw).within, draw.part, value));
}

const stackWithout = (draw: PartDraw): CostResource[] => stackOf(draw, baseOf(draw).within);

function stackOf(draw: PartDraw, value: unknown): CostResource[] {
  const { type, input, others } = draw;
  const subject = resource(type, "it", { ...baseOf(draw).beside, [input]: value }, { propertyDependencies: AROUND });
  return [definition, subject, ...(others?.(subject.urn) ?? [])].filter((one) => one === subject || one.type !== type);
}

/** Inputs with parts, and the parts that a change can be drawn of. */
const withParts = Object.entries(inputLists).flatMap(([type, { changes, parts }]) =>
  changes.flatMap((input) => {
    const leaves = leavesOf(type, input);
    return leaves.length === 0 ? [] : [{ type, input, leaves, list: parts[input] }];
  }),
);

describe("the list of parts of inputs", () => {
  it("has every part that the provider declares of an input that changes the bill", () => {
    const absent = withParts.flatMap(({ type, input, leaves, list }) =>
      leaves
        .filter((leaf) => list === undefined || effectOf(list, leaf) === undefined)
        .map((leaf) => `${type} ${input}.${leaf}`),
    );
    expect(absent).to.deep.equal([]);
    expect(withParts.length).to.be.greaterThan(50);
  });

  it("names only parts that there are, of this input or of one that shares the list", () => {
    const every = withParts.flatMap(({ leaves }) => leaves);
    const unknown = withParts.flatMap(({ type, input, list }) =>
      [
        ...(list?.changes ?? []),
        ...(list?.free ?? []),
        ...Object.keys(list?.unmodelled ?? {}),
        ...Object.keys(list?.used ?? {}),
      ]
        .filter((name) => !every.some((leaf) => leaf === name || leaf.startsWith(`${name}.`)))
        .map((name) => `${type} ${input}.${name}`),
    );
    expect(unknown).to.deep.equal([]);
  });

  it("has values for every part that changes the bill", () => {
    const drawn = new Set(PART_DRAWS.map(({ type, input, part }) => `${type} ${input}.${part}`));
    const undrawn = withParts.flatMap(({ type, input, list }) =>
      (list?.changes ?? []).map((part) => `${type} ${input}.${part}`).filter((key) => !drawn.has(key)),
    );
    expect(undrawn).to.deep.equal([]);
  });
});

describe("a change of a part of an input", () => {
  it("that is billed changes the total or what is said", () => {
    const silent = PART_DRAWS.filter((draw) => {
      const answers = draw.values.map((value) => answerOf(stackWith(draw, value)));
      return new Set(answers).size !== answers.length;
    });
    expect(silent.map(({ type, input, part }) => `${type} ${input}.${part}`)).to.deep.equal([]);
  });

  const leaves = withParts.flatMap(({ type, input, leaves, list }) =>
    leaves.flatMap((part) => {
      const effect = list === undefined ? undefined : effectOf(list, part);
      const others = PART_DRAWS.find((draw) => draw.type === type)?.others;
      return effect === undefined || effect === "changes"
        ? []
        : [{ effect, draw: { type, input, part, values: [], ...(others === undefined ? {} : { others }) } }];
    }),
  );
  const sample = fc.oneof(fc.constant(true), fc.constant("drawn"), fc.integer({ min: 1, max: 1000 }));

  it("that is billed and not modelled is told, and one that is not billed changes nothing", () => {
    fc.assert(
      fc.property(fc.constantFrom(...leaves), sample, ({ draw, effect }, value) => {
        const before = effect === "free" ? stackWith(draw, undefined) : stackWithout(draw);
        const isSilent = answerOf(before) === answerOf(stackWith(draw, value));
        expect(isSilent, `${draw.type} ${draw.input}.${draw.part} ${JSON.stringify(value)}`).to.equal(
          effect === "free",
        );
      }),
      { numRuns: 3000 },
    );
  });
});
