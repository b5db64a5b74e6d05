import { expect } from "chai";
import { type Egress, type EndpointService } from "../../components/network";
import { deploy, refusal } from "@toolkit/offline/testing";
import {
  EIP,
  egress,
  ENDPOINT,
  names,
  NAT_GATEWAY,
  network,
  ROUTE,
  SUBNET,
  statements,
} from "./infrastructure-support";

const INSTANCE = "aws:ec2/instance:Instance";
const ENDPOINT_POLICY = "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy";
const REQUIRED: readonly EndpointService[] = ["ecr.api", "ecr.dkr", "logs", "secretsmanager"];

describe("Egress through gateways", () => {
  it("sends every private subnet through the one gateway in the chosen AZ", async () => {
    const deployment = await deploy(() => egress({ natAz: "b" }));
    const gateway = deployment.only(NAT_GATEWAY);
    expect(gateway.name).to.equal("egress-nat-b");
    expect(gateway.inputs).to.deep.include({
      subnetId: deployment.named("network-public-b", SUBNET).id,
      allocationId: deployment.only(EIP).id,
      connectivityType: "public",
    });
    for (const key of ["a", "b"]) {
      expect(deployment.named(`egress-private-${key}`, ROUTE).inputs).to.deep.equal({
        routeTableId: deployment.named(`network-private-${key}`, "aws:ec2/routeTable:RouteTable").id,
        destinationCidrBlock: "0.0.0.0/0",
        natGatewayId: gateway.id,
      });
    }
    expect(deployment.all(ROUTE)).to.have.length(3);
  });

  it("waits for the internet gateway and the public route, which AWS demands", async () => {
    const deployment = await deploy(() => egress());
    const publicRoute = deployment.named("network-public", ROUTE);
    for (const waiting of [deployment.only(NAT_GATEWAY), deployment.only(EIP)]) {
      expect(deployment.waitsFor(waiting, "aws:ec2/internetGateway:InternetGateway")).to.equal(true);
      expect(deployment.waitsFor(waiting, publicRoute)).to.equal(true);
    }
  });

  it("gives each workload AZ a gateway and route of its own with perAz", async () => {
    const deployment = await deploy(() => egress({ nat: "perAz" }));
    for (const key of ["a", "b"]) {
      const gateway = deployment.named(`egress-nat-${key}`, NAT_GATEWAY);
      expect(gateway.inputs.allocationId).to.equal(deployment.named(`egress-nat-${key}`, EIP).id);
      expect(deployment.named(`egress-private-${key}`, ROUTE).inputs.natGatewayId).to.equal(gateway.id);
    }
  });

  it("pays for no gateway in an AZ without tasks", async () => {
    const deployment = await deploy(() => egress({ nat: "perAz", workloadAzKeys: ["b"] }));
    expect(names(deployment.all(NAT_GATEWAY))).to.deep.equal(["egress-nat-b"]);
    expect(names(deployment.all(ROUTE))).to.deep.equal(["egress-private-b", "network-public"]);
  });

  it("exposes what services wait for and alarms watch", async () => {
    let created: Egress | undefined;
    await deploy(() => (created = egress({ nat: "perAz" })));
    expect(Object.keys(created?.natGatewayIds ?? {})).to.deep.equal(["a", "b"]);
    expect(created?.publicIps).to.have.length(2);
    // Two gateways, two routes, what ties two private subnets to them, and the S3 endpoint's policy.
    expect(created?.ready).to.have.length(7);
  });

  it("never points a route at an instance", async () => {
    for (const nat of ["instance", "single", "perAz"] as const) {
      const deployment = await deploy(() => egress({ nat, natSecurityGroupId: "sg-nat" }));
      expect(deployment.all(ROUTE).filter(({ inputs }) => inputs.instanceId !== undefined)).to.deep.equal([]);
    }
  });
});

describe("Egress endpoints", () => {
  it("serve tasks without a NAT, in the workload AZs, to this account only", async () => {
    const deployment = await deploy(() =>
      egress({ nat: "none", endpoints: REQUIRED, endpointSecurityGroupId: "sg-endpoints" }),
    );
    const endpoints = deployment.all(ENDPOINT).filter(({ inputs }) => inputs.vpcEndpointType === "Interface");
    expect(names(endpoints)).to.deep.equal([
      "egress-ecr-api",
      "egress-ecr-dkr",
      "egress-logs",
      "egress-secretsmanager",
    ]);
    const { inputs } = deployment.named("egress-ecr-dkr", ENDPOINT);
    expect(inputs).to.deep.include({
      serviceName: "com.amazonaws.us-east-1.ecr.dkr",
      privateDnsEnabled: true,
      securityGroupIds: ["sg-endpoints"],
      subnetIds: ["network-private-a", "network-private-b"].map((name) => deployment.named(name, SUBNET).id),
    });
    expect(statements(inputs.policy)).to.deep.equal([
      {
        Sid: "OwnAccount",
        Effect: "Allow",
        Principal: "*",
        Action: "ecr:*",
        Resource: "*",
        Condition: { StringEquals: { "aws:PrincipalAccount": "123456789012" } },
      },
    ]);
    for (const type of [NAT_GATEWAY, EIP, INSTANCE]) {
      expect(deployment.all(type), type).to.deep.equal([]);
    }
    expect(names(deployment.all(ROUTE))).to.deep.equal(["network-public"]);
  });

  it("stand only where tasks run", async () => {
    const deployment = await deploy(() =>
      egress({ workloadAzKeys: ["b"], endpoints: ["sts"], endpointSecurityGroupId: "sg-endpoints" }),
    );
    expect(deployment.named("egress-sts", ENDPOINT).inputs.subnetIds).to.deep.equal([
      deployment.named("network-private-b", SUBNET).id,
    ]);
  });

  it("limit S3 to the stack's buckets and to image layers", async () => {
    const deployment = await deploy(() => egress({ s3BucketArns: ["arn:aws:s3:::dumps"] }));
    const { inputs } = deployment.only(ENDPOINT_POLICY);
    expect(inputs.vpcEndpointId).to.equal(deployment.named("network-s3", ENDPOINT).id);
    expect(statements(inputs.policy)).to.deep.equal([
      {
        Sid: "OwnBuckets",
        Effect: "Allow",
        Principal: "*",
        Action: "s3:*",
        Resource: ["arn:aws:s3:::dumps", "arn:aws:s3:::dumps/*"],
        Condition: { StringEquals: { "aws:PrincipalAccount": "123456789012", "aws:ResourceAccount": "123456789012" } },
      },
      {
        Sid: "EcrLayers",
        Effect: "Allow",
        Principal: "*",
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*",
      },
    ]);
  });

  it("leave image layers alone in the policy when tasks use no bucket", async () => {
    const { inputs } = (await deploy(() => egress())).only(ENDPOINT_POLICY);
    expect(statements(inputs.policy).map(({ Sid }) => Sid)).to.deep.equal(["EcrLayers"]);
  });
});

describe("Egress", () => {
  it("refuses what would leave tasks unable to start, all at once", async () => {
    expect(await refusal(() => egress({ nat: "none", endpoints: ["logs"], workloadAzKeys: ["a", "c"] }))).to.equal(
      [
        "egress: Workload AZs: c not among the AZs [a, b].",
        'egress: nat "none" leaves tasks without ecr.api, ecr.dkr, secretsmanager: add these to the endpoints, or choose another nat.',
        "egress: interface endpoints need endpointSecurityGroupId.",
      ].join("\n"),
    );
    expect(
      await refusal(() => egress({ nat: "none", endpoints: REQUIRED, endpointSecurityGroupId: "sg-1", exec: true })),
    ).to.equal(
      'egress: nat "none" leaves tasks without ssmmessages: add these to the endpoints, or choose another nat.',
    );
    expect(await refusal(() => egress({ natAz: "c" }))).to.equal("egress: NAT AZ: c not among the AZs [a, b].");
  });

  it("works with three AZs", async () => {
    const zones = ["a", "b", "c"].map((key) => ({ key, name: `us-east-1${key}` }));
    const deployment = await deploy(() => egress({}, network({ zones })));
    expect(names(deployment.all(ROUTE))).to.deep.equal([
      "egress-private-a",
      "egress-private-b",
      "egress-private-c",
      "network-public",
    ]);
  });
});
