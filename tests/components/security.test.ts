import { expect } from "chai";
import { Security, type SecurityArgs, type TrafficArgs, trafficRules } from "../../components/security";
import { deploy } from "@toolkit/offline/testing";
import { account, EGRESS, GROUP, INGRESS, names } from "./infrastructure-support";

const ports = { publicAlb: 443, internalAlb: 443, frontend: 3000, backend: 8080, database: 3306 };
const rendered: TrafficArgs = {
  pages: "rendered",
  apiAtEdge: false,
  nat: "single",
  endpoints: [],
  ports,
  dump: true,
  uses: [{ from: "backend", to: "database", port: 3306, description: "Queries" }],
};

const security = (traffic: Partial<TrafficArgs> = {}, change: Partial<SecurityArgs> = {}, name = "security") =>
  new Security(name, {
    account,
    vpcId: "vpc-1",
    edges: trafficRules({ ...rendered, ...traffic }),
    privateCidrs: { a: "10.0.0.0/19", b: "10.0.32.0/19" },
    s3PrefixListId: "pl-s3",
    cloudFrontPrefixListId: "pl-cloudfront",
    ...change,
  });

describe("Security", () => {
  it("makes the groups of each variant and no other", async () => {
    expect(names((await deploy(() => security())).all(GROUP))).to.deep.equal([
      "security-backend",
      "security-database",
      "security-dump",
      "security-frontend",
      "security-internalAlb",
      "security-internalAlbFromCloudFront",
      "security-publicAlb",
      "security-publicAlbFromCloudFront",
    ]);
    expect(
      names((await deploy(() => security({ pages: "stored", apiAtEdge: true, dump: false }))).all(GROUP)),
    ).to.deep.equal([
      "security-backend",
      "security-database",
      "security-internalAlb",
      "security-internalAlbFromCloudFront",
    ]);
  });

  it("describes groups, and gives them neither fixed names nor inline rules", async () => {
    const deployment = await deploy(() => security({ nat: "instance", endpoints: ["logs"], ec2Capacity: true }));
    // AWS replaces a group whose description changes, which fails while an interface uses it: never edit one.
    expect(
      Object.fromEntries(deployment.all(GROUP).map(({ name, inputs }) => [name, inputs.description])),
    ).to.deep.equal({
      "security-publicAlb": "Public load balancer: to the front end",
      "security-publicAlbFromCloudFront": "Public load balancer: from CloudFront only",
      "security-frontend": "Front-end tasks",
      "security-internalAlb": "Internal load balancer: from the front end, to the backend",
      "security-internalAlbFromCloudFront": "Internal load balancer: from the CloudFront VPC origin only",
      "security-backend": "Backend tasks",
      "security-database": "Database",
      "security-dump": "Database backup task",
      "security-endpoints": "Interface endpoints",
      "security-natInstance": "NAT instance",
      "security-ec2Capacity": "ECS container instances",
    });
    for (const { name, inputs } of deployment.all(GROUP)) {
      expect(inputs, name).to.have.all.keys("vpcId", "description", "tags");
    }
  });

  it("turns an edge between groups into one rule at each end", async () => {
    const deployment = await deploy(() => security());
    const [alb, frontend] = ["publicAlb", "frontend"].map((group) => deployment.named(`security-${group}`, GROUP).id);
    const common = { ipProtocol: "tcp", fromPort: 3000, toPort: 3000, description: "Page requests and health checks" };
    expect(deployment.named("security-publicAlb-to-frontend-egress", EGRESS).inputs).to.deep.equal({
      ...common,
      securityGroupId: alb,
      referencedSecurityGroupId: frontend,
    });
    expect(deployment.named("security-publicAlb-to-frontend-ingress", INGRESS).inputs).to.deep.equal({
      ...common,
      securityGroupId: frontend,
      referencedSecurityGroupId: alb,
    });
  });

  it("makes exactly the rules of the table", async () => {
    const edges = trafficRules(rendered);
    const deployment = await deploy(() => security());
    const expected = (side: "from" | "to", suffix: string) =>
      edges
        .filter((edge) => !["cloudfront", "s3", "internet"].includes(edge[side]))
        .map(({ key }) => `security-${key}-${suffix}`)
        .sort();
    expect(names(deployment.all(EGRESS))).to.deep.equal(expected("from", "egress"));
    expect(names(deployment.all(INGRESS))).to.deep.equal(expected("to", "ingress"));
  });

  it("puts the prefix list alone into a group, under a URN without a port", async () => {
    const deployment = await deploy(() => security());
    const group = deployment.named("security-publicAlbFromCloudFront", GROUP);
    const rules = [...deployment.all(INGRESS), ...deployment.all(EGRESS)].filter(
      ({ inputs }) => inputs.securityGroupId === group.id,
    );
    expect(rules.map(({ inputs }) => inputs)).to.deep.equal([
      {
        securityGroupId: group.id,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        prefixListId: "pl-cloudfront",
        description: "Page requests from CloudFront",
      },
    ]);
    const moved = await deploy(() => security({ ports: { ...ports, publicAlb: 8080 } }));
    expect(moved.urns).to.deep.equal(deployment.urns);
    expect(moved.graph.byUrn(rules[0]?.urn ?? "").inputs.fromPort).to.equal(8080);
  });

  it("admits each private range to the NAT instance, on HTTPS", async () => {
    const deployment = await deploy(() => security({ nat: "instance" }));
    const nat = deployment.named("security-natInstance", GROUP).id;
    const admitted = deployment.all(INGRESS).filter(({ inputs }) => inputs.securityGroupId === nat);
    expect(admitted.map(({ name, inputs }) => [name, inputs.cidrIpv4, inputs.fromPort, inputs.toPort])).to.deep.equal([
      ["security-privateSubnets-to-natInstance-ingress-a", "10.0.0.0/19", 443, 443],
      ["security-privateSubnets-to-natInstance-ingress-b", "10.0.32.0/19", 443, 443],
    ]);
  });

  it("reaches S3 by its prefix list and the internet on HTTPS only", async () => {
    const deployment = await deploy(() => security());
    expect(deployment.named("security-dump-to-s3-egress", EGRESS).inputs).to.deep.include({
      prefixListId: "pl-s3",
      fromPort: 443,
    });
    const open = [...deployment.all(INGRESS), ...deployment.all(EGRESS)].filter(
      ({ inputs }) => inputs.cidrIpv4 === "0.0.0.0/0",
    );
    expect(names(open)).to.deep.equal([
      "security-backend-to-internet-egress",
      "security-dump-to-internet-egress",
      "security-frontend-to-internet-egress",
    ]);
    expect(open.map(({ inputs }) => [inputs.ipProtocol, inputs.fromPort, inputs.toPort])).to.deep.equal(
      Array(3).fill(["tcp", 443, 443]),
    );
  });

  it("gives out the groups of an interface together, and says which group does not exist", async () => {
    let created: Security | undefined;
    await deploy(() => (created = security({ pages: "stored", apiAtEdge: true })));
    expect(created?.interfaceGroupIds("internalAlb")).to.deep.equal([
      created?.groupId("internalAlb"),
      created?.groupId("internalAlbFromCloudFront"),
    ]);
    expect(created?.interfaceGroupIds("backend")).to.deep.equal([created?.groupId("backend")]);
    expect(() => created?.groupId("frontend")).to.throw('No traffic edge mentions the security group "frontend".');
  });

  it("lets two live side by side", async () => {
    const deployment = await deploy(() => [security({}, {}, "one"), security({}, {}, "two")]);
    expect(deployment.all(GROUP)).to.have.length(16);
  });
});
