import { T } from "@toolkit/offline/aws-types";
import type { Properties } from "../protocol/values";
import { proof, type Proof } from "./proof";
import type { Scenario } from "./scenario";
import * as stage from "./stage";

interface Named {
  readonly type: string;
  readonly key: string;
  readonly inputs?: (aws: Scenario) => Properties;
}

/** Types whose names are unique, with what else they need. */
const named: readonly Named[] = [
  { type: T.loadBalancer, key: "name", inputs: (aws) => ({ subnets: stage.network(aws).subnetIds }) },
  {
    type: T.targetGroup,
    key: "name",
    inputs: (aws) => ({ vpcId: stage.vpc(aws).id, port: 80, protocol: "HTTP", targetType: "ip" }),
  },
  { type: T.role, key: "name", inputs: () => ({ assumeRolePolicy: stage.trust("ec2.amazonaws.com") }) },
  { type: T.instanceProfile, key: "name" },
  { type: T.logGroup, key: "name" },
  { type: T.bucket, key: "bucket" },
  { type: T.databaseInstance, key: "identifier", inputs: (aws) => stage.databaseInputs(aws, stage.network(aws)) },
  { type: T.databaseSubnets, key: "name", inputs: (aws) => ({ subnetIds: stage.network(aws).subnetIds }) },
  { type: T.databaseParameters, key: "name", inputs: () => ({ family: "mysql8.4" }) },
  { type: T.secret, key: "name" },
  { type: T.alias, key: "name" },
  { type: T.webAcl, key: "name", inputs: () => ({ scope: "REGIONAL" }) },
  { type: T.edgeFunction, key: "name", inputs: () => ({ code: "function handler(event) { return event.request; }" }) },
  { type: T.originAccess, key: "name" },
  { type: T.responseHeaders, key: "name" },
  { type: T.cachePolicy, key: "name" },
  {
    type: T.trail,
    key: "name",
    inputs: (aws) => {
      const bucket = stage.bucket(aws);
      aws.make(T.bucketPolicy, { bucket: bucket.id, policy: stage.allow("cloudtrail.amazonaws.com", "s3:PutObject") });
      return { s3BucketName: bucket.id };
    },
  },
  { type: T.repository, key: "name" },
  {
    type: T.schedule,
    key: "name",
    inputs: (aws) => ({
      flexibleTimeWindow: { mode: "OFF" },
      target: { roleArn: stage.role(aws, "scheduler.amazonaws.com").outputs.arn ?? null },
    }),
  },
  { type: T.stateMachine, key: "name" },
  { type: T.capacityProvider, key: "name" },
  { type: T.autoScalingGroup, key: "name" },
  { type: T.launchTemplate, key: "name" },
  { type: T.budget, key: "name" },
];

const takenProofs = named.map(({ type, key, inputs }) =>
  proof(`name-taken-${type.split(":")[1]?.replace("/", "-") ?? ""}`, (aws) => {
    const others = inputs?.(aws) ?? {};
    const prefix = type === T.alias ? "alias/" : "";
    aws.make(type, { ...others, [key]: `${prefix}one` });
    return {
      refused: () => aws.make(type, { ...others, [key]: `${prefix}one` }),
      accepted: () => aws.make(type, { ...others, [key]: `${prefix}two` }),
    };
  }),
);

const fits = (
  rule: string,
  type: string,
  key: string,
  bad: string,
  good: string,
  inputs?: (aws: Scenario) => Properties,
): Proof =>
  proof(rule, (aws) => {
    const others = inputs?.(aws) ?? {};
    return {
      refused: () => aws.make(type, { ...others, [key]: bad }),
      accepted: () => aws.make(type, { ...others, [key]: good }),
    };
  });

const database = (aws: Scenario): Properties => stage.databaseInputs(aws, stage.network(aws));

const patternProofs: readonly Proof[] = [
  fits("balancer-name-fits", T.loadBalancer, "name", "internal-front", "front", (aws) => ({
    subnets: stage.network(aws).subnetIds,
  })),
  fits("target-group-name-fits", T.targetGroup, "name", "a".repeat(33), "a".repeat(32), (aws) => ({
    vpcId: stage.vpc(aws).id,
    targetType: "ip",
  })),
  fits("bucket-name-fits", T.bucket, "bucket", "My_Files", "my-files"),
  fits("database-identifier-fits", T.databaseInstance, "identifier", "Main-DB", "main-db", database),
  fits("database-name-fits", T.databaseInstance, "dbName", "web-app", "web_app", (aws) => ({
    ...database(aws),
    identifier: "main",
  })),
  fits("database-username-is-free", T.databaseInstance, "username", "rdsadmin", "app", (aws) => ({
    ...database(aws),
    identifier: "main",
  })),
  fits("role-name-fits", T.role, "name", "r".repeat(65), "r".repeat(64), () => ({
    assumeRolePolicy: stage.trust("ec2.amazonaws.com"),
  })),
  fits("secret-name-ends-well", T.secret, "name", "origin-header", "origin-headers"),
  fits("alias-name-has-prefix", T.alias, "name", "database", "alias/database"),
  fits("group-name-fits", T.securityGroup, "name", "sg-web", "web", (aws) => ({ vpcId: stage.vpc(aws).id })),
];

export const nameProofs: readonly Proof[] = [
  ...takenProofs,
  ...patternProofs,
  proof("group-name-taken-in-vpc", (aws) => {
    const vpc = stage.vpc(aws);
    const elsewhere = stage.vpc(aws);
    aws.make(T.securityGroup, { vpcId: vpc.id, name: "web" });
    return {
      refused: () => aws.make(T.securityGroup, { vpcId: vpc.id, name: "web" }),
      accepted: () => aws.make(T.securityGroup, { vpcId: elsewhere.id, name: "web" }),
    };
  }),
  proof("secret-name-is-not-pending", (aws) => {
    aws.remove(aws.make(T.secret, { name: "kept", recoveryWindowInDays: 7 }));
    aws.remove(aws.make(T.secret, { name: "gone", recoveryWindowInDays: 0 }));
    return {
      refused: () => aws.make(T.secret, { name: "kept" }),
      accepted: () => aws.make(T.secret, { name: "gone" }),
    };
  }),
  proof("service-name-taken", (aws) => {
    const { inputs } = stage.serviceStage(aws);
    aws.make(T.service, { ...inputs, name: "web" });
    return {
      refused: () => aws.make(T.service, { ...inputs, name: "web" }),
      accepted: () => aws.make(T.service, { ...inputs, name: "api" }),
    };
  }),
  proof("record-taken", (aws) => {
    const zone = aws.make(T.zone, { name: "example.com" });
    const record = { zoneId: zone.id, name: "app.example.com", type: "A" };
    aws.make(T.record, record);
    return {
      refused: () => aws.make(T.record, record),
      accepted: () => aws.make(T.record, { ...record, type: "AAAA" }),
    };
  }),
  proof("alternate-name-taken", (aws) => {
    const certificate = stage.issuedCertificate(aws);
    const inputs = (alias: string): Properties =>
      stage.distributionInputs({ aliases: [alias], viewerCertificate: { acmCertificateArn: certificate.id } });
    aws.make(T.distribution, inputs("app.example.com"));
    return {
      refused: () => aws.make(T.distribution, inputs("app.example.com")),
      accepted: () => aws.make(T.distribution, inputs("www.example.com")),
    };
  }),
  proof("rule-priority-taken", (aws) => {
    const { listener, targets } = stage.serviceStage(aws);
    const rule = (priority: number): unknown =>
      aws.make(T.listenerRule, { listenerArn: listener.id, priority, actions: stage.forwardTo(targets) });
    rule(1);
    return { refused: () => rule(1), accepted: () => rule(2) };
  }),
  proof("acl-priority-taken", (aws) => {
    const acl = (...priorities: number[]): unknown =>
      aws.make(T.webAcl, {
        scope: "REGIONAL",
        rules: priorities.map((priority) => ({ name: `rule-${priority}`, priority })),
      });
    return { refused: () => acl(1, 1), accepted: () => acl(1, 2) };
  }),
];
