import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AccountContext } from "../account";
import { policyDocument, statement } from "../security/iam";
import { type EndpointService } from "./egress-plan";

/** IAM's name for the service behind each endpoint. */
const IAM_SERVICES: Readonly<Record<EndpointService, string>> = {
  "ecr.api": "ecr",
  "ecr.dkr": "ecr",
  logs: "logs",
  secretsmanager: "secretsmanager",
  kms: "kms",
  sts: "sts",
  ssmmessages: "ssmmessages",
  sqs: "sqs",
};

export interface InterfaceEndpointsArgs {
  readonly account: AccountContext;
  readonly vpcId: pulumi.Input<string>;
  readonly services: readonly EndpointService[];
  /** One subnet per AZ: each costs about 7 USD a month in us-east-1. */
  readonly subnetIds: pulumi.Input<string>[];
  readonly securityGroupIds: pulumi.Input<string>[];
}

/** An endpoint for each service, usable by principals of this account only. */
export function createInterfaceEndpoints(
  name: string,
  args: InterfaceEndpointsArgs,
  opts: { parent: pulumi.Resource },
): aws.ec2.VpcEndpoint[] {
  return args.services.map(
    (service) =>
      new aws.ec2.VpcEndpoint(
        `${name}-${service.replace(".", "-")}`,
        {
          vpcId: args.vpcId,
          serviceName: `com.amazonaws.${args.account.region}.${service}`,
          vpcEndpointType: "Interface",
          privateDnsEnabled: true,
          subnetIds: args.subnetIds,
          securityGroupIds: args.securityGroupIds,
          policy: ownAccountPolicy(IAM_SERVICES[service], args.account),
          tags: { Name: `${args.account.prefix}-${name}-${service}` },
        },
        { parent: opts.parent },
      ),
  );
}

/** Keeps stolen credentials of another account from using our endpoint to carry data out. */
function ownAccountPolicy(iamService: string, account: AccountContext): pulumi.Output<string> {
  return policyDocument([
    statement({
      sid: "OwnAccount",
      principal: "*",
      actions: [`${iamService}:*`],
      resources: ["*"],
      conditions: { StringEquals: { "aws:PrincipalAccount": account.accountId } },
    }),
  ]);
}

export interface S3EndpointPolicyArgs {
  readonly account: AccountContext;
  readonly endpointId: pulumi.Input<string>;
  /** Buckets that the stack's tasks use. */
  readonly bucketArns: readonly pulumi.Input<string>[];
}

/** Limits the S3 gateway endpoint to the stack's buckets and to ECR's image layers. */
export function createS3EndpointPolicy(
  name: string,
  { account, endpointId, bucketArns }: S3EndpointPolicyArgs,
  opts: { parent: pulumi.Resource },
): aws.ec2.VpcEndpointPolicy {
  const ownBuckets = () =>
    statement({
      sid: "OwnBuckets",
      principal: "*",
      actions: ["s3:*"],
      resources: bucketArns.flatMap((bucketArn) => [bucketArn, pulumi.interpolate`${bucketArn}/*`]),
      conditions: {
        StringEquals: { "aws:PrincipalAccount": account.accountId, "aws:ResourceAccount": account.accountId },
      },
    });
  // Layers are read from AWS's bucket by presigned URLs, so no condition on our account can hold; without this
  // statement every image pull hangs.
  const ecrLayers = statement({
    sid: "EcrLayers",
    principal: "*",
    actions: ["s3:GetObject"],
    resources: [`arn:${account.partition}:s3:::prod-${account.region}-starport-layer-bucket/*`],
  });
  return new aws.ec2.VpcEndpointPolicy(
    `${name}-s3`,
    {
      vpcEndpointId: endpointId,
      policy: policyDocument(bucketArns.length === 0 ? [ecrLayers] : [ownBuckets(), ecrLayers]),
    },
    { parent: opts.parent },
  );
}
