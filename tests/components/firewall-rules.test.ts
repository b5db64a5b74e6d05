import { expect } from "chai";
import fc from "fast-check";

import { CAPACITY_UNITS, firewallRules } from "../../components/security/firewall-rules";

describe("firewall rules", () => {
  const args = fc.record({
    scope: fc.constantFrom("CLOUDFRONT" as const, "REGIONAL" as const),
    rateLimit: fc.integer({ min: 10, max: 2_000_000_000 }),
    allowsAddresses: fc.boolean(),
    blocksAddresses: fc.boolean(),
  });

  it("have priorities of their own, in order, and stay within the capacity of an ACL", () => {
    fc.assert(
      fc.property(args, (given) => {
        const rules = firewallRules(given);
        const priorities = rules.map(({ priority }) => priority);
        expect(priorities).to.deep.equal([...new Set(priorities)].sort((a, b) => a - b));
        expect(rules.reduce((sum, { capacityUnits }) => sum + capacityUnits, 0)).to.be.at.most(CAPACITY_UNITS);
      }),
    );
  });

  it("use 1,179 capacity units at most, as AWS publishes them", () => {
    const published: Record<string, number> = {
      AWSManagedRulesAmazonIpReputationList: 25,
      AWSManagedRulesCommonRuleSet: 700,
      AWSManagedRulesKnownBadInputsRuleSet: 200,
      AWSManagedRulesSQLiRuleSet: 200,
      AWSManagedRulesAnonymousIpList: 50,
    };
    const rules = firewallRules({ scope: "CLOUDFRONT", rateLimit: 2000, allowsAddresses: true, blocksAddresses: true });
    for (const { match, capacityUnits } of rules) {
      if (match.kind === "managed") expect(capacityUnits, match.group).to.equal(published[match.group]);
    }
    expect(rules.reduce((sum, { capacityUnits }) => sum + capacityUnits, 0)).to.equal(1179);
  });
});
