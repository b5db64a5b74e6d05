import { expect } from "chai";

import {
  CostError,
  estimate,
  formulas,
  knownTypes,
  recipeFor,
  totalsByService,
  usagePresets,
} from "../../preview/cost";
import { costOf, linesOf, prices, resource, usage } from "./support/fixtures";

const { toCents, HOURS_PER_MONTH } = formulas;

const tasks = (cpu: string, memory: string, cpuArchitecture = "ARM64") =>
  resource("aws:ecs/taskDefinition:TaskDefinition", "task", { cpu, memory, runtimePlatform: { cpuArchitecture } });
const definition = tasks("256", "512");
const service = (inputs: object, name = "backend") =>
  resource("aws:ecs/service:Service", name, inputs, { propertyDependencies: { taskDefinition: [definition.urn] } });
const scaling = (target: { urn: string }, minCapacity: number, maxCapacity: number) =>
  resource("aws:appautoscaling/target:Target", "scaling", { minCapacity, maxCapacity }, { dependsOn: [target.urn] });

describe("services on Fargate", () => {
  const spot = service({
    capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }],
    desiredCount: 1,
  });

  it("cost 2.25 USD for one ARM Spot task of 0.25 vCPU and 0.5 GB", () => {
    expect(toCents(costOf([definition, spot], "backend"))).to.equal(2.25);
    expect(linesOf([definition, spot], "backend").map(({ kind }) => kind)).to.deep.equal(["fixed", "fixed"]);
  });

  it("cost 9.01 USD on x86 on demand, and 36.50 for ten public addresses", () => {
    const x86 = tasks("256", "512", "X86_64");
    const plain = service({ launchType: "FARGATE", desiredCount: 1 });
    expect(toCents(costOf([x86, plain], "backend"))).to.equal(9.01);
    const open = service({ desiredCount: 10, networkConfiguration: { assignPublicIp: true } });
    const address = linesOf([definition, open], "backend").find(({ priceKey }) => priceKey === "ipv4.public.hour");
    expect(address?.monthlyCost).to.equal(36.5);
  });

  it("pay the scaling minimum always and the profile's average with the usage, within the maximum", () => {
    const elastic = service({ desiredCount: 7 });
    const month = usage({ tasks: { backend: 20 } });
    const lines = linesOf([definition, elastic, scaling(elastic, 2, 5)], "backend", month);
    const hours = (kind: string) =>
      lines.filter((line) => line.kind === kind && line.priceKey.endsWith("vcpu")).map((l) => l.monthlyQuantity / 0.25);
    expect(hours("fixed")).to.deep.equal([2 * HOURS_PER_MONTH]);
    expect(hours("usage")).to.deep.equal([3 * HOURS_PER_MONTH]);
  });

  it("split the average over an on-demand base and Spot", () => {
    const mixed = service({
      capacityProviderStrategies: [
        { capacityProvider: "FARGATE", base: 2, weight: 0 },
        { capacityProvider: "FARGATE_SPOT", weight: 1 },
      ],
    });
    const lines = linesOf([definition, mixed, scaling(mixed, 2, 8)], "backend", usage({ tasks: { backend: 6 } }));
    expect(lines.filter(({ kind }) => kind === "fixed").map(({ priceKey }) => priceKey)).to.deep.equal([
      "fargate.linux.arm.vcpu",
      "fargate.linux.arm.gb",
    ]);
    const usageLines = lines.filter(({ kind }) => kind === "usage").map((l) => [l.priceKey, l.monthlyQuantity]);
    expect(usageLines).to.deep.equal([
      ["fargate.spot.arm.vcpu", 4 * 0.25 * HOURS_PER_MONTH],
      ["fargate.spot.arm.gb", 4 * 0.5 * HOURS_PER_MONTH],
    ]);
  });

  it("run old and new tasks side by side while deploying", () => {
    const month = usage({ operations: { deploys: 60, deploymentMinutes: 10 } });
    const extra = costOf([definition, spot], "backend", month) - costOf([definition, spot], "backend");
    expect(extra).to.be.closeTo((2.2459 * 10) / HOURS_PER_MONTH, 1e-4);
  });

  it("refuse a service whose name does not say which load it takes", () => {
    expect(() => costOf([definition, service({}, "worker")], "worker")).to.throw(
      CostError,
      /"worker" cannot be priced/,
    );
  });

  const scheduled = (name: string, action: string, scheduleExpression: string, input: object = {}) =>
    resource("aws:scheduler/schedule:Schedule", name, {
      scheduleExpression,
      target: { arn: `arn:aws:scheduler:::aws-sdk:${action}`, input: JSON.stringify(input) },
    });

  const target = (min: number, max: number) =>
    resource(
      "aws:appautoscaling/target:Target",
      "scaling",
      { minCapacity: min, maxCapacity: max, resourceId: "service/cluster/backend" },
      { dependsOn: [spot.urn] },
    );

  it("run in the hours that schedules give them bounds", () => {
    const bounds = (name: string, cron: string, MinCapacity: number, MaxCapacity: number, service = "backend") =>
      scheduled(name, "applicationautoscaling:registerScalableTarget", cron, {
        ResourceId: `service/cluster/${service}`,
        MinCapacity,
        MaxCapacity,
      });
    const always = [definition, spot, target(1, 2)];
    const offHours = [
      bounds("stop", "cron(0 20 ? * MON-FRI *)", 0, 0),
      bounds("start", "cron(0 7 ? * MON-FRI *)", 1, 2),
      bounds("other", "cron(0 0 ? * MON-FRI *)", 9, 9, "frontend"),
    ];
    expect(costOf([...always, ...offHours], "backend")).to.be.closeTo((costOf(always, "backend") * 65) / 168, 1e-9);
  });

  it("raise their average with a scheduled floor", () => {
    const scaled = target(1, 10);
    const floor = (name: string, schedule: string, minCapacity: number) =>
      resource(
        "aws:appautoscaling/scheduledAction:ScheduledAction",
        name,
        { schedule, scalableTargetAction: { minCapacity, maxCapacity: 10 } },
        { dependsOn: [scaled.urn] },
      );
    const floors = [floor("day", "cron(0 8 * * ? *)", 4), floor("night", "cron(0 20 * * ? *)", 1)];
    const one = costOf([definition, spot, scaled], "backend");
    expect(costOf([definition, spot, scaled, ...floors], "backend")).to.be.closeTo(one * 2.5, 1e-9);
    const busy = usage({ tasks: { backend: 2 } });
    expect(costOf([definition, spot, scaled, ...floors], "backend", busy)).to.be.closeTo(one * 3, 1e-9);
  });

  it("are not stopped by the schedules of the database, which pays only while it runs", () => {
    const offHours = [
      scheduled("stop", "rds:stopDBInstance", "cron(0 20 ? * MON-FRI *)"),
      scheduled("start", "rds:startDBInstance", "cron(0 7 ? * MON-FRI *)"),
    ];
    const always = [definition, spot, target(1, 2)];
    expect(costOf([...always, ...offHours], "backend")).to.equal(costOf(always, "backend"));
    const db = resource("aws:rds/instance:Instance", "db", { instanceClass: "db.t4g.micro", allocatedStorage: 20 });
    expect(costOf([db, ...offHours], "db")).to.be.closeTo((0.016 * HOURS_PER_MONTH * 65) / 168 + 2.3, 1e-9);
    const balancer = resource("aws:lb/loadBalancer:LoadBalancer", "lb", { internal: true });
    expect(toCents(costOf([balancer, ...offHours], "lb"))).to.equal(16.43);
  });
});

describe("network and load balancing", () => {
  it("a public load balancer in two zones costs 23.73 USD, an internal one 16.43", () => {
    const balancer = (internal: boolean) =>
      resource("aws:lb/loadBalancer:LoadBalancer", "lb", { internal, subnets: ["a", "b"] });
    expect(toCents(costOf([balancer(false)], "lb"))).to.equal(23.73);
    expect(toCents(costOf([balancer(true)], "lb"))).to.equal(16.43);
  });

  it("refuses a network load balancer", () => {
    const balancer = resource("aws:lb/loadBalancer:LoadBalancer", "lb", { loadBalancerType: "network" });
    expect(() => costOf([balancer], "lb")).to.throw(CostError, /no price for "network"/);
  });

  it("shares NAT data over the gateways; each costs 32.85 USD and its address 3.65", () => {
    const gateways = ["a", "b"].map((zone) => resource("aws:ec2/natGateway:NatGateway", zone));
    const month = usage({ network: { natGb: 40 } });
    expect(toCents(costOf(gateways, "a", month))).to.equal(33.75);
    expect(toCents(costOf([resource("aws:ec2/eip:Eip", "ip")], "ip"))).to.equal(3.65);
  });

  it("leaves to the NAT what endpoints do not carry, and all that goes to the internet", () => {
    const gateway = resource("aws:ec2/natGateway:NatGateway", "a");
    const endpoint = resource("aws:ec2/vpcEndpoint:VpcEndpoint", "logs", { vpcEndpointType: "Interface" });
    const cost = (natGb: number, endpointGb: number, internetGb: number) =>
      costOf([gateway, endpoint], "a", usage({ network: { natGb, endpointGb, internetGb } })) - 32.85;
    expect(cost(100, 60, 10)).to.be.closeTo(1.8, 1e-9);
    expect(cost(100, 100, 10)).to.be.closeTo(0.45, 1e-9);
  });

  it("a NAT instance costs 3.71 USD besides its address", () => {
    const nat = resource("aws:ec2/instance:Instance", "nat", {
      instanceType: "t4g.nano",
      rootBlockDevice: { volumeSize: 8 },
    });
    expect(toCents(costOf([nat], "nat"))).to.equal(3.71);
  });

  it("prices an instance size the table lacks as a multiple of large, unverified", () => {
    const [line] = linesOf([resource("aws:ec2/instance:Instance", "big", { instanceType: "m7g.4xlarge" })], "big");
    expect(line).to.include({ priceKey: "ec2.m7g.large", monthlyQuantity: 8 * HOURS_PER_MONTH, confidence: "D" });
    const unknown = resource("aws:ec2/instance:Instance", "odd", { instanceType: "x9.large" });
    expect(() => costOf([unknown], "odd")).to.throw(CostError, /ec2\.x9\.large/);
  });

  it("four interface endpoints in two zones cost 58.40 USD; gateway endpoints are free", () => {
    const four = ["a", "b", "c", "d"].map((name) =>
      resource("aws:ec2/vpcEndpoint:VpcEndpoint", name, { vpcEndpointType: "Interface", subnetIds: ["1", "2"] }),
    );
    const gateway = resource("aws:ec2/vpcEndpoint:VpcEndpoint", "s3", { vpcEndpointType: "Gateway" });
    const cost = estimate({ resources: [...four, gateway], region: "us-east-1", usage: usage(), prices });
    expect(toCents(cost.total)).to.equal(58.4);
    expect(cost.resources.at(-1)?.free).to.equal("gateway endpoints are free");
  });

  it("bills data between zones in both directions and egress above 100 GB", () => {
    const month = usage({ network: { crossAzGb: 60, internetGb: 150 } });
    expect(toCents(costOf([resource("aws:ec2/vpc:Vpc", "vpc")], "vpc", month))).to.equal(1.2);
    expect(toCents(costOf([resource("aws:ec2/internetGateway:InternetGateway", "igw")], "igw", month))).to.equal(4.5);
  });
});

describe("database", () => {
  const database = (inputs: object) =>
    resource("aws:rds/instance:Instance", "db", { instanceClass: "db.t4g.small", allocatedStorage: 50, ...inputs });

  it("costs 29.11 USD in one zone and 58.95 in two", () => {
    expect(toCents(costOf([database({})], "db"))).to.equal(29.11);
    expect(toCents(costOf([database({ multiAz: true })], "db"))).to.equal(58.95);
  });

  it("adds the secret that RDS keeps and advanced insights", () => {
    const insights = costOf([database({ databaseInsightsMode: "advanced" })], "db") - costOf([database({})], "db");
    expect(toCents(insights)).to.equal(18.25);
    const secret = costOf([database({ manageMasterUserPassword: true })], "db") - costOf([database({})], "db");
    expect(toCents(secret)).to.equal(0.4);
  });

  it("keeps backups for free up to its own size", () => {
    const backups = (usedGb: number) =>
      linesOf(
        [database({ backupRetentionPeriod: 10 })],
        "db",
        usage({ database: { usedGb, dailyChangePercent: 10 } }),
      ).find(({ priceKey }) => priceKey === "rds.backup.gb")?.monthlyQuantity;
    expect([backups(25), backups(40)]).to.deep.equal([0, 30]);
  });

  it("prices a size the table lacks as a multiple of large, unverified", () => {
    const [instance] = linesOf([database({ instanceClass: "db.m7g.2xlarge" })], "db");
    expect(instance).to.include({ priceKey: "rds.mysql.db.m7g.large.single", confidence: "D" });
    expect(instance?.monthlyQuantity).to.equal(4 * HOURS_PER_MONTH);
  });

  it("refuses a family or storage without a price", () => {
    expect(() => costOf([database({ instanceClass: "db.x2g.large" })], "db")).to.throw(CostError, /db\.x2g\.large/);
    expect(() => costOf([database({ storageType: "io2" })], "db")).to.throw(CostError, /io2/);
    expect(() => costOf([database({ iops: 12_000 })], "db")).to.throw(CostError, /12000 IOPS/);
  });
});

describe("every resource", () => {
  it("of a type nobody knows is an error that names the type, all at once", () => {
    const resources = [resource("aws:lambda/function:Function", "a"), resource("aws:eks/cluster:Cluster", "b")];
    expect(() => estimate({ resources, region: "us-east-1", usage: usagePresets.small, prices })).to.throw(
      CostError,
      /aws:lambda\/function:Function is neither priced nor declared free[^]*aws:eks\/cluster:Cluster/,
    );
  });

  it("of a free type says why", () => {
    const some = [
      resource("aws:iam/role:Role", "role"),
      resource("random:index/randomId:RandomId", "id"),
      resource("webapp:network:Network", "network", {}, { custom: false }),
      resource("aws:ec2/subnet:Subnet", "subnet"),
    ];
    const { resources } = estimate({ resources: some, region: "us-east-1", usage: usagePresets.small, prices });
    expect(resources.map(({ free }) => free?.length ?? 0).every((length) => length > 5)).to.be.true;
  });

  it("has one recipe only, in one service", () => {
    expect(new Set(knownTypes).size).to.equal(knownTypes.length);
    expect(recipeFor({ type: "aws:lb/loadBalancer:LoadBalancer" })?.service).to.equal("Load balancing");
  });

  it("with a region of its own is priced there", () => {
    const topics = [resource("aws:cloudwatch/logGroup:LogGroup", "logs", { region: "us-east-1", retentionInDays: 1 })];
    const month = usage({ logs: { applicationGb: 1 } });
    const [ingest] = linesOf(topics, "logs", month, "eu-west-1");
    expect(ingest?.unitPrice).to.equal(0.5);
  });

  it("of an unknown region is refused before anything is priced", () => {
    expect(() => estimate({ resources: [], region: "mars-1", usage: usage(), prices })).to.throw(CostError, /mars-1/);
  });

  it("adds up: services to the total, lines to fixed and usage", () => {
    const resources = [definition, service({}), resource("aws:ec2/natGateway:NatGateway", "nat")];
    const cost = estimate({ resources, region: "us-east-1", usage: usagePresets.small, prices });
    const services = totalsByService(cost);
    expect(services.map((row) => row.service)).to.deep.equal(["Network", "Containers"]);
    expect(services.reduce((sum, { total }) => sum + total, 0)).to.be.closeTo(cost.total, 1e-9);
    expect(cost.fixed + cost.usage).to.be.closeTo(cost.total, 1e-9);
  });
});
