import type { Resource } from "../aws/account";
import { T } from "@toolkit/offline/aws-types";
import { shown, type Properties } from "../protocol/values";
import { proof, type Attempt, type Proof } from "./proof";
import type { Scenario } from "./scenario";
import * as stage from "./stage";

const arnOf = (resource: Resource): string => shown(resource.outputs.arn);

/** The same thing before and after what it needs. */
function needs(attempt: () => unknown, first: () => unknown): Attempt {
  return {
    refused: attempt,
    accepted: () => {
      first();
      attempt();
    },
  };
}

const image = (aws: Scenario, repository: Resource, tag: string): Resource =>
  aws.make(T.image, { tags: [`${shown(repository.outputs.repositoryUrl)}:${tag}`] });

export const orderProofs: readonly Proof[] = [
  proof("nat-needs-internet-gateway", (aws) => {
    const vpc = stage.vpc(aws);
    const subnet = stage.subnetIn(aws, vpc);
    return needs(
      () => aws.make(T.natGateway, { subnetId: subnet.id }),
      () => aws.make(T.internetGateway, { vpcId: vpc.id }),
    );
  }),
  proof("public-balancer-needs-internet-gateway", (aws) => {
    const vpc = stage.vpc(aws);
    const subnets = ["a", "b"].map((zone) => stage.subnetIn(aws, vpc, zone).id);
    return needs(
      () => aws.make(T.loadBalancer, { subnets }),
      () => aws.make(T.internetGateway, { vpcId: vpc.id }),
    );
  }),
  proof("service-needs-listener", (aws) => {
    const { inputs, network, front } = stage.serviceStage(aws);
    const targets = stage.targetGroup(aws, network);
    const loadBalancers = [{ targetGroupArn: targets.id, containerName: "web", containerPort: 8080 }];
    return needs(
      () => aws.make(T.service, { ...inputs, loadBalancers }),
      () => stage.listener(aws, front, targets, { port: 81 }),
    );
  }),
  proof("service-needs-capacity-providers", (aws) => {
    const { inputs, providers } = stage.serviceStage(aws);
    aws.remove(providers);
    return needs(
      () => aws.make(T.service, inputs),
      () => aws.make(T.clusterCapacityProviders, providers.inputs),
    );
  }),
  proof("service-needs-log-group", (aws) => {
    const { inputs, logs } = stage.serviceStage(aws);
    aws.remove(logs);
    return needs(
      () => aws.make(T.service, inputs),
      () => aws.make(T.logGroup, logs.inputs),
    );
  }),
  proof("service-needs-a-route-out", (aws) => {
    const { inputs, network } = stage.serviceStage(aws);
    const [route] = network.routes;
    aws.remove(route);
    return needs(
      () => aws.make(T.service, inputs),
      () => aws.make(T.route, route.inputs),
    );
  }),
  proof("service-needs-execution-policy", (aws) => {
    const { inputs, executionPolicy } = stage.serviceStage(aws);
    aws.remove(executionPolicy);
    return needs(
      () => aws.make(T.service, inputs),
      () => aws.make(T.rolePolicyAttachment, executionPolicy.inputs),
    );
  }),
  proof("service-needs-its-image", (aws) => {
    const { inputs, executionRole, logs } = stage.serviceStage(aws);
    const repository = aws.make(T.repository);
    const pushed = image(aws, repository, "v1");
    const containerDefinitions = stage.container(logs.id, {
      image: `${shown(repository.outputs.repositoryUrl)}@${pushed.id}`,
    });
    const definition = stage.taskDefinition(aws, executionRole, logs, { containerDefinitions });
    aws.remove(pushed);
    return needs(
      () => aws.make(T.service, { ...inputs, taskDefinition: arnOf(definition) }),
      () => image(aws, repository, "v1"),
    );
  }),
  proof("scaling-target-needs-service", (aws) => {
    const { inputs } = stage.serviceStage(aws);
    const cluster = shown(inputs.cluster).split("/").at(-1) ?? "";
    const target = {
      resourceId: `service/${cluster}/web`,
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
    };
    return needs(
      () => aws.make(T.scalingTarget, target),
      () => aws.make(T.service, { ...inputs, name: "web" }),
    );
  }),
  proof("scaling-policy-needs-target", (aws) => {
    const target = { resourceId: "table/notes", serviceNamespace: "dynamodb", scalableDimension: "read" };
    return needs(
      () => aws.make(T.scalingPolicy, target),
      () => aws.make(T.scalingTarget, target),
    );
  }),
  proof("listener-certificate-is-issued", (aws) => {
    const { front, targets } = stage.serviceStage(aws);
    const certificateArn = aws.make(T.certificate, { domainName: "app.example.com" }).id;
    return needs(
      () => stage.listener(aws, front, targets, { port: 443, protocol: "HTTPS", certificateArn }),
      () => aws.make(T.certificateValidation, { certificateArn }),
    );
  }),
  proof("edge-certificate-is-issued", (aws) => {
    const certificateArn = aws.make(T.certificate, { domainName: "app.example.com" }).id;
    return needs(
      () =>
        aws.make(
          T.distribution,
          stage.distributionInputs({ viewerCertificate: { acmCertificateArn: certificateArn } }),
        ),
      () => aws.make(T.certificateValidation, { certificateArn }),
    );
  }),
  proof("trail-needs-bucket-policy", (aws) => {
    const bucket = stage.bucket(aws).id;
    return needs(
      () => aws.make(T.trail, { s3BucketName: bucket }),
      () => aws.make(T.bucketPolicy, { bucket, policy: stage.allow("cloudtrail.amazonaws.com", "s3:PutObject") }),
    );
  }),
  proof("access-logs-need-bucket-policy", (aws) => {
    const bucket = stage.bucket(aws).id;
    const network = stage.network(aws);
    return needs(
      () => stage.balancer(aws, network, { accessLogs: { enabled: true, bucket } }),
      () =>
        aws.make(T.bucketPolicy, {
          bucket,
          policy: stage.allow("logdelivery.elasticloadbalancing.amazonaws.com", "s3:PutObject"),
        }),
    );
  }),
  proof("public-access-block-before-policy", (aws) => {
    const settings: Properties = { blockPublicPolicy: true };
    const [late, early] = [stage.bucket(aws).id, stage.bucket(aws).id];
    aws.make(T.bucketPolicy, { bucket: late, policy: stage.allow("s3.amazonaws.com", "s3:GetObject") });
    return {
      refused: () => aws.make(T.bucketPublicAccess, { bucket: late, ...settings }),
      accepted: () => aws.make(T.bucketPublicAccess, { bucket: early, ...settings }),
    };
  }),
  proof("vpc-origin-needs-internet-gateway", (aws) => {
    const vpc = stage.vpc(aws);
    const subnets = ["a", "b"].map((zone) => stage.subnetIn(aws, vpc, zone).id);
    const arn = arnOf(aws.make(T.loadBalancer, { subnets, internal: true }));
    return needs(
      () => aws.make(T.vpcOrigin, { vpcOriginEndpointConfig: { arn } }),
      () => aws.make(T.internetGateway, { vpcId: vpc.id }),
    );
  }),
  proof("log-group-key-allows-logs", (aws) => {
    const policy = (...services: string[]): string =>
      JSON.stringify({
        Statement: [
          { Effect: "Allow", Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "kms:*", Resource: "*" },
          ...services.map((service) => ({
            Effect: "Allow",
            Principal: { Service: service },
            Action: "kms:Encrypt*",
            Resource: "*",
          })),
        ],
      });
    const under = (key: Resource): unknown => aws.make(T.logGroup, { kmsKeyId: arnOf(key) });
    const [closed, open] = [
      aws.make(T.key, { policy: policy() }),
      aws.make(T.key, { policy: policy("logs.us-east-1.amazonaws.com") }),
    ];
    return { refused: () => under(closed), accepted: () => under(open) };
  }),
];
