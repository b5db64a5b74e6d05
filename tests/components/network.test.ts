import { expect } from "chai";
import { UserError } from "../../components/errors";
import { type Network } from "../../components/network";
import { deploy, refusal } from "@toolkit/offline/testing";
import { ENDPOINT, GROUP, names, network, ROUTE, statements, SUBNET } from "./infrastructure-support";

const TABLE = "aws:ec2/routeTable:RouteTable";
const ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";

describe("Network", () => {
  it("makes a VPC that resolves the names of endpoints and databases", async () => {
    const { inputs } = (await deploy(() => network())).only("aws:ec2/vpc:Vpc");
    expect(inputs).to.deep.equal({
      cidrBlock: "10.0.0.0/16",
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: { Name: "webapp-dev-network" },
    });
  });

  it("makes three subnets in each AZ, none of which gives out public addresses", async () => {
    const deployment = await deploy(() => network());
    const subnets = deployment.all(SUBNET);
    expect(names(subnets)).to.deep.equal([
      "network-isolated-a",
      "network-isolated-b",
      "network-private-a",
      "network-private-b",
      "network-public-a",
      "network-public-b",
    ]);
    expect(subnets.map(({ inputs }) => inputs.mapPublicIpOnLaunch)).to.deep.equal(Array(6).fill(false));
    expect(deployment.named("network-private-b", SUBNET).inputs).to.deep.include({
      availabilityZone: "us-east-1b",
      cidrBlock: "10.0.32.0/19",
    });
  });

  it("leaves the subnets of other AZs as they are when one is appended", async () => {
    const zones = ["a", "b", "c"].map((key) => ({ key, name: `us-east-1${key}` }));
    const [two, three] = [await deploy(() => network()), await deploy(() => network({ zones }))];
    expect(three.all(SUBNET)).to.have.length(9);
    for (const { urn, inputs } of two.all(SUBNET)) {
      const { cidrBlock, availabilityZone } = three.graph.byUrn(urn).inputs;
      expect({ cidrBlock, availabilityZone }).to.deep.equal({
        cidrBlock: inputs.cidrBlock,
        availabilityZone: inputs.availabilityZone,
      });
    }
  });

  it("names subnets by the configured key, whatever zone it is in the account", async () => {
    const zones = [
      { key: "use1-az1", name: "us-east-1d" },
      { key: "use1-az2", name: "us-east-1f" },
    ];
    const deployment = await deploy(() => network({ zones }));
    expect(deployment.named("network-public-use1-az1", SUBNET).inputs.availabilityZone).to.equal("us-east-1d");
  });

  it("routes public subnets, and only these, to the internet gateway", async () => {
    const deployment = await deploy(() => network());
    const { inputs } = deployment.only(ROUTE);
    expect(inputs).to.deep.equal({
      routeTableId: deployment.named("network-public", TABLE).id,
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: deployment.only("aws:ec2/internetGateway:InternetGateway").id,
    });
    const tableOf = (name: string) => deployment.named(name, ASSOCIATION).inputs.routeTableId;
    expect(tableOf("network-public-a")).to.equal(inputs.routeTableId);
    expect(tableOf("network-public-b")).to.equal(inputs.routeTableId);
    for (const key of ["a", "b"]) {
      expect(tableOf(`network-private-${key}`)).to.equal(deployment.named(`network-private-${key}`, TABLE).id);
      expect(tableOf(`network-isolated-${key}`)).to.equal(deployment.named("network-isolated", TABLE).id);
    }
    expect(deployment.all(ASSOCIATION)).to.have.length(6);
  });

  it("reaches S3 from private and isolated subnets through the free gateway endpoint", async () => {
    const deployment = await deploy(() => network());
    const { inputs } = deployment.only(ENDPOINT);
    expect(inputs).to.deep.include({ vpcEndpointType: "Gateway", serviceName: "com.amazonaws.us-east-1.s3" });
    expect(inputs.routeTableIds).to.have.members(
      ["network-private-a", "network-private-b", "network-isolated"].map((name) => deployment.named(name, TABLE).id),
    );
  });

  it("empties the default security group and makes no other", async () => {
    const deployment = await deploy(() => network());
    expect(deployment.only("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup").inputs).to.have.all.keys(
      "vpcId",
      "tags",
    );
    expect(deployment.all(GROUP)).to.deep.equal([]);
  });

  it("exposes subnets in the order of the zones", async () => {
    let created: Network | undefined;
    const deployment = await deploy(() => (created = network()));
    expect(created?.privateCidrs).to.deep.equal({ a: "10.0.0.0/19", b: "10.0.32.0/19" });
    expect(Object.keys(created?.privateRouteTableIds ?? {})).to.deep.equal(["a", "b"]);
    expect(created?.isolatedSubnetIds).to.have.length(2);
    expect(created?.publicRoutes).to.have.length(3);
    expect(deployment.all("aws:ec2/vpc:Vpc")).to.have.length(1);
  });

  it("lets two networks live side by side", async () => {
    const deployment = await deploy(() => [network({}, "one"), network({ cidr: "10.1.0.0/16" }, "two")]);
    expect(deployment.all(SUBNET)).to.have.length(12);
  });

  it("refuses a VPC that cannot be cut, in a sentence", async () => {
    expect(await refusal(() => network({ cidr: "10.0.0.0/24" }))).to.equal(
      "network: The VPC range 10.0.0.0/24 must be between /16 and /23.",
    );
    expect(() => network({ cidr: "10.0.0.1/16" })).to.throw(UserError);
  });
});

describe("Network flow logs", () => {
  const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
  const FLOW_LOG = "aws:ec2/flowLog:FlowLog";

  it("log what was rejected, to a group with an end", async () => {
    const deployment = await deploy(() => network());
    expect(deployment.only(LOG_GROUP).inputs).to.deep.equal({
      name: "/webapp-dev/network/flow-logs",
      retentionInDays: 7,
    });
    const { inputs, propertyDependencies } = deployment.only(FLOW_LOG);
    expect(propertyDependencies.iamRoleArn).to.deep.equal([deployment.only("aws:iam/role:Role").urn]);
    expect(inputs).to.deep.equal({
      vpcId: deployment.only("aws:ec2/vpc:Vpc").id,
      trafficType: "REJECT",
      logDestinationType: "cloud-watch-logs",
      logDestination: "arn:aws:logs:us-east-1:123456789012:log-group:/webapp-dev/network/flow-logs",
      iamRoleArn: inputs.iamRoleArn,
      maxAggregationInterval: 60,
      tags: { Name: "webapp-dev-network" },
    });
  });

  it("wait for their permissions, which reach one log group", async () => {
    const deployment = await deploy(() => network());
    const policy = deployment.only("aws:iam/rolePolicy:RolePolicy");
    expect(deployment.waitsFor(deployment.only(FLOW_LOG), policy)).to.equal(true);
    expect(statements(policy.inputs.policy)).to.deep.equal([
      {
        Sid: "WriteFlowLogs",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
        Resource: "arn:aws:logs:us-east-1:123456789012:log-group:/webapp-dev/network/flow-logs:*",
      },
      {
        Sid: "FindLogGroup",
        Effect: "Allow",
        Action: "logs:DescribeLogGroups",
        Resource: "arn:aws:logs:us-east-1:123456789012:log-group:*",
      },
    ]);
  });

  it("are written by the flow-log service of this account only", async () => {
    const { inputs } = (await deploy(() => network())).only("aws:iam/role:Role");
    expect(inputs.namePrefix).to.equal("webapp-dev-network-flow-logs-");
    expect(statements(inputs.assumeRolePolicy)).to.deep.equal([
      {
        Effect: "Allow",
        Principal: { Service: "vpc-flow-logs.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": "123456789012" },
          ArnLike: { "aws:SourceArn": "arn:aws:ec2:us-east-1:123456789012:vpc-flow-log/*" },
        },
      },
    ]);
  });

  it("log everything, under a key, when asked", async () => {
    const logsKeyArn = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555";
    const deployment = await deploy(() =>
      network({ flowLogs: "all", logs: { retentionDays: 365, keyArn: logsKeyArn } }),
    );
    expect(deployment.only(FLOW_LOG).inputs.trafficType).to.equal("ALL");
    expect(deployment.only(LOG_GROUP).inputs).to.deep.include({ retentionInDays: 365, kmsKeyId: logsKeyArn });
  });

  it("leave nothing behind when off", async () => {
    const deployment = await deploy(() => network({ flowLogs: "none" }));
    for (const type of [FLOW_LOG, LOG_GROUP, "aws:iam/role:Role", "aws:iam/rolePolicy:RolePolicy"]) {
      expect(deployment.all(type), type).to.deep.equal([]);
    }
  });
});
