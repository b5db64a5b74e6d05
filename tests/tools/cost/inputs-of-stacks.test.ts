import { expect } from "chai";
import fc from "fast-check";

import { estimate } from "@toolkit/cost";
import { inputLists } from "@toolkit/cost/inputs/index";
import { bundledPrices } from "@toolkit/cost/prices";
import { type Usage } from "@toolkit/cost/usage";
import { T } from "@toolkit/offline/aws-types";
import { type GraphDocument } from "@toolkit/offline/graph";
import { DRAWS } from "../../../packages/cost/tests/inputs/draws";
import { usagePresets } from "../../../tools/cost/application";
import { estimateInput } from "../../../tools/cost/document";
import { deployStack } from "../../support/deploy-stack";

const STACKS = [
  ["dev", "ssr"],
  ["dev", "spa"],
  ["prod", "ssr"],
  ["prod", "spa"],
] as const;
const prices = bundledPrices();
const { small } = usagePresets;
/** The second year, in which keys have rotated. */
const month: Usage = { ...small, operations: { ...small.operations, keyRotations: 1 } };

/** Inputs that may change nothing in these stacks, because another input or resource of theirs decides. */
const DECIDED_ELSEWHERE: Readonly<Record<string, string>> = {
  [`${T.bucket} versioning`]: "a resource of its own",
  [`${T.endpoint} subnetIds`]: "gateway endpoints stand in none",
  [`${T.flowLog} destinationOptions`]: "they go to CloudWatch",
  [`${T.databaseInstance} engineVersion`]: "engineLifecycleSupport refuses what is billed",
  [`${T.metricAlarm} namespace`]: "only alarms of high resolution stand for the metric that they read",
  [`${T.loadBalancer} ipAddressType`]: "an internal one has no public address",
  [`${T.loadBalancer} subnetMappings`]: "an internal one has no public address",
  [`${T.loadBalancer} subnets`]: "an internal one has no public address",
  [`${T.service} desiredCount`]: "the scaling target has the minimum",
  [`${T.service} launchType`]: "the capacity provider strategy",
  ...Object.fromEntries(
    [
      ...["aliases", "type", "cidrRoutingPolicy", "geoproximityRoutingPolicy"],
      ...["geolocationRoutingPolicies", "latencyRoutingPolicies"],
    ].map((input) => [`${T.record} ${input}`, "records of validation and aliases have no queries"]),
  ),
};

function keyOf({ type, input }: { readonly type: string; readonly input: string }): string {
  return `${type} ${input}`;
}

/** What the output says of a whole stack, to the millionth. */
function answerOf(document: GraphDocument, resources: GraphDocument["resources"]): string {
  const input = estimateInput({ ...document, resources }, month, prices, { today: "2026-11-26" });
  const { total, resources: costs } = estimate(input);
  const said = costs.flatMap(({ urn, notes, missing, noPrice, fromProfile, components }) => [
    ...[urn, ...notes, ...missing, ...fromProfile, noPrice ?? ""],
    // Lines of what is not used are told too.
    ...components.map(({ name }) => name),
  ]);
  return JSON.stringify([Math.round(total * 1e6), said]);
}

describe("a change of an input of a stack", () => {
  const documents: GraphDocument[] = [];

  before(async () => {
    for (const [stack, frontend] of STACKS) {
      const { document } = await deployStack(stack, { set: [`frontend=${frontend}`] });
      documents.push(document);
    }
  });

  it("never leaves the answer as it was, unless AWS does not bill it", () => {
    const changes = documents.flatMap((document, stack) =>
      document.resources.flatMap((resource, index) => {
        const { changes = [], unmodelled = {}, used = {}, free = [] } = inputLists[resource.type] ?? {};
        const drawn = changes.flatMap((input) => {
          const draws = DRAWS.find((draw) => keyOf(draw) === keyOf({ type: resource.type, input }));
          return draws === undefined || draws.isTogether === true || keyOf(draws) in DECIDED_ELSEWHERE
            ? []
            : [{ input, values: draws.values, isBilled: true }];
        });
        const told = [...Object.keys(unmodelled), ...Object.keys(used)]
          .filter((input) => resource.inputs[input] === undefined)
          .map((input) => ({ input, values: ["drawn"], isBilled: true }));
        const silent = free.map((input) => ({ input, values: ["drawn"], isBilled: false }));
        return [...drawn, ...told, ...silent].map((change) => ({ stack, index, type: resource.type, ...change }));
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...changes), ({ stack, index, type, input, values, isBilled }) => {
        const document = documents[stack];
        if (document === undefined) throw new Error("every stack was captured");
        const answers = values.map((value) =>
          answerOf(
            document,
            document.resources.map((one, at) =>
              at === index ? { ...one, inputs: { ...one.inputs, [input]: value } } : one,
            ),
          ),
        );
        const all = new Set([...answers, answerOf(document, document.resources)]);
        expect(all.size > 1, `${type} ${input} in ${String(STACKS[stack])}`).to.equal(isBilled);
      }),
      { numRuns: 60 },
    );
  });
});
