import { type CostResource, estimate, formulas, type Roles, usagePresets as neutral } from "@toolkit/cost";
import { expect } from "chai";

import { roles, usagePresets } from "../../../tools/cost/application";
import { estimateDocument, estimateInput } from "../../../tools/cost/document";
import { bundledPrices } from "@toolkit/cost/prices";
import { deployStack } from "../../support/deploy-stack";

const { toCents } = formulas;

/** The resources under logical names and URNs that say nothing, and how they were called. */
function anonymous(resources: readonly CostResource[]) {
  const numbers = new Map(resources.map(({ urn }, index) => [urn, `r${index}`]));
  const renamed = (urn: string) => numbers.get(urn) ?? urn;
  return {
    names: new Map(resources.map(({ type, name, urn }) => [`${type} ${name}`, renamed(urn)])),
    resources: resources.map((resource) => ({
      ...resource,
      urn: renamed(resource.urn),
      name: renamed(resource.urn),
      dependsOn: resource.dependsOn?.map(renamed),
      propertyDependencies: Object.fromEntries(
        Object.entries(resource.propertyDependencies ?? {}).map(([key, urns]) => [key, urns.map(renamed)]),
      ),
    })),
  };
}

describe("a stack whose names say nothing", () => {
  for (const frontend of ["ssr", "spa"]) {
    it(`costs what ours costs once it is told what ours is told (${frontend})`, async () => {
      const { document } = await deployStack("prod", { set: [`frontend=${frontend}`] });
      const ours = estimateDocument(document, usagePresets.large);
      const { resources, names } = anonymous(document.resources);
      const translated = (type: string, facts: object) =>
        Object.fromEntries(Object.entries(facts).map(([name, fact]) => [names.get(`${type} ${name}`) ?? name, fact]));
      const input = { ...estimateInput(document, usagePresets.large, bundledPrices()), resources };
      const buckets = translated("aws:s3/bucket:Bucket", roles.buckets ?? {}) as Roles["buckets"];
      const tasks = translated("aws:ecs/service:Service", usagePresets.large.tasks) as typeof neutral.large.tasks;
      const usage = { ...usagePresets.large, tasks };
      expect(toCents(estimate({ ...input, usage, roles: { buckets } }).total)).to.equal(toCents(ours.total));
    });

    it(`is priced when nothing is told: what differs are its tasks and dumps (${frontend})`, async () => {
      const { document } = await deployStack("prod", { set: [`frontend=${frontend}`] });
      const ours = estimateDocument(document, usagePresets.large);
      const { resources } = anonymous(document.resources);
      const theirs = estimate({ resources, region: ours.region, usage: neutral.large, prices: bundledPrices() });
      const differing = ours.resources.filter(
        (cost, index) => toCents(sum(cost.components)) !== toCents(sum(theirs.resources[index]?.components ?? [])),
      );
      expect(new Set(differing.map(({ type }) => type))).to.deep.equal(
        new Set(["aws:ecs/service:Service", "aws:s3/bucket:Bucket", "aws:ecs/cluster:Cluster"]),
      );
      expect(differing.find(({ type }) => type === "aws:s3/bucket:Bucket")?.name).to.equal("dumps");
    });
  }
});

const sum = (lines: readonly { readonly monthlyCost: number }[]): number =>
  lines.reduce((total, { monthlyCost }) => total + monthlyCost, 0);
