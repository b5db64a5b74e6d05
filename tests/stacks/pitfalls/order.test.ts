import { expect } from "chai";

import type { GraphResource } from "@toolkit/offline/graph";
import type { StackDeployment } from "../../support/deploy-stack";
import { deployCombination, forEachCombination } from "../combinations";

const SERVICE = "aws:ecs/service:Service";

/** What must be registered before what, since AWS refuses or breaks it otherwise; numbers are those of the pitfall list. */
const before: [string, string, string | ((made: StackDeployment, from: GraphResource) => GraphResource[])][] = [
  ["NAT gateway after internet gateway", "aws:ec2/natGateway:NatGateway", "aws:ec2/internetGateway:InternetGateway"],
  ["service after private default routes", SERVICE, privateDefaultRoutes],
  ["service after its listener rule", SERVICE, sameName("aws:lb/listenerRule:ListenerRule")],
  [
    "service after the capacity providers' association",
    SERVICE,
    "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
  ],
  ["service after the policies of its roles", SERVICE, rolePoliciesOfTask],
  ["service after its log group", SERVICE, (made, from) => [made.named(from.name, "aws:cloudwatch/logGroup:LogGroup")]],
  ["scaling target after its service", "aws:appautoscaling/target:Target", sameName(SERVICE)],
  [
    "lifecycle after versioning",
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    sameName("aws:s3/bucketVersioning:BucketVersioning"),
  ],
  ["bucket policy after public access block", "aws:s3/bucketPolicy:BucketPolicy", blockOfSameBucket],
  ["database after its log groups", "aws:rds/instance:Instance", (made) => databaseLogGroups(made)],
  [
    "D17 rollback alarms before the service",
    SERVICE,
    (made, from) => [made.named(`${from.name}-5xx`), made.named(`${from.name}-unhealthy`)],
  ],
];

function sameName(type: string) {
  return (made: StackDeployment, from: GraphResource): GraphResource[] => [made.named(from.name, type)];
}

function privateDefaultRoutes(made: StackDeployment): GraphResource[] {
  return made.all("aws:ec2/route:Route").filter(({ name }) => name.includes("-private-"));
}

function rolePoliciesOfTask(made: StackDeployment, from: GraphResource): GraphResource[] {
  return ["execution", "task"].flatMap((kind) =>
    made.all("aws:iam/rolePolicy:RolePolicy").filter(({ name }) => name === `${from.name}-${kind}`),
  );
}

function blockOfSameBucket(made: StackDeployment, from: GraphResource): GraphResource[] {
  return made
    .all("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock")
    .filter(({ inputs }) => inputs.bucket === from.inputs.bucket);
}

function databaseLogGroups(made: StackDeployment): GraphResource[] {
  return made
    .all("aws:cloudwatch/logGroup:LogGroup")
    .filter(({ inputs }) => String(inputs.name).startsWith("/aws/rds/instance/"));
}

describe("pitfalls: order", () => {
  forEachCombination((combination, name) => {
    for (const [rule, type, target] of before) {
      it(`${name}: ${rule}`, async () => {
        const made = await deployCombination(combination);
        for (const from of made.all(type)) {
          const targets = typeof target === "string" ? made.all(target) : target(made, from);
          expect(targets, `nothing for ${from.name} to wait for`).not.to.have.length(0);
          for (const to of targets) {
            expect(made.waitsFor(from, to), `${from.name} does not wait for ${to.type} ${to.name}`).to.equal(true);
          }
        }
      });
    }
  });

  it("a listener and a distribution use a certificate only once it is issued", async () => {
    for (const frontend of ["ssr", "spa"] as const) {
      const made = await deployCombination({ stack: "prod", frontend });
      const validation = "aws:acm/certificateValidation:CertificateValidation";
      for (const listener of made.all("aws:lb/listener:Listener")) {
        const [urn] = listener.propertyDependencies.certificateArn ?? [];
        expect(urn, listener.name).to.include(`${validation}::`);
      }
      expect(
        made.waitsFor(
          made.only("aws:cloudfront/distribution:Distribution"),
          made.named("edge-certificate", validation),
        ),
      ).to.equal(true);
      expect(made.named("edge-certificate", validation).inputs.region).to.equal("us-east-1");
    }
  });

  it("the trail comes after its bucket's policy, load balancers after that of their log bucket", async () => {
    const made = await deployCombination({ stack: "prod", frontend: "ssr" });
    const policies = made.all("aws:s3/bucketPolicy:BucketPolicy");
    const policyOf = (bucket: unknown) => policies.filter(({ inputs }) => inputs.bucket === bucket);
    const writers = [
      ...made.all("aws:cloudtrail/trail:Trail").map((trail) => [trail, trail.inputs.s3BucketName] as const),
      ...made
        .all("aws:lb/loadBalancer:LoadBalancer")
        .map((balancer) => [balancer, (balancer.inputs.accessLogs as { bucket: string }).bucket] as const),
    ];
    expect(writers).to.have.length(3);
    for (const [writer, bucket] of writers) {
      const [policy] = policyOf(bucket);
      expect(policy, `${writer.name} has no bucket policy`).not.to.equal(undefined);
      if (policy !== undefined) expect(made.waitsFor(writer, policy), writer.name).to.equal(true);
    }
  });
});
