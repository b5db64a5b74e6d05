import { expect } from "chai";

import { monthlyLine } from "../../../tools/cost/monthly-line";
import { type GraphResource } from "@toolkit/offline/graph";
import { resource } from "../../../packages/cost/tests/support/fixtures";

const document = (profile: string, region: string, ...types: string[]) => ({
  config: { profile, aws: { region } },
  resources: types.map((type) => resource(type, "it", {}, { custom: true })) as unknown as GraphResource[],
});

describe("the monthly cost in one line", () => {
  it("names the usage that fits the profile", () => {
    const gateway = "aws:ec2/natGateway:NatGateway";
    expect(monthlyLine(document("dev", "us-east-1", gateway))).to.match(/^32\.94 USD at usage idle; /);
    expect(monthlyLine(document("prod", "us-east-1", gateway))).to.match(/^34\.65 USD at usage small; /);
  });

  it("says why it is unknown", () => {
    const gateway = "aws:ec2/natGateway:NatGateway";
    expect(monthlyLine(document("dev", "cn-north-1", gateway))).to.match(
      /^unknown: There are no prices for region "cn-north-1"/,
    );
    expect(monthlyLine(document("dev", "eu-north-1", gateway))).to.match(/^about \d/);
    expect(monthlyLine(document("dev", "us-east-1", "aws:a/b:C"))).to.equal(
      "unknown: there is no recipe for this type",
    );
  });

  it("says what is missing in it", () => {
    const types = ["C", "D", "E", "F", "G"].map((name) => `aws:a/b:${name}`);
    expect(monthlyLine(document("dev", "us-east-1", "aws:ec2/natGateway:NatGateway", ...types))).to.match(
      /^at least 32\.94 USD at usage idle, 5 resources have no price: it \(a\.C\), it \(a\.D\), it \(a\.E\), 2 more; /,
    );
  });
});
