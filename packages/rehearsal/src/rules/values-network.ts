import { T } from "@toolkit/offline/aws-types";
import { number, record, records, statements, text, texts, zonesOfSubnets, shown } from "../aws/look";
import type { Rule } from "./rule";
import { api, pages } from "./sources";

/** Values that the network, load balancers and buckets do not accept. */
export const networkValueRules: readonly Rule[] = [
  {
    id: "balancer-spans-two-zones",
    source: api.elb("CreateLoadBalancer"),
    on: ["create", "update"],
    types: [T.loadBalancer],
    refuse: ({ account, inputs }) =>
      zonesOfSubnets(account, texts(inputs.subnets)).size < 2
        ? "ValidationError: At least two subnets in two different Availability Zones must be specified"
        : undefined,
  },
  {
    id: "group-rule-has-one-peer",
    source: api.ec2("AuthorizeSecurityGroupIngress"),
    on: ["create"],
    types: [T.ingressRule, T.egressRule],
    refuse: ({ inputs }) => {
      const peers = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"].filter(
        (key) => text(inputs[key]) !== undefined,
      );
      return peers.length === 1
        ? undefined
        : `Invalid Attribute Combination: exactly one of cidrIpv4, cidrIpv6, prefixListId, referencedSecurityGroupId must be set, got ${peers.length}`;
    },
  },
  {
    id: "group-rule-ports-fit-protocol",
    source: api.ec2("AuthorizeSecurityGroupIngress"),
    on: ["create"],
    types: [T.ingressRule, T.egressRule],
    refuse: ({ inputs }) => {
      const ports = number(inputs.fromPort) !== undefined && number(inputs.toPort) !== undefined;
      if (inputs.ipProtocol === "-1")
        return ports
          ? "InvalidParameterValue: You may not specify all protocols and specific ports. Please specify each protocol and port range combination individually"
          : undefined;
      return ports
        ? undefined
        : `InvalidParameterValue: Invalid value 'null' for fromPort. ${shown(inputs.ipProtocol)} needs ports`;
    },
  },
  {
    id: "private-dns-needs-hostnames",
    source: pages.interfaceEndpoints,
    on: ["create", "update"],
    types: [T.endpoint],
    refuse: ({ account, inputs }) => {
      const vpc = account.get(T.vpc, text(inputs.vpcId) ?? "");
      const enabled = vpc?.inputs.enableDnsHostnames === true && vpc.inputs.enableDnsSupport !== false;
      return inputs.privateDnsEnabled === true && !enabled
        ? `InvalidParameter: Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for ${shown(inputs.vpcId)}`
        : undefined;
    },
  },
  {
    id: "target-health-check-fits",
    source: api.elb("CreateTargetGroup"),
    on: ["create", "update"],
    types: [T.targetGroup],
    refuse: ({ inputs }) => {
      const check = record(inputs.healthCheck);
      const path = text(check.path);
      if (path !== undefined && !path.startsWith("/"))
        return `ValidationError: Health check path '${path}' must begin with a '/' character`;
      const [interval, timeout] = [number(check.interval) ?? 30, number(check.timeout) ?? 5];
      return interval <= timeout
        ? `ValidationError: Health check interval must be greater than the timeout (${interval} and ${timeout} seconds)`
        : undefined;
    },
  },
  {
    id: "target-draining-time-fits",
    source: pages.deregistrationDelay,
    on: ["check", "create", "update"],
    types: [T.targetGroup],
    refuse: ({ inputs }) => {
      const delay = number(inputs.deregistrationDelay);
      return delay !== undefined && (delay < 0 || delay > 3600)
        ? `expected deregistration_delay to be in the range (0 - 3600), got ${delay}`
        : undefined;
    },
  },
  {
    id: "rule-priority-fits",
    source: api.elb("CreateRule"),
    on: ["check", "create", "update"],
    types: [T.listenerRule],
    refuse: ({ inputs }) => {
      const priority = number(inputs.priority);
      return priority !== undefined && (priority < 1 || priority > 50_000)
        ? `expected priority to be in the range (1 - 50000), got ${priority}`
        : undefined;
    },
  },
  {
    id: "encrypted-listener-has-certificate",
    source: api.elb("CreateListener"),
    on: ["create", "update"],
    types: [T.listener],
    refuse: ({ inputs }) =>
      inputs.protocol === "HTTPS" && text(inputs.certificateArn) === undefined
        ? "ValidationError: A certificate must be specified for HTTPS listeners"
        : undefined,
  },
  {
    id: "access-log-bucket-uses-s3-encryption",
    source: pages.balancerAccessLogs,
    on: ["create", "update"],
    types: [T.loadBalancer],
    refuse: ({ account, inputs }) => {
      const logs = record(inputs.accessLogs);
      const encryption = account.where(T.bucketEncryption, "bucket", text(logs.bucket))[0];
      const algorithms = records(encryption?.inputs.rules).map(
        ({ applyServerSideEncryptionByDefault: rule }) => record(rule).sseAlgorithm,
      );
      return logs.enabled === true && algorithms.some((algorithm) => algorithm !== "AES256")
        ? `InvalidConfigurationRequest: Access Denied for bucket: ${shown(logs.bucket)}. Please check S3bucket permission`
        : undefined;
    },
  },
  {
    id: "bucket-policy-is-not-public",
    source: pages.blockPublicAccess,
    on: ["create", "update"],
    types: [T.bucketPolicy],
    refuse: ({ account, inputs }) => {
      const block = account.where(T.bucketPublicAccess, "bucket", text(inputs.bucket))[0];
      const open = statements(inputs.policy).some(
        ({ Effect, Principal, Condition }) =>
          Effect === "Allow" && Condition === undefined && (Principal === "*" || record(Principal).AWS === "*"),
      );
      return block?.inputs.blockPublicPolicy === true && open
        ? `AccessDenied: User is not authorized to perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::${shown(inputs.bucket)}" because public policies are blocked by the BlockPublicPolicy block public access setting.`
        : undefined;
    },
  },
  {
    id: "bucket-acl-needs-ownership",
    source: pages.objectOwnership,
    on: ["create"],
    types: [T.bucketAcl],
    refuse: ({ account, inputs }) => {
      const ownership =
        record(account.where(T.bucketOwnership, "bucket", text(inputs.bucket))[0]?.inputs.rule).objectOwnership ??
        "BucketOwnerEnforced";
      return ownership === "BucketOwnerEnforced"
        ? "AccessControlListNotSupported: The bucket does not allow ACLs"
        : undefined;
    },
  },
  {
    id: "lifecycle-days-fit-classes",
    source: pages.lifecycleTransitions,
    on: ["create", "update"],
    types: [T.bucketLifecycle],
    refuse: ({ inputs }) => {
      for (const rule of records(inputs.rules)) {
        for (const { days, storageClass } of records(rule.transitions)) {
          if (shown(storageClass).endsWith("_IA") && (number(days) ?? 0) < 30)
            return `InvalidArgument: 'Days' in Transition action must be greater than or equal to 30 for storageClass '${shown(storageClass)}'`;
          const expires = number(record(rule.expiration).days);
          if (expires !== undefined && expires <= (number(days) ?? 0))
            return `InvalidArgument: 'Days' in the Expiration action for filter '()' must be greater than 'Days' in the Transition action`;
        }
      }
      return undefined;
    },
  },
  {
    id: "object-lock-needs-versioning",
    source: api.s3("PutObjectLockConfiguration"),
    on: ["create", "update"],
    types: [T.bucketObjectLock],
    refuse: ({ account, inputs }) => {
      const bucket = account.get(T.bucket, text(inputs.bucket) ?? "");
      const versioned = account
        .where(T.bucketVersioning, "bucket", bucket?.id)
        .some((setting) => record(setting.inputs.versioningConfiguration).status === "Enabled");
      return bucket?.inputs.objectLockEnabled === true || versioned
        ? undefined
        : "InvalidBucketState: Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration";
    },
  },
];
