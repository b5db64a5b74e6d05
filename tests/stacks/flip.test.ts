import { expect } from "chai";

import type { GraphResource } from "@toolkit/offline/graph";
import { deployStack, type StackDeployment } from "../support/deploy-stack";

/** What a flip of the flag must never touch: same URN, same inputs. */
const untouched = [
  "aws:ec2/vpc:Vpc",
  "aws:ec2/subnet:Subnet",
  "aws:rds/instance:Instance",
  "aws:kms/key:Key",
  "aws:ecr/repository:Repository",
  "aws:ecs/cluster:Cluster",
  "aws:secretsmanager/secretRotation:SecretRotation",
  "aws:s3/bucket:Bucket",
  "random:index/randomId:RandomId",
];

/** Same URN in both variants, changed in place. */
const updatedInPlace = ["aws:cloudfront/distribution:Distribution"];

const bothVariants = async (
  stack: string,
  set: string[] = [],
): Promise<readonly [StackDeployment, StackDeployment]> => [
  await deployStack(stack, { set: ["frontend=ssr", ...set] }),
  await deployStack(stack, { set: ["frontend=spa", ...set] }),
];

/** Resources of one variant that the other does not have. */
const onlyIn = (a: StackDeployment, b: StackDeployment): GraphResource[] => {
  const others = new Set(b.urns);
  return a.resources.filter(({ urn }) => !others.has(urn));
};

for (const stack of ["dev", "prod"]) {
  describe(`flipping ${stack}`, () => {
    for (const type of untouched) {
      it(`leaves every ${type} as it is`, async () => {
        const [ssr, spa] = await bothVariants(stack);
        const described = (made: StackDeployment) => made.all(type).map(({ urn, inputs }) => ({ urn, inputs }));
        expect(described(ssr)).to.deep.equal(described(spa));
        if (!(stack === "dev" && type.includes("kms"))) expect(described(ssr)).not.to.have.length(0);
      });
    }

    for (const type of updatedInPlace) {
      it(`keeps the URN of ${type}`, async () => {
        const [ssr, spa] = await bothVariants(stack);
        expect(ssr.only(type).urn).to.equal(spa.only(type).urn);
      });
    }

    it("keeps the backend: service, task, target group, load balancer, log group", async () => {
      const [ssr, spa] = await bothVariants(stack);
      const backend = (made: StackDeployment) =>
        made.resources.filter(({ urn, custom }) => custom && urn.endsWith("::backend")).map(({ urn }) => urn);
      expect(backend(ssr)).to.deep.equal(backend(spa));
      const balancer = (made: StackDeployment) => made.named("private", "aws:lb/loadBalancer:LoadBalancer").urn;
      expect(balancer(ssr)).to.equal(balancer(spa));
    });

    it("leaves the way to the backend as it is, which edge locations use until they have followed", async () => {
      const [ssr, spa] = await bothVariants(stack);
      const way = ["lb/loadBalancer:LoadBalancer", "lb/listener:Listener"].map((type) => [`aws:${type}`, /^private/]);
      const service = ["lb/listenerRule:ListenerRule", "lb/targetGroup:TargetGroup", "ecs/service:Service"];
      const inputs = (made: StackDeployment) =>
        [...way, ...service.map((type) => [`aws:${type}`, /^backend$/])].flatMap(([type, name]) =>
          made
            .all(type as string)
            .filter((resource) => (name as RegExp).test(resource.name))
            .map((resource) => ({ urn: resource.urn, inputs: resource.inputs })),
        );
      expect(inputs(ssr)).to.have.length(5);
      expect(inputs(ssr)).to.deep.equal(inputs(spa));
    });

    it("deletes nothing that refuses deletion", async () => {
      const [ssr, spa] = await bothVariants(stack);
      const gone = [...onlyIn(ssr, spa), ...onlyIn(spa, ssr)];
      expect(gone.filter(({ protect }) => protect).map(({ urn }) => urn)).to.deep.equal([]);
      const refusing = gone.filter(
        ({ inputs }) => inputs.enableDeletionProtection === true || inputs.deletionProtection === true,
      );
      expect(refusing.map(({ urn }) => urn)).to.deep.equal([]);
    });

    it("deletes no bucket, repository, log group or key", async () => {
      const [ssr, spa] = await bothVariants(stack);
      const kept = /^aws:(s3\/bucket:|ecr\/|kms\/|rds\/|cloudwatch\/logGroup|secretsmanager\/)/;
      const gone = [...onlyIn(ssr, spa), ...onlyIn(spa, ssr)].filter(({ type }) => kept.test(type));
      expect(gone.map(({ urn }) => urn)).to.deep.equal([]);
    });
  });
}

describe("flipping a stack with a domain", () => {
  it("keeps the DNS records as they are", async () => {
    const [ssr, spa] = await bothVariants("prod");
    for (const name of ["edge-a", "edge-aaaa", "edge-certificate"]) {
      const [a, b] = [ssr, spa].map((made) => made.named(name, "aws:route53/record:Record"));
      expect(a?.urn).to.equal(b?.urn);
      expect(a?.inputs).to.deep.equal(b?.inputs);
    }
  });

  it("keeps the certificates of the edge and of the internal name", async () => {
    const [ssr, spa] = await bothVariants("prod");
    const validation = "aws:acm/certificateValidation:CertificateValidation";
    for (const name of ["edge-certificate", "internal-name"]) {
      expect(ssr.named(name, validation).inputs).to.deep.equal(spa.named(name, validation).inputs);
    }
  });

  it("moves the distribution only after its new origin serves", async () => {
    const [ssr, spa] = await bothVariants("prod");
    const distribution = "aws:cloudfront/distribution:Distribution";
    const waits = (made: StackDeployment, to: GraphResource) => made.waitsFor(made.only(distribution), to);
    expect(ssr.only(distribution).inputs.waitForDeployment).to.equal(true);
    expect(waits(ssr, ssr.named("frontend", "aws:ecs/service:Service"))).to.equal(true);
    expect(waits(ssr, ssr.named("frontend", "aws:lb/listenerRule:ListenerRule"))).to.equal(true);
    expect(waits(spa, spa.only("aws:cloudfront/vpcOrigin:VpcOrigin"))).to.equal(true);
    const admitted = spa.named(
      "security-cloudfront-to-internalAlbFromCloudFront-ingress",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    );
    expect(waits(spa, admitted)).to.equal(true);
    for (const object of spa.all("aws:s3/bucketObjectv2:BucketObjectv2")) expect(waits(spa, object)).to.equal(true);
  });

  it("renders no page before the assets it names are there", async () => {
    const [ssr] = await bothVariants("prod");
    const service = ssr.named("frontend", "aws:ecs/service:Service");
    const assets = ssr.all("aws:s3/bucketObjectv2:BucketObjectv2");
    expect(assets).not.to.have.length(0);
    for (const asset of assets) expect(ssr.waitsFor(service, asset)).to.equal(true);
  });

  it("never makes the edge wait for the database or the backend service in ssr", async () => {
    const [ssr] = await bothVariants("prod");
    const distribution = ssr.only("aws:cloudfront/distribution:Distribution");
    expect(ssr.waitsFor(distribution, "aws:rds/instance:Instance")).to.equal(false);
    expect(ssr.waitsFor(distribution, ssr.named("backend", "aws:ecs/service:Service"))).to.equal(false);
    const [, spa] = await bothVariants("prod");
    expect(spa.waitsFor(spa.only("aws:cloudfront/distribution:Distribution"), "aws:rds/instance:Instance")).to.equal(
      false,
    );
  });
});
