import { T } from "@toolkit/offline/aws-types";
import { byArn, number, record, records, text, texts, shown } from "../aws/look";
import type { Rule } from "./rule";
import { api, pages } from "./sources";

const GLOBAL_REGION = "us-east-1";
const regionOfArn = (arn: string | undefined): string | undefined => arn?.split(":")[3];

/** What CloudFront and WAF accept, and what they accept in one region only. */
export const edgeRules: readonly Rule[] = [
  {
    id: "edge-certificate-region",
    source: pages.certificatesOfCloudFront,
    on: ["create", "update"],
    types: [T.distribution],
    refuse: ({ inputs }) => {
      const region = regionOfArn(text(record(inputs.viewerCertificate).acmCertificateArn));
      return region === undefined || region === GLOBAL_REGION
        ? undefined
        : "InvalidViewerCertificate: The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain.";
    },
  },
  {
    id: "edge-acl-region",
    source: api.waf("CreateWebACL"),
    on: ["create"],
    types: [T.webAcl, T.ipSet],
    refuse: ({ inputs, region }) =>
      inputs.scope === "CLOUDFRONT" && region !== GLOBAL_REGION
        ? "WAFInvalidParameterException: Error reason: The scope is not valid., field: SCOPE_VALUE, parameter: CLOUDFRONT"
        : undefined,
  },
  {
    id: "edge-takes-global-acl",
    source: api.cloudFront("CreateDistribution"),
    on: ["create", "update"],
    types: [T.distribution],
    refuse: ({ account, inputs }) => {
      const arn = text(inputs.webAclId);
      if (arn === undefined) return undefined;
      return byArn(account, T.webAcl, arn)?.inputs.scope === "CLOUDFRONT"
        ? undefined
        : `InvalidWebACLId: Web ACL is not accessible by the requester: ${arn}`;
    },
  },
  {
    id: "association-takes-regional-acl",
    source: api.waf("AssociateWebACL"),
    on: ["create"],
    types: [T.webAclAssociation],
    refuse: ({ account, inputs }) => {
      const acl = byArn(account, T.webAcl, inputs.webAclArn);
      return acl?.inputs.scope === "CLOUDFRONT" || text(inputs.resourceArn)?.includes(":cloudfront:") === true
        ? "WAFInvalidParameterException: Error reason: The ARN isn't valid. A valid ARN begins with arn: and includes other information separated by colons or slashes., field: RESOURCE_ARN"
        : undefined;
    },
  },
  {
    id: "acl-managed-group-overrides",
    source: api.waf("Rule"),
    on: ["create", "update"],
    types: [T.webAcl],
    refuse: ({ inputs }) => {
      const wrong = records(inputs.rules).find(
        ({ statement, action, overrideAction }) =>
          record(statement).managedRuleGroupStatement !== undefined &&
          (overrideAction === undefined || action !== undefined),
      );
      return wrong === undefined
        ? undefined
        : `WAFInvalidParameterException: Error reason: A reference in your rule statement is not valid., field: RULE_ACTION, parameter: RuleActionStatement (${shown(wrong.name)})`;
    },
  },
  {
    id: "acl-log-destination-name",
    source: pages.wafLogging,
    on: ["create"],
    types: [T.webAclLogging],
    refuse: ({ inputs }) => {
      const wrong = texts(inputs.logDestinationConfigs).find((arn) => !/[:/]aws-waf-logs-/.test(arn));
      return wrong === undefined
        ? undefined
        : `WAFInvalidParameterException: Error reason: The ARN isn't valid., field: LOG_DESTINATION, parameter: ${wrong}`;
    },
  },
  {
    id: "alternate-names-need-certificate",
    source: api.cloudFront("CreateDistribution"),
    on: ["create", "update"],
    types: [T.distribution],
    refuse: ({ inputs }) =>
      texts(inputs.aliases).length > 0 && text(record(inputs.viewerCertificate).acmCertificateArn) === undefined
        ? "InvalidViewerCertificate: To add an alternate domain name (CNAME) to a CloudFront distribution, you must attach a trusted certificate that validates your authorization to use the domain name."
        : undefined,
  },
  {
    id: "behaviour-names-an-origin",
    source: api.cloudFront("CreateDistribution"),
    on: ["create", "update"],
    types: [T.distribution],
    refuse: ({ inputs }) => {
      const known = [...records(inputs.origins), ...records(inputs.originGroups)].map(({ originId }) => originId);
      const wanted = [record(inputs.defaultCacheBehavior), ...records(inputs.orderedCacheBehaviors)].map(
        ({ targetOriginId }) => targetOriginId,
      );
      const missing = wanted.find((origin) => !known.includes(origin));
      return missing === undefined
        ? undefined
        : "NoSuchOrigin: One or more of your origins or origin groups do not exist.";
    },
  },
  {
    id: "origin-has-one-kind",
    source: api.cloudFront("Origin"),
    on: ["create", "update"],
    types: [T.distribution],
    refuse: ({ inputs }) => {
      const wrong = records(inputs.origins).find(
        (origin) =>
          ["customOriginConfig", "vpcOriginConfig", "s3OriginConfig"].filter(
            (kind) => origin[kind] !== undefined && origin[kind] !== null,
          ).length > 1,
      );
      return wrong === undefined
        ? undefined
        : `InvalidArgument: The origin ${shown(wrong.originId)} must have either a custom, an S3 or a VPC origin configuration.`;
    },
  },
  {
    id: "behaviours-match-different-paths",
    source: api.cloudFront("CreateDistribution"),
    on: ["create", "update"],
    types: [T.distribution],
    refuse: ({ inputs }) => {
      const paths = records(inputs.orderedCacheBehaviors).map(({ pathPattern }) => pathPattern);
      return new Set(paths).size < paths.length
        ? "InvalidArgument: The parameter PathPattern contains duplicates."
        : undefined;
    },
  },
  {
    id: "function-is-published",
    source: api.cloudFront("CreateDistribution", "functions are used from their live stage"),
    on: ["create", "update"],
    types: [T.distribution],
    refuse: ({ account, inputs }) => {
      const used = [record(inputs.defaultCacheBehavior), ...records(inputs.orderedCacheBehaviors)]
        .flatMap(({ functionAssociations }) => records(functionAssociations))
        .flatMap(({ functionArn }) => text(functionArn) ?? []);
      const missing = used.find(
        (arn) =>
          (byArn(account, T.edgeFunction, arn)?.inputs.publish ?? true) !== true ||
          byArn(account, T.edgeFunction, arn) === undefined,
      );
      return missing === undefined
        ? undefined
        : `InvalidFunctionAssociation: The function ARN that's associated with the cache behavior doesn't exist in the LIVE stage: ${missing}`;
    },
  },
  {
    id: "vpc-origin-is-immutable",
    source: api.cloudFront("UpdateVpcOrigin"),
    on: ["update"],
    types: [T.vpcOrigin],
    refuse: ({ account, current }) =>
      account.usersOf([current?.id], [T.distribution]).length > 0
        ? "CannotUpdateEntityWhileInUse: The specified VPC origin is in use by one or more distributions and cannot be updated."
        : undefined,
  },
  {
    id: "alarm-notifies-its-region",
    source: api.cloudWatch("PutMetricAlarm"),
    on: ["create", "update"],
    types: [T.metricAlarm],
    refuse: ({ inputs, region }) => {
      const topics = ["alarmActions", "okActions", "insufficientDataActions"]
        .flatMap((key) => texts(inputs[key]))
        .filter((arn) => arn.includes(":sns:"));
      const far = topics.find((arn) => regionOfArn(arn) !== region);
      return far === undefined
        ? undefined
        : `ValidationError: Invalid region ${shown(regionOfArn(far))} specified. Only ${region} is supported.`;
    },
  },
  {
    id: "edge-alarm-region",
    source: pages.edgeMetrics,
    on: ["create", "update"],
    types: [T.metricAlarm],
    refuse: ({ inputs, region }) =>
      inputs.namespace === "AWS/CloudFront" && region !== GLOBAL_REGION
        ? `INSUFFICIENT_DATA: AWS/CloudFront has no metrics in ${region}`
        : undefined,
  },
  {
    id: "balancer-certificate-region",
    source: api.elb("CreateListener"),
    on: ["create", "update"],
    types: [T.listener],
    refuse: ({ inputs, region }) => {
      const arn = text(inputs.certificateArn);
      return arn === undefined || regionOfArn(arn) === region
        ? undefined
        : `CertificateNotFound: Certificate '${arn}' not found`;
    },
  },
  {
    id: "edge-logs-bucket-takes-acls",
    source: pages.standardLogging,
    on: ["create", "update"],
    types: [T.distribution],
    refuse: ({ account, inputs }) => {
      const bucket = text(record(inputs.loggingConfig).bucket)?.split(".s3.")[0];
      if (bucket === undefined) return undefined;
      const ownership = record(account.where(T.bucketOwnership, "bucket", bucket)[0]?.inputs.rule).objectOwnership;
      return ownership === "BucketOwnerPreferred" || ownership === "ObjectWriter"
        ? undefined
        : "InvalidArgument: The S3 bucket that you specified for CloudFront logs does not enable ACL access.";
    },
  },
  {
    id: "limit-of-rate-rule",
    source: api.waf("RateBasedStatement"),
    on: ["create", "update"],
    types: [T.webAcl],
    refuse: ({ inputs }) => {
      const limits = records(inputs.rules).map(({ statement }) =>
        number(record(record(statement).rateBasedStatement).limit),
      );
      const wrong = limits.find((limit) => limit !== undefined && limit < 10);
      return wrong === undefined
        ? undefined
        : `WAFInvalidParameterException: Error reason: Your rate limit is too low., parameter: ${wrong}`;
    },
  },
];
