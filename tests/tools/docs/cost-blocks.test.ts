import { expect } from "chai";

import { componentClasses, withCostBlock } from "../../../tools/docs/cost/class-docs";
import { costList } from "../../../tools/docs/cost/cost-list";
import { estimate, usagePresets } from "@toolkit/cost";
import { prices, resource } from "../../../packages/cost/tests/support/fixtures";

const fileOf = (comment: string) =>
  `/** Something else. */\nexport interface Args {}\n\n${comment}\nexport class Thing extends pulumi.ComponentResource {\n  constructor() {\n    super("webapp:x:Thing", name);\n  }\n}\n`;

describe("cost blocks of components", () => {
  it("list a month of what is always paid and the rates of the rest", () => {
    const resources = [
      resource("aws:ec2/natGateway:NatGateway", "a"),
      resource("aws:ec2/natGateway:NatGateway", "b"),
      resource("aws:ec2/eip:Eip", "a"),
    ];
    const cost = estimate({ resources, region: "us-east-1", usage: usagePresets.small, prices });
    expect(costList(cost.resources)).to.deep.equal([
      "NAT gateway: 32.85 a month",
      "Public IPv4 address: 3.65 a month",
      "Data processed: 0.045 per GB processed",
    ]);
    expect(costList([])).to.deep.equal(["free"]);
  });

  it("go to the end of the class's comment, and replace what stands there", () => {
    const expected = fileOf(
      "/**\n * A thing.\n *\n * It does much.\n *\n * <cost>\n * USD in us-east-1, sized as the stacks do:\n * - free\n * </cost>\n */",
    );
    const source = fileOf("/**\n * A thing.\n *\n * It does much.\n */");
    expect(componentClasses(source)).to.deep.equal([{ name: "Thing", type: "webapp:x:Thing" }]);
    expect(withCostBlock(source, "Thing", ["free"])).to.equal(expected);
    expect(withCostBlock(withCostBlock(source, "Thing", ["a: 1", "b: 2"]), "Thing", ["free"])).to.equal(expected);
  });

  it("stand before the examples", () => {
    const example = "\n *\n * @example\n * ```ts\n * new Thing();\n * ```\n */";
    const source = fileOf(`/**\n * A thing.${example}`);
    const expected = fileOf(
      `/**\n * A thing.\n *\n * <cost>\n * USD in us-east-1, sized as the stacks do:\n * - free\n * </cost>${example}`,
    );
    expect(withCostBlock(source, "Thing", ["free"])).to.equal(expected);
    expect(withCostBlock(expected, "Thing", ["free"])).to.equal(expected);
  });

  it("make a comment of one line longer, and need one", () => {
    expect(withCostBlock(fileOf("/** A thing. */"), "Thing", ["free"])).to.include(
      "\n\n/**\n * A thing.\n *\n * <cost>\n",
    );
    expect(() => withCostBlock(fileOf("const x = 1;"), "Thing", ["free"])).to.throw("Class Thing has no doc comment");
  });
});
