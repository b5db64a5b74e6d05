import { expect } from "chai";

import { fargateMemorySizes } from "../../../components/compute";
import type { StackDeployment } from "../../support/deploy-stack";
import { deployCombination, forEachCombination } from "../combinations";

/** Types and keys that compile and are wrong (pitfalls 1.2, 1.3, 3.3, 3.5, 4.2, 6.30, 8.6). */
const bannedTypes = [
  /^aws:s3\/bucket\w*V2:/,
  /^aws:alb\//,
  /^aws:s3\/bucketAcl:/,
  /^aws:iam\/policyAttachment:/,
  /^aws:iam\/openIdConnectProvider:/,
  /^aws:iam\/user:/,
  /^aws:ec2\/securityGroupRule:/,
  /^aws:ec2\/defaultVpc:/,
  /^aws:shield\/subscription:/,
];
const bannedKeys: Readonly<Record<string, readonly string[]>> = {
  "aws:s3/bucket:Bucket": [
    "acl",
    "versioning",
    "serverSideEncryptionConfiguration",
    "lifecycleRules",
    "policy",
    "corsRules",
    "website",
    "logging",
    "objectLockConfiguration",
  ],
  "aws:ec2/securityGroup:SecurityGroup": ["ingress", "egress", "name"],
  "aws:lb/targetGroup:TargetGroup": ["name"],
  "aws:iam/role:Role": ["inlinePolicies", "managedPolicyArns"],
  "aws:ecs/service:Service": ["launchType"],
  "aws:rds/instance:Instance": ["password", "passwordWo", "iops", "storageThroughput", "name"],
  "aws:rds/parameterGroup:ParameterGroup": ["name"],
  "aws:cloudfront/distribution:Distribution": ["loggingConfig", "customErrorResponses"],
};

/** Resources with a fixed name; every other one gets a random suffix, so that a replacement can be made first. */
const mayBeNamed =
  /^aws:(ecs\/cluster|ecr\/repository|cloudwatch\/|cloudtrail\/|cloudfront\/|wafv2\/|scheduler\/|route53\/|budgets\/|backup\/|iam\/instanceProfile|kms\/alias|sfn\/|sns\/|sqs\/|appautoscaling\/|secretsmanager\/)/;

interface Container {
  name: string;
  environment: { name: string; value: string }[];
  secrets?: { name: string; valueFrom: string }[];
  portMappings: { containerPort: number; hostPort: number }[];
  [key: string]: unknown;
}
const containersOf = (inputs: Readonly<Record<string, unknown>>) =>
  JSON.parse(inputs.containerDefinitions as string) as Container[];

const tasks = (made: StackDeployment) => made.all("aws:ecs/taskDefinition:TaskDefinition");

describe("pitfalls: shapes", () => {
  forEachCombination((combination, name) => {
    it(`${name}: no banned type or key`, async () => {
      const made = await deployCombination(combination);
      const types = made.resources.filter(({ type }) => bannedTypes.some((banned) => banned.test(type)));
      expect(types.map(({ urn }) => urn)).to.deep.equal([]);
      const keys = made.resources.flatMap(({ type, inputs, name: resource }) =>
        (bannedKeys[type] ?? []).filter((key) => inputs[key] !== undefined).map((key) => `${resource}.${key}`),
      );
      expect(keys).to.deep.equal([]);
    });

    it(`${name}: only what must be named has a fixed name`, async () => {
      const made = await deployCombination(combination);
      const named = made.resources.filter(
        ({ type, inputs, custom }) => custom && "name" in inputs && !mayBeNamed.test(type),
      );
      expect(named.filter(({ type }) => type.startsWith("aws:")).map(({ urn }) => urn)).to.deep.equal([]);
    });

    it(`${name}: names leave room for the suffix`, async () => {
      const made = await deployCombination(combination);
      for (const type of ["aws:lb/loadBalancer:LoadBalancer", "aws:lb/targetGroup:TargetGroup"]) {
        for (const resource of made.all(type))
          expect(resource.name).to.match(/^(?!internal(-|$))[a-z0-9][a-z0-9-]{0,22}[a-z0-9]$/);
      }
      for (const { inputs } of made.all("aws:s3/bucket:Bucket"))
        expect(inputs.bucketPrefix).to.match(/^[a-z0-9][a-z0-9-]{0,36}$/);
      expect(made.only("aws:rds/instance:Instance").inputs.identifier).to.match(/^[a-z](-?[a-z0-9]+)*$/);
    });

    it(`${name}: every group of an interface has egress but the database's`, async () => {
      const made = await deployCombination(combination);
      const withEgress = new Set(
        made.all("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule").map(({ inputs }) => inputs.securityGroupId),
      );
      const without = made.all("aws:ec2/securityGroup:SecurityGroup").filter(({ id }) => !withEgress.has(id));
      // The groups of the CloudFront prefix list stand beside another group of the same load balancer.
      expect(without.map((group) => group.name).filter((group) => !group.endsWith("FromCloudFront"))).to.deep.equal([
        "security-database",
      ]);
    });

    it(`${name}: the CloudFront prefix list sits alone in its group`, async () => {
      const made = await deployCombination(combination);
      const rules = made.all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
      const listed = rules.filter(({ inputs }) => inputs.prefixListId !== undefined);
      expect(listed).to.have.length(1);
      for (const { inputs, name: rule } of listed) {
        expect(rules.filter((other) => other.inputs.securityGroupId === inputs.securityGroupId)).to.have.length(1);
        expect(rule).not.to.match(/\d/);
      }
    });

    it(`${name}: task definitions are in ECS's own form`, async () => {
      const made = await deployCombination(combination);
      expect(tasks(made).length).to.be.greaterThan(0);
      for (const { inputs, name: task } of tasks(made)) {
        expect(fargateMemorySizes(Number(inputs.cpu)), task).to.include(Number(inputs.memory));
        expect(inputs).to.include({ networkMode: "awsvpc", skipDestroy: true });
        expect(inputs.taskRoleArn).not.to.equal(inputs.executionRoleArn);
        for (const container of containersOf(inputs)) {
          expect(container).to.deep.include({
            essential: true,
            cpu: 0,
            user: "1000:1000",
            volumesFrom: [],
            systemControls: [],
          });
          const names = container.environment.map((variable) => variable.name);
          expect(names).to.deep.equal([...names].sort());
          expect(names.filter((variable) => /PASSWORD|TOKEN|SECRET(?!_ARN)/.test(variable))).to.deep.equal([]);
          for (const mapping of container.portMappings) expect(mapping.hostPort).to.equal(mapping.containerPort);
          for (const { valueFrom } of container.secrets ?? [])
            expect(valueFrom).to.match(/^arn:aws:secretsmanager:[^:]+:\d{12}:secret:[^:]+(:\w*::)?$/);
        }
      }
    });

    it(`${name}: services point at a container and port that exist`, async () => {
      const made = await deployCombination(combination);
      for (const { inputs, name: service, ignoreChanges } of made.all("aws:ecs/service:Service")) {
        const [balancer] = inputs.loadBalancers as { containerName: string; containerPort: number }[];
        const [container] = containersOf(made.named(service, "aws:ecs/taskDefinition:TaskDefinition").inputs);
        expect(container?.name).to.equal(balancer?.containerName);
        expect(container?.portMappings.map(({ containerPort }) => containerPort)).to.deep.equal([
          balancer?.containerPort,
        ]);
        expect(made.named(service, "aws:lb/targetGroup:TargetGroup").inputs).to.include({
          targetType: "ip",
          port: balancer?.containerPort,
        });
        expect(ignoreChanges).to.include("desiredCount");
        expect(inputs.healthCheckGracePeriodSeconds).to.be.a("number");
        const strategies = inputs.capacityProviderStrategies as { base?: number; weight: number }[];
        expect(strategies.filter(({ base }) => base !== undefined).length).to.be.at.most(1);
        expect(strategies.every(({ weight }) => weight > 0)).to.equal(true);
      }
    });

    it(`${name}: scaling names the service, not its ARN`, async () => {
      const made = await deployCombination(combination);
      for (const { inputs } of made.all("aws:appautoscaling/target:Target")) {
        expect(inputs.resourceId).to.match(/^service\/[\w-]+\/[\w-]+$/);
      }
    });

    it(`${name}: listener rules have a priority of their own`, async () => {
      const made = await deployCombination(combination);
      const places = made
        .all("aws:lb/listenerRule:ListenerRule")
        .map(({ inputs }) => `${String(inputs.listenerArn)} ${String(inputs.priority)}`);
      expect(new Set(places).size).to.equal(places.length);
    });

    it(`${name}: a bucket has one policy, one lifecycle, one encryption`, async () => {
      const made = await deployCombination(combination);
      for (const type of [
        "bucketPolicy:BucketPolicy",
        "bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        "bucketPublicAccessBlock:BucketPublicAccessBlock",
        "bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      ]) {
        const buckets = made.all(`aws:s3/${type}`).map(({ inputs }) => inputs.bucket);
        expect(new Set(buckets).size, type).to.equal(buckets.length);
        expect(buckets, type).to.have.length(made.all("aws:s3/bucket:Bucket").length);
      }
    });

    it(`${name}: only us-east-1 things name a region`, async () => {
      const made = await deployCombination(combination);
      const regions = new Set(
        made.resources
          .filter(({ type }) => type !== "pulumi:providers:aws")
          .map(({ inputs }) => inputs.region)
          .filter((region) => region !== undefined),
      );
      expect([...regions].filter((region) => region !== "us-east-1")).to.deep.equal([]);
    });

    it(`${name}: the one provider carries region, account and tags, and no credentials`, async () => {
      const made = await deployCombination(combination);
      const { inputs } = made.only("pulumi:providers:aws");
      expect(inputs.region).to.equal("us-east-1");
      // A provider takes its arguments as JSON texts.
      expect(JSON.parse(inputs.allowedAccountIds as string)).to.deep.equal(["123456789012"]);
      expect((JSON.parse(inputs.defaultTags as string) as { tags: object }).tags).to.include.keys(
        "Project",
        "Environment",
        "Owner",
      );
      expect(inputs).not.to.have.any.keys("accessKey", "secretKey", "token");
      const aws = made.resources.filter(({ type }) => type.startsWith("aws:"));
      expect(new Set(aws.map(({ provider }) => provider)).size).to.equal(1);
    });

    it(`${name}: certificates of one name share one validation record`, async () => {
      const made = await deployCombination(combination);
      const records = made
        .all("aws:route53/record:Record")
        .map(({ inputs }) => `${String(inputs.name)} ${String(inputs.type)}`);
      expect(new Set(records).size).to.equal(records.length);
    });
  });
});
