import { expect } from "chai";
import fc from "fast-check";
import { type Cidr, cidrContains, cidrsOverlap, formatCidr, parseCidr } from "../../components/network/cidr";
import { MAX_AZS, planSubnets, type SubnetPlan, VPC_PREFIX } from "../../components/network/subnet-plan";

const vpcs = fc
  .tuple(fc.integer({ min: VPC_PREFIX.min, max: VPC_PREFIX.max }), fc.integer({ min: 0, max: 2 ** 32 - 1 }))
  .map(([prefix, address]) => formatCidr({ base: address - (address % 2 ** (32 - prefix)), prefix }));
const azLists = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e", "use1-az1", "use1-az6"), {
  minLength: 2,
  maxLength: MAX_AZS,
});

const ranges = (plan: SubnetPlan): Cidr[] =>
  [plan.publicCidrs, plan.privateCidrs, plan.isolatedCidrs].flatMap((tier) => Object.values(tier).map(parseCidr));

describe("planSubnets", () => {
  it("cuts a /16 as documented", () => {
    expect(planSubnets({ cidr: "10.0.0.0/16", azKeys: ["a", "b"] })).to.deep.equal({
      privateCidrs: { a: "10.0.0.0/19", b: "10.0.32.0/19" },
      publicCidrs: { a: "10.0.128.0/20", b: "10.0.144.0/20" },
      isolatedCidrs: { a: "10.0.192.0/21", b: "10.0.200.0/21" },
    });
  });

  it("keeps every subnet inside the VPC, apart from the others, and of a size that AWS allows", () => {
    fc.assert(
      fc.property(vpcs, azLists, (cidr, azKeys) => {
        const vpc = parseCidr(cidr);
        const subnets = ranges(planSubnets({ cidr, azKeys }));
        expect(subnets).to.have.length(3 * azKeys.length);
        for (const [index, subnet] of subnets.entries()) {
          expect(cidrContains(vpc, subnet)).to.equal(true);
          expect(subnet.prefix).to.be.within(16, 28);
          expect(subnets.slice(index + 1).filter((other) => cidrsOverlap(subnet, other))).to.deep.equal([]);
        }
      }),
    );
  });

  it("leaves every range where it was when an AZ is appended", () => {
    fc.assert(
      fc.property(vpcs, azLists, (cidr, azKeys) => {
        fc.pre(azKeys.length > 2);
        const before = planSubnets({ cidr, azKeys: azKeys.slice(0, -1) });
        const after = planSubnets({ cidr, azKeys });
        expect(after.privateCidrs).to.include(before.privateCidrs);
        expect(after.publicCidrs).to.include(before.publicCidrs);
        expect(after.isolatedCidrs).to.include(before.isolatedCidrs);
      }),
    );
  });

  it("keeps the last eighth of the VPC free for what comes later", () => {
    fc.assert(
      fc.property(vpcs, azLists, (cidr, azKeys) => {
        const vpc = parseCidr(cidr);
        const size = 2 ** (32 - vpc.prefix);
        const free: Cidr = { base: vpc.base + (size / 8) * 7, prefix: vpc.prefix + 3 };
        expect(ranges(planSubnets({ cidr, azKeys })).filter((subnet) => cidrsOverlap(subnet, free))).to.deep.equal([]);
      }),
    );
  });

  it("names every mistake at once", () => {
    expect(() => planSubnets({ cidr: "10.0.0.0/24", azKeys: ["a"] })).to.throw(
      "network: The VPC range 10.0.0.0/24 must be between /16 and /23.\nnetwork: A VPC needs 2 to 4 AZs, got 1: [a].",
    );
    expect(() => planSubnets({ cidr: "10.0.0.0/16", azKeys: ["a", "b", "a"] })).to.throw("a stands twice");
    expect(() => planSubnets({ cidr: "10.0.0.0/16", azKeys: ["a", "b", "c", "d", "e"] })).to.throw("got 5");
  });
});

describe("parseCidr", () => {
  it("reads what formatCidr writes", () => {
    fc.assert(
      fc.property(vpcs, (cidr) => {
        expect(formatCidr(parseCidr(cidr))).to.equal(cidr);
      }),
    );
  });

  for (const text of ["10.0.0.0", "10.0.0.0/33", "10.0.0.256/16", "10.0.0/16", "fd00::/48", ""]) {
    it(`refuses "${text}"`, () => {
      expect(() => parseCidr(text)).to.throw(`"${text}" is not an IPv4 range: write it as 10.0.0.0/16.`);
    });
  }

  it("names the range that was meant when host bits are set", () => {
    expect(() => parseCidr("10.0.5.0/16")).to.throw('"10.0.5.0/16" has bits set beyond its prefix: write 10.0.0.0/16.');
  });
});
