import { expect } from "chai";

import { ShieldProtections } from "../../components/security";
import { ACCOUNT_ID } from "@toolkit/offline/capture";
import { deploy } from "@toolkit/offline/testing";
import { typesAndNames } from "./compute-support";
import { account } from "./infrastructure-support";

const EDGE = `arn:aws:cloudfront::${ACCOUNT_ID}:distribution/E1234567890ABC`;
const ADDRESS = `arn:aws:ec2:us-east-1:${ACCOUNT_ID}:eip-allocation/eipalloc-0123456789abcdef0`;

describe("ShieldProtections", () => {
  it("protects each resource, and never subscribes", async () => {
    const deployment = await deploy(
      () => new ShieldProtections("shield", { account, resourceArns: { edge: EDGE, "nat-a": ADDRESS } }),
    );
    expect(typesAndNames(deployment)).to.deep.equal([
      "aws:shield/protection:Protection::shield-edge",
      "aws:shield/protection:Protection::shield-nat-a",
    ]);
    expect(deployment.named("shield-edge").inputs).to.deep.equal({ name: "webapp-dev-edge", resourceArn: EDGE });
    expect(deployment.named("shield-nat-a").inputs).to.deep.equal({ name: "webapp-dev-nat-a", resourceArn: ADDRESS });
  });
});
