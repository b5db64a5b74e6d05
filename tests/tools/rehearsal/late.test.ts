import { expect } from "chai";

import type { CreatedResource } from "@toolkit/offline/capture";
import { ResourceGraph, nameOfUrn, typeOfUrn } from "@toolkit/offline/graph";
import { missingDependencies, type Run } from "@toolkit/rehearsal/late/find-missing";
import { creationOrder } from "@toolkit/rehearsal/late/order";
import { previewFixture } from "../../support/deploy-stack";
import { officeHours } from "../../support/off-hours";
import { options } from "../../support/options";
import { forEachCombination } from "../../stacks/combinations";

async function run(stack: string, set: readonly string[]): Promise<Run & { readonly region: string }> {
  const created: CreatedResource[] = [];
  const { graph, config } = await previewFixture({ stack, set, onCreate: (made) => created.push(made) });
  return { graph, created, region: config.aws.region };
}

/** `backend needs network-private-a: rule`, one line for each missing dependency. */
const found = (one: Run): string[] =>
  missingDependencies(one).map(({ from, to, rule }) => `${nameOfUrn(from)} needs ${nameOfUrn(to)}: ${rule}`);

/** The same run as if the program had no dependency on resources of a type. */
function without({ graph, ...rest }: Run, type: string, names: RegExp): Run {
  const resources = graph.resources.map((resource) => ({
    ...resource,
    dependsOn: resource.dependsOn.filter((urn) => typeOfUrn(urn) !== type || !names.test(nameOfUrn(urn))),
  }));
  return { ...rest, graph: new ResourceGraph(resources, graph.outputs) };
}

describe("each resource as late as the graph allows", () => {
  forEachCombination(({ stack, frontend }, name) => {
    it(`misses no dependency: ${name}`, async () => {
      expect(found(await run(stack, [`frontend=${frontend}`]))).to.deep.equal([]);
    });
  });

  for (const [what, stack, set] of [...options, ["off hours", "dev", officeHours(), {}] as const]) {
    it(`misses no dependency with an option: ${what}`, async () => {
      expect(found(await run(stack, set))).to.deep.equal([]);
    });
  }

  it("notices that services do not wait for the associations of their subnets", async () => {
    const broken = without(
      await run("dev", []),
      "aws:ec2/routeTableAssociation:RouteTableAssociation",
      /^network-private-/,
    );
    expect(found(broken)).to.have.members(
      ["a", "b"].flatMap((zone) =>
        ["backend", "frontend"].map((service) => `${service} needs network-private-${zone}: service-needs-a-route-out`),
      ),
    );
  });

  it("notices that a VPC origin does not wait for the internet gateway", async () => {
    const broken = without(await run("dev", ["frontend=spa"]), "aws:ec2/internetGateway:InternetGateway", /./);
    expect(found(broken)).to.include("edge-api-http-8080 needs network: vpc-origin-needs-internet-gateway");
  });

  it("orders by dependencies, and puts the late one and what waits for it last", () => {
    const resources = [
      { urn: "service", dependsOn: ["group", "subnet"] },
      { urn: "subnet", dependsOn: ["vpc"] },
      { urn: "vpc", dependsOn: [] },
      { urn: "group", dependsOn: ["vpc"] },
      { urn: "topic", dependsOn: [] },
    ];
    const order = (late?: string): string[] => creationOrder(resources, late).map(({ urn }) => urn);
    expect(order()).to.deep.equal(["vpc", "group", "subnet", "service", "topic"]);
    expect(order("subnet")).to.deep.equal(["vpc", "group", "topic", "subnet", "service"]);
  });
});
