import { T } from "@toolkit/offline/aws-types";
import type { Properties } from "../protocol/values";
import { proof, type Attempt, type Proof } from "./proof";
import type { Scenario } from "./scenario";
import * as stage from "./stage";

/** The same resource twice, with a value that AWS refuses and with one that it accepts. */
function either(aws: Scenario, type: string, inputs: Properties, bad: Properties, good: Properties): Attempt {
  return {
    refused: () => aws.make(type, { ...inputs, ...bad }),
    accepted: () => aws.make(type, { ...inputs, ...good }),
  };
}

const publicRead = JSON.stringify({
  Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" }],
});
const logDelivery = stage.allow("logdelivery.elasticloadbalancing.amazonaws.com", "s3:PutObject");
const encryption = (sseAlgorithm: string): Properties => ({
  rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm } }],
});

export const networkValueProofs: readonly Proof[] = [
  proof("balancer-spans-two-zones", (aws) => {
    const { subnetIds } = stage.network(aws);
    return either(aws, T.loadBalancer, {}, { subnets: subnetIds.slice(1) }, { subnets: subnetIds });
  }),
  proof("group-rule-has-one-peer", (aws) => {
    const { group } = stage.network(aws);
    const rule = { securityGroupId: group.id, ipProtocol: "tcp", fromPort: 80, toPort: 80, cidrIpv4: "10.0.0.0/8" };
    return either(aws, T.ingressRule, rule, { prefixListId: "pl-3b927c52" }, {});
  }),
  proof("group-rule-ports-fit-protocol", (aws) => {
    const { group } = stage.network(aws);
    return either(
      aws,
      T.egressRule,
      { securityGroupId: group.id, ipProtocol: "-1", cidrIpv4: "0.0.0.0/0" },
      { fromPort: 0, toPort: 0 },
      {},
    );
  }),
  proof("private-dns-needs-hostnames", (aws) => {
    const bare = aws.make(T.vpc, { cidrBlock: "10.1.0.0/16" });
    const named = stage.vpc(aws);
    const endpoint = {
      serviceName: "com.amazonaws.us-east-1.logs",
      vpcEndpointType: "Interface",
      privateDnsEnabled: true,
    };
    return either(aws, T.endpoint, endpoint, { vpcId: bare.id }, { vpcId: named.id });
  }),
  proof("target-health-check-fits", (aws) => {
    const network = stage.network(aws);
    return {
      refused: () => stage.targetGroup(aws, network, { healthCheck: { path: "healthz" } }),
      accepted: () => stage.targetGroup(aws, network, { healthCheck: { path: "/healthz", interval: 10, timeout: 5 } }),
    };
  }),
  proof("target-draining-time-fits", (aws) => {
    const network = stage.network(aws);
    return {
      refused: () => stage.targetGroup(aws, network, { deregistrationDelay: 3601 }),
      accepted: () => stage.targetGroup(aws, network, { deregistrationDelay: 30 }),
    };
  }),
  proof("rule-priority-fits", (aws) => {
    const { listener, targets } = stage.serviceStage(aws);
    return either(
      aws,
      T.listenerRule,
      { listenerArn: listener.id, actions: stage.forwardTo(targets) },
      { priority: 50_001 },
      { priority: 50_000 },
    );
  }),
  proof("encrypted-listener-has-certificate", (aws) => {
    const { front, targets } = stage.serviceStage(aws);
    const certificateArn = stage.issuedCertificate(aws).id;
    const inputs = {
      loadBalancerArn: front.id,
      port: 443,
      protocol: "HTTPS",
      defaultActions: stage.forwardTo(targets),
    };
    return either(aws, T.listener, inputs, {}, { certificateArn });
  }),
  proof("access-log-bucket-uses-s3-encryption", (aws) => {
    const network = stage.network(aws);
    const [keyed, plain] = ["aws:kms", "AES256"].map((algorithm) => {
      const bucket = stage.bucket(aws);
      aws.make(T.bucketEncryption, { bucket: bucket.id, ...encryption(algorithm) });
      aws.make(T.bucketPolicy, { bucket: bucket.id, policy: logDelivery });
      return { accessLogs: { enabled: true, bucket: bucket.id } };
    });
    return { refused: () => stage.balancer(aws, network, keyed), accepted: () => stage.balancer(aws, network, plain) };
  }),
  proof("bucket-policy-is-not-public", (aws) => {
    const bucket = stage.bucket(aws).id;
    aws.make(T.bucketPublicAccess, { bucket, blockPublicPolicy: true });
    return either(
      aws,
      T.bucketPolicy,
      { bucket },
      { policy: publicRead },
      { policy: stage.allow("cloudfront.amazonaws.com", "s3:GetObject") },
    );
  }),
  proof("bucket-acl-needs-ownership", (aws) => {
    const [closed, open] = [stage.bucket(aws).id, stage.bucket(aws).id];
    aws.make(T.bucketOwnership, { bucket: open, rule: { objectOwnership: "BucketOwnerPreferred" } });
    return either(aws, T.bucketAcl, { acl: "private" }, { bucket: closed }, { bucket: open });
  }),
  proof("lifecycle-days-fit-classes", (aws) => {
    const rules = (days: number, expires: number): Properties => ({
      rules: [
        {
          id: "old",
          status: "Enabled",
          transitions: [{ days, storageClass: "STANDARD_IA" }],
          expiration: { days: expires },
        },
      ],
    });
    return either(aws, T.bucketLifecycle, { bucket: stage.bucket(aws).id }, rules(29, 365), rules(30, 365));
  }),
  proof("object-lock-needs-versioning", (aws) => {
    const [bare, versioned] = [stage.bucket(aws).id, stage.bucket(aws).id];
    aws.make(T.bucketVersioning, { bucket: versioned, versioningConfiguration: { status: "Enabled" } });
    return either(aws, T.bucketObjectLock, {}, { bucket: bare }, { bucket: versioned });
  }),
];
