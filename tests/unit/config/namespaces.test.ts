import { expect } from "chai";

import { namespaceProblems } from "../../../stacks/config/namespaces";

const ours = { webapp: ["frontend", "domain"], aws: ["region"] };
const fixes = (key: string): string[] => namespaceProblems([key], ours).map(({ fix }) => fix);

describe("namespaces of the configuration", () => {
  const misplaced: readonly [string, string][] = [
    ["webap:frontend", "webapp:frontend"],
    ["Webapp:frontned", "webapp:frontned"],
    ["ws:region", "aws:region"],
    ["shop:frontend", "webapp:frontend"],
    ["shop:domain.name", "webapp:domain.name"],
  ];
  for (const [key, meant] of misplaced) {
    it(`${key} is told with ${meant}`, () => {
      expect(fixes(key)).to.deep.equal([`is read by nobody; did you mean "${meant}"?`]);
    });
  }

  for (const key of [
    "webapp:anything",
    "aws:region",
    "pulumi:tags",
    "awsx:x",
    "random:x",
    "datadog:apiKey",
    "shop:own",
  ]) {
    it(`${key} is left to whoever reads it`, () => {
      expect(fixes(key)).to.deep.equal([]);
    });
  }
});
