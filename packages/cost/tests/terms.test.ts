import { expect } from "chai";

import { estimate, LIST_TERMS, type Terms, totalsByTag } from "../src";
import { definition, prices, resource, service, usage } from "./support/fixtures";

const database = resource("aws:rds/instance:Instance", "db", {
  ...{ engine: "mysql", instanceClass: "db.t4g.micro", allocatedStorage: 20, storageType: "gp3" },
});
const zone = resource("aws:route53/zone:Zone", "zone");
const resources = [definition, service({ desiredCount: 1 }), database, zone];
const totalAt = (terms: Partial<Terms>) =>
  estimate({ resources, region: "us-east-1", usage: usage(), prices, terms: { ...LIST_TERMS, ...terms } }).total;

const instance = 730 * 0.016;

describe("terms", () => {
  it("of the price list change nothing", () => {
    expect(totalAt({})).to.equal(estimate({ resources, region: "us-east-1", usage: usage(), prices }).total);
  });

  it("commit to compute and to database instances apart, not to storage or Spot", () => {
    const arm = 730 * (0.25 * 0.03238 + 0.5 * 0.00356);
    expect(totalAt({ commitment: { compute: 20, database: 0 } })).to.be.closeTo(totalAt({}) - 0.2 * arm, 1e-9);
    expect(totalAt({ commitment: { compute: 0, database: 30 } })).to.be.closeTo(totalAt({}) - 0.3 * instance, 1e-9);
    const spot = service({ capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }] });
    const input = { resources: [definition, spot], region: "us-east-1", usage: usage(), prices };
    const committed = { ...LIST_TERMS, commitment: { compute: 50, database: 50 } };
    expect(estimate({ ...input, terms: committed }).total).to.equal(estimate(input).total);
  });

  it("take a discount off everything, and bill the hours that there are but whole months where AWS does", () => {
    expect(totalAt({ discount: 10 })).to.be.closeTo(totalAt({}) * 0.9, 1e-9);
    expect(totalAt({ hours: 73 })).to.be.closeTo((totalAt({}) - 0.5) / 10 + 0.5, 1e-9);
  });
});

describe("totals by tag", () => {
  it("take a resource's tags and those of its provider", () => {
    const provider = resource("pulumi:providers:aws", "aws", { defaultTags: '{"tags":{"Team":"web"}}' });
    const own = resource("aws:kms/key:Key", "a", { tags: { Team: "data" } }, { provider: `${provider.urn}::id` });
    const inherited = resource("aws:kms/key:Key", "b", {}, { provider: provider.urn });
    const cost = estimate({ resources: [provider, own, inherited, zone], region: "us-east-1", usage: usage(), prices });
    expect(totalsByTag(cost, "Team").map(({ value, total }) => [value, total])).to.deep.equal([
      ["data", 1],
      ["web", 1],
      [undefined, 0.5],
    ]);
  });
});
