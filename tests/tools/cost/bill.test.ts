import { expect } from "chai";

import { estimate } from "@toolkit/cost";
import { compareBill, parseBill } from "../../../tools/cost/bill";
import { prices, resource, usage } from "../../../packages/cost/tests/support/fixtures";

const BY_USAGE_TYPE = `"Usage type","NatGateway-Hours($)","USE1-VpcEndpoint-Hours($)","Lambda-GB-Second($)","Total costs($)"
"Usage type total","70.00","7.30","1.50","78.80"
"2026-09-01","5.00","","","5.00"
"2026-10-01","33.50","7.30","1.50","42.30"
`;

const cost = estimate({
  resources: [
    resource("aws:ec2/natGateway:NatGateway", "nat"),
    resource("aws:ec2/vpcEndpoint:VpcEndpoint", "logs", { vpcEndpointType: "Interface" }),
    resource("aws:kms/key:Key", "key"),
  ],
  region: "us-east-1",
  usage: usage(),
  prices,
});

describe("a bill beside the estimate", () => {
  it("is the last month of Cost Explorer's table, without its totals", () => {
    const { groupedBy, month, amounts } = parseBill(BY_USAGE_TYPE, "bill.csv");
    expect({ groupedBy, month }).to.deep.equal({ groupedBy: "usage type", month: "2026-10-01" });
    expect([...amounts]).to.deep.equal([
      ["NatGateway-Hours", 33.5],
      ["USE1-VpcEndpoint-Hours", 7.3],
      ["Lambda-GB-Second", 1.5],
    ]);
  });

  it("tells which line is off and by how much, what is not estimated and what is not billed", () => {
    const { lines, billed, estimated } = compareBill(parseBill(BY_USAGE_TYPE, "bill.csv"), cost);
    expect(lines.map(({ name, billed, estimated }) => [name, billed, Number(estimated.toFixed(2))])).to.deep.equal([
      ["Lambda-GB-Second", 1.5, 0],
      ["not billed: kms.key", 0, 1],
      ["NatGateway-Hours", 33.5, 32.85],
      ["USE1-VpcEndpoint-Hours", 7.3, 7.3],
    ]);
    expect(billed).to.be.closeTo(42.3, 1e-9);
    expect(lines.reduce((sum, line) => sum + line.estimated, 0)).to.be.closeTo(estimated, 1e-9);
  });

  it("may be grouped by service", () => {
    const text = `"Service","EC2-Other($)","VPC($)","Key Management Service($)","Total costs($)"\n"2026-10-01","33.00","7.30","1.00","41.30"\n`;
    const { lines } = compareBill(parseBill(text, "bill.csv"), cost);
    expect(lines.map(({ name, estimated }) => [name, Number(estimated.toFixed(2))])).to.deep.equal([
      ["EC2-Other", 32.85],
      ["VPC", 7.3],
      ["Key Management Service", 1],
    ]);
  });

  it("has surplus credits of burstable instances beside their hours, as Cost Explorer does", () => {
    const burstable = estimate({
      resources: [resource("aws:ec2/instance:Instance", "nat", { instanceType: "t4g.nano" })],
      region: "us-east-1",
      usage: usage({ compute: { cpuCreditHours: 100 } }),
      prices,
    });
    const estimatedBy = (text: string) =>
      compareBill(parseBill(text, "bill.csv"), burstable).lines.map(({ name, estimated }) => [
        name,
        Number(estimated.toFixed(2)),
      ]);
    expect(
      estimatedBy(`"Usage type","USE1-BoxUsage:t4g.nano($)","USE1-CPUCredits:t4g($)"\n"2026-10-01","3.80","5.00"\n`),
    ).to.deep.include.members([
      ["USE1-CPUCredits:t4g", 4],
      ["USE1-BoxUsage:t4g.nano", 3.07],
    ]);
    expect(
      estimatedBy(`"Service","EC2-Instances($)","EC2-Other($)"\n"2026-10-01","3.80","5.00"\n`),
    ).to.deep.include.members([
      ["EC2-Other", 4.8],
      ["EC2-Instances", 3.07],
    ]);
  });

  it("is refused when it is something else", () => {
    expect(() => parseBill("a,b\n1,2\n", "x.csv")).to.throw("x.csv is not a table of Cost Explorer");
    expect(() => parseBill(`"Service","S3($)"\n"2026-10-01","much"\n`, "x.csv")).to.throw(
      'x.csv: S3($) of the last month is "much"',
    );
  });
});
