import type { Resource } from "../aws/account";
import { T } from "@toolkit/offline/aws-types";
import { shown, type Properties } from "../protocol/values";
import { proof, type Proof } from "./proof";
import type { Scenario } from "./scenario";
import * as stage from "./stage";

const arnOf = (resource: Resource): string => shown(resource.outputs.arn);

/** A distribution with a value that CloudFront refuses and with one that it accepts. */
function distribution(
  rule: string,
  bad: (aws: Scenario) => Properties,
  good: (aws: Scenario) => Properties = () => ({}),
): Proof {
  return proof(rule, (aws) => {
    const [wrong, right] = [bad(aws), good(aws)];
    return {
      refused: () => aws.make(T.distribution, stage.distributionInputs(wrong)),
      accepted: () => aws.make(T.distribution, stage.distributionInputs(right)),
    };
  });
}

const withCertificate =
  (region: string) =>
  (aws: Scenario): Properties => ({
    viewerCertificate: { acmCertificateArn: stage.issuedCertificate(aws, { region }).id },
  });

const acl = (aws: Scenario, inputs: Properties): Resource => aws.make(T.webAcl, inputs);

const withFunction =
  (publish: boolean) =>
  (aws: Scenario): Properties => {
    const rewrite = aws.make(T.edgeFunction, { code: "function handler(event) { return event.request; }", publish });
    return {
      defaultCacheBehavior: {
        targetOriginId: "site",
        functionAssociations: [{ eventType: "viewer-request", functionArn: arnOf(rewrite) }],
      },
    };
  };

const logsTo =
  (ownership: string) =>
  (aws: Scenario): Properties => {
    const bucket = stage.bucket(aws);
    aws.make(T.bucketOwnership, { bucket: bucket.id, rule: { objectOwnership: ownership } });
    return { loggingConfig: { bucket: `${bucket.id}.s3.amazonaws.com` } };
  };

const managed = (more: Properties): Properties => ({
  scope: "REGIONAL",
  rules: [
    {
      name: "common",
      priority: 1,
      statement: { managedRuleGroupStatement: { name: "AWSManagedRulesCommonRuleSet", vendorName: "AWS" } },
      ...more,
    },
  ],
});

const rate = (limit: number): Properties => ({
  scope: "REGIONAL",
  rules: [{ name: "rate", priority: 1, statement: { rateBasedStatement: { limit } } }],
});

const behaviours = (...paths: string[]): Properties => ({
  orderedCacheBehaviors: paths.map((pathPattern) => ({ pathPattern, targetOriginId: "site" })),
});

const originOf = (more: Properties): Properties => ({
  origins: [{ originId: "site", domainName: "app.example.com", ...more }],
});

const paths = (count: number): string[] => Array.from({ length: count }, (_, index) => `/${index}`);

export const edgeProofs: readonly Proof[] = [
  distribution(
    "behaviours-per-distribution",
    () => behaviours(...paths(75)),
    () => behaviours(...paths(74)),
  ),
  distribution("edge-certificate-region", withCertificate("eu-west-1"), withCertificate("us-east-1")),
  proof("edge-acl-region", (aws) => ({
    refused: () => acl(aws, { scope: "CLOUDFRONT", region: "eu-west-1" }),
    accepted: () => acl(aws, { scope: "CLOUDFRONT", region: "us-east-1" }),
  })),
  distribution(
    "edge-takes-global-acl",
    (aws) => ({ webAclId: arnOf(acl(aws, { scope: "REGIONAL" })) }),
    (aws) => ({ webAclId: arnOf(acl(aws, { scope: "CLOUDFRONT" })) }),
  ),
  proof("association-takes-regional-acl", (aws) => {
    const resourceArn = stage.balancer(aws, stage.network(aws)).id;
    const [edge, regional] = ["CLOUDFRONT", "REGIONAL"].map((scope) => arnOf(acl(aws, { scope })));
    const associate = (webAclArn = ""): unknown => aws.make(T.webAclAssociation, { resourceArn, webAclArn });
    return { refused: () => associate(edge), accepted: () => associate(regional) };
  }),
  proof("acl-managed-group-overrides", (aws) => ({
    refused: () => acl(aws, managed({ action: { block: {} } })),
    accepted: () => acl(aws, managed({ overrideAction: { none: {} } })),
  })),
  proof("acl-log-destination-name", (aws) => {
    const resourceArn = arnOf(acl(aws, { scope: "REGIONAL" }));
    const [other, own] = ["waf", "aws-waf-logs-edge"].map((name) => arnOf(aws.make(T.logGroup, { name })));
    const logging = (arn = ""): unknown => aws.make(T.webAclLogging, { resourceArn, logDestinationConfigs: [arn] });
    return { refused: () => logging(other), accepted: () => logging(own) };
  }),
  distribution(
    "alternate-names-need-certificate",
    () => ({ aliases: ["app.example.com"] }),
    (aws) => ({ aliases: ["app.example.com"], ...withCertificate("us-east-1")(aws) }),
  ),
  distribution("behaviour-names-an-origin", () => ({ defaultCacheBehavior: { targetOriginId: "api" } })),
  distribution(
    "origin-has-one-kind",
    () => originOf({ customOriginConfig: { httpPort: 80 }, s3OriginConfig: { originAccessIdentity: "" } }),
    () => originOf({ customOriginConfig: { httpPort: 80 } }),
  ),
  distribution(
    "behaviours-match-different-paths",
    () => behaviours("/api/*", "/api/*"),
    () => behaviours("/api/*", "/assets/*"),
  ),
  distribution("function-is-published", withFunction(false), withFunction(true)),
  proof("vpc-origin-is-immutable", (aws) => {
    const front = stage.balancer(aws, stage.network(aws));
    const origin = (): Resource =>
      aws.make(T.vpcOrigin, { vpcOriginEndpointConfig: { arn: arnOf(front), name: "api" } });
    const [used, free] = [origin(), origin()];
    aws.make(T.distribution, stage.distributionInputs(originOf({ vpcOriginConfig: { vpcOriginId: used.id } })));
    return {
      refused: () => aws.change(used, { tags: { commit: "abc" } }),
      accepted: () => aws.change(free, { tags: { commit: "abc" } }),
    };
  }),
  proof("alarm-notifies-its-region", (aws) => {
    const [far, near] = ["eu-west-1", "us-east-1"].map((region) => aws.make(T.topic, { region }).id);
    return {
      refused: () => aws.make(T.metricAlarm, { alarmActions: [far ?? ""] }),
      accepted: () => aws.make(T.metricAlarm, { alarmActions: [near ?? ""] }),
    };
  }),
  proof("edge-alarm-region", (aws) => ({
    refused: () => aws.make(T.metricAlarm, { namespace: "AWS/CloudFront", region: "eu-west-1" }),
    accepted: () => aws.make(T.metricAlarm, { namespace: "AWS/CloudFront", region: "us-east-1" }),
  })),
  proof("balancer-certificate-region", (aws) => {
    const { front, targets } = stage.serviceStage(aws);
    const [far, near] = ["eu-west-1", "us-east-1"].map((region) => stage.issuedCertificate(aws, { region }).id);
    const listen = (certificateArn = ""): unknown =>
      stage.listener(aws, front, targets, { port: 443, protocol: "HTTPS", certificateArn });
    return { refused: () => listen(far), accepted: () => listen(near) };
  }),
  distribution("edge-logs-bucket-takes-acls", logsTo("BucketOwnerEnforced"), logsTo("BucketOwnerPreferred")),
  proof("limit-of-rate-rule", (aws) => ({ refused: () => acl(aws, rate(5)), accepted: () => acl(aws, rate(100)) })),
];
