import { T } from "@toolkit/offline/aws-types";
import { byArn, hasInternetGateway, record, speaksOf, text, texts, vpcOf, shown } from "../aws/look";
import type { Rule, RuleContext } from "./rule";
import { api, pages } from "./sources";

const isIssued = ({ account }: RuleContext, arn: string | undefined): boolean =>
  arn === undefined || account.where(T.certificateValidation, "certificateArn", arn).length > 0;

/** Things that must be there first although no property says so. */
export const orderRules: readonly Rule[] = [
  {
    id: "nat-needs-internet-gateway",
    source: pages.natGateways,
    on: ["create"],
    types: [T.natGateway],
    refuse: ({ account, inputs }) => {
      const vpc = account.get(T.subnet, text(inputs.subnetId) ?? "")?.inputs.vpcId;
      return hasInternetGateway(account, vpc)
        ? undefined
        : `Gateway.NotAttached: Network ${shown(vpc)} has no Internet gateway attached`;
    },
  },
  {
    id: "public-balancer-needs-internet-gateway",
    source: api.elb("CreateLoadBalancer"),
    on: ["create"],
    types: [T.loadBalancer],
    refuse: ({ account, inputs }) => {
      if (inputs.internal === true) return undefined;
      const vpc = account.get(T.subnet, texts(inputs.subnets)[0] ?? "")?.inputs.vpcId;
      return hasInternetGateway(account, vpc) ? undefined : `InvalidSubnet: VPC ${shown(vpc)} has no internet gateway`;
    },
  },
  {
    id: "listener-certificate-is-issued",
    source: api.elb("CreateListener"),
    on: ["create", "update"],
    types: [T.listener],
    refuse: (context) => {
      const arn = text(context.inputs.certificateArn);
      return isIssued(context, arn)
        ? undefined
        : `UnsupportedCertificate: The certificate '${shown(arn)}' must have a fully-qualified domain name, a supported signature, and a supported key size.`;
    },
  },
  {
    id: "edge-certificate-is-issued",
    source: pages.certificatesOfCloudFront,
    on: ["create", "update"],
    types: [T.distribution],
    refuse: (context) => {
      const arn = text(record(context.inputs.viewerCertificate).acmCertificateArn);
      return isIssued(context, arn)
        ? undefined
        : "InvalidViewerCertificate: The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain.";
    },
  },
  {
    id: "trail-needs-bucket-policy",
    source: pages.trailBucket,
    on: ["create", "update"],
    types: [T.trail],
    refuse: ({ account, inputs }) => {
      const policy = account.where(T.bucketPolicy, "bucket", text(inputs.s3BucketName))[0]?.inputs.policy;
      return speaksOf(policy, "cloudtrail.amazonaws.com")
        ? undefined
        : `InsufficientS3BucketPolicyException: Incorrect S3 bucket policy is detected for bucket: ${shown(inputs.s3BucketName)}`;
    },
  },
  {
    id: "access-logs-need-bucket-policy",
    source: pages.balancerAccessLogs,
    on: ["create", "update"],
    types: [T.loadBalancer],
    refuse: ({ account, inputs }) => {
      const logs = record(inputs.accessLogs);
      if (logs.enabled !== true) return undefined;
      const policy = account.where(T.bucketPolicy, "bucket", text(logs.bucket))[0]?.inputs.policy;
      const allowed =
        speaksOf(policy, "logdelivery.elasticloadbalancing.amazonaws.com") || speaksOf(policy, "elb-account");
      return allowed
        ? undefined
        : `InvalidConfigurationRequest: Access Denied for bucket: ${shown(logs.bucket)}. Please check S3bucket permission`;
    },
  },
  {
    id: "public-access-block-before-policy",
    source: pages.s3Errors,
    on: ["create"],
    types: [T.bucketPublicAccess, T.bucketOwnership],
    refuse: ({ account, inputs }) =>
      account.where(T.bucketPolicy, "bucket", text(inputs.bucket)).length === 0
        ? undefined
        : "OperationAborted: A conflicting conditional operation is currently in progress against this resource. Please try again.",
  },
  {
    id: "vpc-origin-needs-internet-gateway",
    source: pages.vpcOrigins,
    on: ["create"],
    types: [T.vpcOrigin],
    refuse: ({ account, inputs }) => {
      const balancer = byArn(account, T.loadBalancer, record(inputs.vpcOriginEndpointConfig).arn);
      const vpc = vpcOf(account, balancer);
      return vpc === undefined || hasInternetGateway(account, vpc)
        ? undefined
        : `InvalidArgument: The VPC ${vpc} has no internet gateway attached.`;
    },
  },
  {
    id: "log-group-key-allows-logs",
    source: pages.encryptedLogs,
    on: ["create", "update"],
    types: [T.logGroup],
    refuse: ({ account, inputs, region }) => {
      const key = byArn(account, T.key, inputs.kmsKeyId);
      if (text(inputs.kmsKeyId) === undefined) return undefined;
      const separate = account.where(T.keyPolicy, "keyId", key?.id)[0]?.inputs.policy;
      const allowed = [key?.inputs.policy, separate].some((policy) => speaksOf(policy, `logs.${region}.amazonaws.com`));
      return allowed
        ? undefined
        : `InvalidParameterException: The specified KMS key does not exist or is not allowed to be used with Arn 'arn:aws:logs:${region}:${account.accountId}:log-group:${shown(inputs.name)}'`;
    },
  },
];
