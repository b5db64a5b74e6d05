/** Inputs in which AWS's schemas are wrong or mean something else than the provider, with the reason, by type. */
const EXCEPTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "aws:devopsguru/resourceCollection:ResourceCollection": {
    type: "the API takes AWS_SERVICE too (DevOps Guru API reference, UpdateResourceCollection)",
  },
  "aws:route53/trafficPolicyInstance:TrafficPolicyInstance": {
    name: "the schema wants the dot at the end, which the provider adds",
  },
  "aws:securityhub/aggregatorV2:AggregatorV2": {
    regionLinkingMode: "the API takes ALL_REGIONS too (Security Hub API reference, CreateAggregatorV2)",
  },
};

/** @param input as in a finding: `containerDefinitions[0].name`. */
export const isException = (type: string, input: string): boolean =>
  input.replaceAll(/\[\d+\]/g, "") in (EXCEPTIONS[type] ?? {});
