import { expect } from "chai";

import { CostError, type CostResource, estimate, formulas, type Usage } from "../src";
import { costOf, linesOf, missingOf, prices, resource, usage } from "./support/fixtures";

const { HOURS_PER_MONTH } = formulas;

describe("an Auto Scaling group for ECS", () => {
  const template = resource("aws:ec2/launchTemplate:LaunchTemplate", "template", {
    blockDeviceMappings: [{ ebs: { volumeSize: 30 } }],
  });
  const group = resource(
    "aws:autoscaling/group:Group",
    "group",
    {
      minSize: 1,
      mixedInstancesPolicy: {
        instancesDistribution: { onDemandBaseCapacity: 1, onDemandPercentageAboveBaseCapacity: 0 },
        launchTemplate: { overrides: [{ instanceType: "c7g.large" }, { instanceType: "m7g.large" }] },
      },
    },
    { dependsOn: [template.urn] },
  );
  const definition = resource("aws:ecs/taskDefinition:TaskDefinition", "task", { cpu: "512", memory: "1024" });
  const service = resource(
    "aws:ecs/service:Service",
    "orders",
    { desiredCount: 5, capacityProviderStrategies: [{ capacityProvider: "group-provider", weight: 1 }] },
    { propertyDependencies: { taskDefinition: [definition.urn] } },
  );
  const stack = [template, group, definition, service];

  it("has as many instances as the tasks need by network interfaces, one on demand, the rest Spot", () => {
    const month = usage({ compute: { ec2SpotDiscountPercent: 60 } });
    const lines = linesOf(stack, "group", month).map(({ priceKey, monthlyQuantity }) => [priceKey, monthlyQuantity]);
    // Five tasks at two interfaces an instance are three instances, the first type by priority and the cheapest as Spot.
    expect(lines).to.deep.equal([
      ["ec2.c7g.large", HOURS_PER_MONTH],
      ["ec2.c7g.large", 2 * HOURS_PER_MONTH * 0.4],
      ["ebs.gp2.gb", 90],
    ]);
  });

  it("has the types that its strategies choose", () => {
    const typesOf = (onDemandAllocationStrategy: string, spotAllocationStrategy: string) => {
      const distribution = { onDemandBaseCapacity: 1, onDemandPercentageAboveBaseCapacity: 0 };
      const mixedInstancesPolicy = {
        instancesDistribution: { ...distribution, onDemandAllocationStrategy, spotAllocationStrategy },
        launchTemplate: { overrides: [{ instanceType: "m7g.large" }, { instanceType: "c7g.large" }] },
      };
      const other = resource("aws:autoscaling/group:Group", "group", { minSize: 2, mixedInstancesPolicy });
      return linesOf([other], "group").map(({ priceKey }) => priceKey.slice(4, 7));
    };
    expect(typesOf("prioritized", "capacity-optimized-prioritized")).to.deep.equal(["m7g", "m7g"]);
    expect(typesOf("prioritized", "lowest-price")).to.deep.equal(["m7g", "c7g"]);
    expect(typesOf("lowest-price", "price-capacity-optimized")).to.deep.equal(["c7g", "c7g"]);
  });

  it("runs on the default capacity providers of its cluster", () => {
    const cluster = resource("aws:ecs/cluster:Cluster", "cluster");
    const strategies = [{ capacityProvider: "FARGATE_SPOT", weight: 1 }];
    const providers = resource(
      "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
      "providers",
      { defaultCapacityProviderStrategies: strategies },
      { dependsOn: [cluster.urn] },
    );
    const inputs = { desiredCount: 1, taskDefinition: definition.urn };
    const dependent = resource("aws:ecs/service:Service", "shop", inputs, { dependsOn: [definition.urn, cluster.urn] });
    const keys = (...resources: CostResource[]) => linesOf(resources, "shop").map(({ priceKey }) => priceKey);
    expect(keys(definition, cluster, providers, dependent)[0]).to.equal("fargate.spot.x86.vcpu");
    expect(keys(definition, cluster, dependent)[0]).to.equal("fargate.linux.x86.vcpu");
  });

  it("pays for the storage of Spot tasks too, and tells Windows tasks", () => {
    const large = resource("aws:ecs/taskDefinition:TaskDefinition", "task", {
      cpu: "512",
      memory: "1024",
      ephemeralStorage: { sizeInGib: 120 },
    });
    const half = [
      { capacityProvider: "FARGATE", base: 1 },
      { capacityProvider: "FARGATE_SPOT", weight: 1 },
    ];
    const shop = resource(
      "aws:ecs/service:Service",
      "shop",
      { desiredCount: 3, capacityProviderStrategies: half },
      { dependsOn: [large.urn] },
    );
    const busy = usage({ tasks: { other: 3 } });
    const storage = linesOf([large, shop], "shop", busy).filter(({ priceKey }) => priceKey === "fargate.ephemeral.gb");
    expect(storage.reduce((sum, { monthlyQuantity }) => sum + monthlyQuantity, 0)).to.be.closeTo(
      300 * HOURS_PER_MONTH,
      1e-6,
    );
    const runtimePlatform = { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" };
    const windows = resource("aws:ecs/taskDefinition:TaskDefinition", "task", {
      cpu: "512",
      memory: "1024",
      runtimePlatform,
    });
    expect(missingOf(windows, shop)).to.match(/fargate\.windows\.x86\.vcpu/);
  });

  it("that is not for ECS has the instances it is told", () => {
    const plain = (inputs: object) =>
      costOf(
        [
          resource("aws:ec2/launchTemplate:LaunchTemplate", "lt", { instanceType: "t2.medium" }),
          resource("aws:autoscaling/group:Group", "g", inputs, {
            dependsOn: ["urn:pulumi:test::shop::aws:ec2/launchTemplate:LaunchTemplate::lt"],
          }),
        ],
        "g",
      );
    expect(plain({ minSize: 1, desiredCapacity: 2 })).to.be.closeTo(67.74, 0.01);
    expect(plain({ minSize: 1 })).to.be.closeTo(33.87, 0.01);
  });

  it("has the instances for what the profile says of one service", () => {
    const instancesFor = (own: Usage["resources"]) => {
      const month = { ...usage({ tasks: { other: 1 }, compute: { ec2SpotDiscountPercent: 0 } }), resources: own };
      const scaled = resource(
        "aws:appautoscaling/target:Target",
        "target",
        { minCapacity: 1, maxCapacity: 20 },
        { dependsOn: [service.urn] },
      );
      const lines = linesOf([...stack, scaled], "group", month).filter(({ priceKey }) => priceKey.startsWith("ec2."));
      return lines.reduce((sum, { monthlyQuantity }) => sum + monthlyQuantity, 0) / HOURS_PER_MONTH;
    };
    expect(instancesFor({})).to.equal(1);
    expect(instancesFor({ orders: { "tasks.other": 8 } })).to.equal(4);
  });

  it("takes nothing for granted of services that are priced on Fargate, which say so themselves", () => {
    const silent = { ...service, inputs: { desiredCount: 5 } };
    const { resources } = estimate({
      resources: [template, group, definition, silent],
      region: "us-east-1",
      usage: usage(),
      prices,
    });
    const notesOf = (named: string) => resources.find(({ name }) => name === named)?.notes.join("; ");
    expect(notesOf("orders")).to.include("priced on Fargate");
    expect(notesOf("group")).not.to.include("Fargate");
  });

  it("leaves nothing to pay at the service", () => {
    expect(costOf(stack, "orders")).to.equal(0);
  });

  it("refuses a group that names no type", () => {
    expect(() => costOf([resource("aws:autoscaling/group:Group", "g", { minSize: 1 })], "g")).to.throw(
      CostError,
      /neither overrides nor launch template/,
    );
  });
});
