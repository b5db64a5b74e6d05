import { expect } from "chai";
import fc from "fast-check";

import { T } from "@toolkit/offline/aws-types";
import { describeResource } from "@toolkit/offline/provider/index";
import { type CostResource, estimate, knownTypes, recipeFor, type Usage, usagePresets } from "../../src";
import { COMMON_CHANGES, COMMON_FREE, inputLists } from "../../src/inputs";
import { definition, prices, readSchedule, resource } from "../support/fixtures";
import type { Draw } from "./draw";
import { DRAWS } from "./draws";

/** A month in which everything that can be used is. */
const busy: Usage = {
  ...usagePresets.small,
  traffic: { ...usagePresets.small.traffic, pageViews: 20_000_000, farViewerPercent: 10, largeBodyPercent: 5 },
  storage: { ...usagePresets.small.storage, olderVersionsPercent: 50, magneticRequests: 1e6 },
  operations: {
    ...usagePresets.small.operations,
    ...{ keyRotations: 1, auditDataEvents: 1e6, extraManagementEvents: 1e6, insightEvents: 1e6 },
    ...{ protectedLogins: 1e4, expressRuns: 1e6, expressGbHours: 100, notifications: 1e6, queueMessages: 1e7 },
  },
  compute: { ...usagePresets.small.compute, cpuCreditHours: 100 },
  tables: { reads: 1e9, writes: 1e9, storedGb: 100, streamReads: 1e9 },
  functions: { calls: 1e9, durationMs: 100, provisionedPercent: 50 },
};

/** Resources that others need beside them. */
const around: readonly CostResource[] = [
  definition,
  resource(T.topic, "topic"),
  resource(T.function, "listener", { memorySize: 512 }),
];

/** Everything that the output says of one resource: its cost in millionths, what has no price, what is taken for granted. */
function answerOf(subject: CostResource): string {
  const resources = [...around.filter(({ type }) => type !== subject.type), subject];
  const cost = estimate({ resources, region: "us-east-1", usage: busy, prices, readSchedule, today: "2026-11-26" });
  const {
    components = [],
    missing,
    noPrice,
    notes,
    fromProfile,
  } = cost.resources.find(({ urn }) => urn === subject.urn) ?? {};
  const total = components.reduce((sum, { monthlyCost }) => sum + monthlyCost, 0);
  // Lines of what is not used are told too.
  const unused = components.filter(({ monthlyCost }) => monthlyCost === 0).map(({ name }) => name);
  return JSON.stringify([Math.round(total * 1e6), unused, missing, noPrice, notes, fromProfile]);
}

const subjectOf = (type: string, inputs: object): CostResource =>
  resource(type, "it", inputs, {
    propertyDependencies: {
      taskDefinition: [definition.urn],
      topic: [around[1]?.urn ?? ""],
      functionName: [around[2]?.urn ?? ""],
    },
  });

const withValue = ({ type, input, beside = {} }: Draw, value: unknown): CostResource =>
  subjectOf(type, { ...beside, [input]: value });

/** Types that say what others cost: their inputs are drawn in the tests of those. */
const ELSEWHERE = Object.keys(inputLists).filter((type) => !DRAWS.some((draw) => draw.type === type));

describe("the list of inputs", () => {
  it("has every type that is priced, and every input of it, once", () => {
    const problems = Object.entries(inputLists).flatMap(([type, { changes, unmodelled, used, free }]) => {
      const listed = [
        ...changes,
        ...Object.keys(unmodelled),
        ...Object.keys(used),
        ...free,
        ...COMMON_FREE,
        ...COMMON_CHANGES,
      ];
      const known = [...(describeResource(type)?.inputs ?? [])];
      const absent = known.filter((input) => !listed.includes(input)).map((input) => `${type}: ${input} is not listed`);
      const twice = listed
        .filter((input, at) => listed.indexOf(input) !== at)
        .map((input) => `${type}: ${input} twice`);
      const unknown = listed.filter(
        (input) => !known.includes(input) && !COMMON_FREE.includes(input) && input !== "region",
      );
      return [...absent, ...twice, ...unknown.map((input) => `${type}: ${input} is no input`)];
    });
    expect(problems).to.deep.equal([]);
    const priced = knownTypes.filter((type) => (recipeFor({ type })?.recipe.length ?? 0) > 0);
    expect(priced.filter((type) => !(type in inputLists))).to.deep.equal([]);
  });

  it("names a page of AWS for every type", () => {
    for (const [type, { source }] of Object.entries(inputLists))
      expect(source, type).to.match(/^https:\/\/aws\.amazon\.com\/.*pricing\//);
  });

  it("has values for every input that changes the bill of its own resource", () => {
    const drawn = new Set(DRAWS.map(({ type, input }) => `${type} ${input}`));
    const others = [
      "launchTemplate",
      "launchConfiguration",
      "taskDefinition",
      "cluster",
      "replicateSourceDb",
      "functionName",
    ];
    const undrawn = Object.entries(inputLists)
      .filter(([type]) => !ELSEWHERE.includes(type))
      .flatMap(([type, { changes }]) =>
        changes.filter((input) => !others.includes(input)).map((input) => `${type} ${input}`),
      )
      .filter((key) => !drawn.has(key));
    expect(undrawn.filter((key) => !key.startsWith(T.schedule))).to.deep.equal([]);
  });
});

describe("a change of an input", () => {
  it("that is billed changes the total or what is said", () => {
    const silent = DRAWS.flatMap((draw) => {
      const answers = draw.values.map((value) => answerOf(withValue(draw, value)));
      return answers
        .slice(1)
        .flatMap((answer, at) => (answer === answers[0] ? [`${draw.type} ${draw.input} value ${at + 1}`] : []));
    });
    expect(silent).to.deep.equal([]);
  });

  const sample = fc.oneof(
    fc.constant(true),
    fc.constant("drawn"),
    fc.integer({ min: 1, max: 1000 }),
    fc.constant(["drawn"]),
    fc.constant({ drawn: true }),
  );
  const typeNames = Object.keys(inputLists);
  const base = (type: string): object => DRAWS.find((draw) => draw.type === type)?.beside ?? {};
  const changed = fc.constantFrom(...typeNames).chain((type) => {
    const { unmodelled, used, free } = inputLists[type] ?? { unmodelled: {}, used: {}, free: [] };
    const told = [...Object.keys(unmodelled), ...Object.keys(used)];
    const inputs = [
      ...told.map((input) => ({ input, isTold: true })),
      ...free.map((input) => ({ input, isTold: false })),
    ];
    return fc.tuple(
      fc.constant(type),
      fc.constantFrom(...(inputs.length > 0 ? inputs : [{ input: "tags", isTold: false }])),
      sample,
    );
  });

  it("that is billed and not modelled is told, and one that is not billed changes nothing", () => {
    fc.assert(
      fc.property(changed, ([type, { input, isTold }, value]) => {
        const before = answerOf(subjectOf(type, base(type)));
        const after = answerOf(subjectOf(type, { ...base(type), [input]: value }));
        expect(before === after, `${type} ${input} ${JSON.stringify(value)}`).to.equal(!isTold);
      }),
      { numRuns: 400 },
    );
  });
});
