import { T } from "@toolkit/offline/aws-types";
import { generalRule, isSet } from "../../makers";
import type { Rule } from "../../rule";
import { type Leaf, leavesOf, saying } from "./values";

/** Inputs that open a resource to the internet, or to whoever comes. */
const OPENING =
  /^((is)?public(ly)?(accessible|access|connectivity)?(enabled)?|endpointPublicAccess|associatePublicIp(Address)?|assignPublicIp|createPublicIp|mapPublicIpOnLaunch|anonymous\w*|allowUnauthenticated\w*|unauthenticated|(direct|enable)InternetAccess|allowFromPublic)$/i;

/** Inputs that keep the public out, as buckets, access points and accounts have them. */
const CLOSING = /^(block|ignore|restrict)Public\w+$/;

const PUBLIC_ACL = /^(public-read|public-read-write|authenticated-read|PUBLIC_READ)$/;

/** Groups of S3's access control lists: https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html */
const EVERYBODY = /^http:\/\/acs\.amazonaws\.com\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;

const isOn = (value: unknown): boolean => value === true || /^(true|enabled)$/i.test(String(value));
const isOff = (value: unknown): boolean => value === false || value === "false";

/** Inputs that narrow down whom a principal of `*` stands for. */
const NARROWING = ["sourceArn", "sourceAccount", "principalOrgId", "organizationId", "condition"];

/** Browsers ask with OPTIONS before they send what identifies them. */
const isPreflight = ({ within }: Leaf): boolean => within.httpMethod === "OPTIONS";

/** What opens a resource, by the name of an input and its value. */
function opens(leaf: Leaf): boolean {
  const { name, value, within } = leaf;
  if (OPENING.test(name)) return isOn(value);
  if (CLOSING.test(name)) return isOff(value);
  if (/acl$/i.test(name)) return PUBLIC_ACL.test(String(value)) || value === "open-access";
  if (/^aclName$/.test(name)) return value === "open-access";
  if (/^(authorization|authorizationType|authType)$/.test(name)) return value === "NONE" && !isPreflight(leaf);
  if (/^principals?$|^principalArn$|^allowedPrincipals$/.test(name))
    return value === "*" && !NARROWING.some((narrowing) => isSet(within[narrowing]));
  if (/^(sharedAccounts|accountIds?|group)$/.test(name)) return /^all$/i.test(String(value));
  return (
    (name === "uri" && EVERYBODY.test(String(value))) ||
    (name === "endpointType" && value === "PUBLIC") ||
    (name === "getObject" && value === "public") ||
    value === "SERVICE_PROVIDED_EIPS"
  );
}

/** What is public, or answers whoever comes. */
export const publicRule: Rule = generalRule({
  id: "resource-not-public",
  severity: "high",
  title: "No resource of any type is public",
  fix: "Turn the public access off, and name who may use it.",
  everyTypeBut: [T.bucket, T.bucketPublicAccess, T.databaseInstance, T.service, T.subnet],
  problems: ({ inputs }) => leavesOf(inputs).filter(opens).map(saying),
  examples: [
    ...flag("aws:rds/clusterInstance:ClusterInstance", "publiclyAccessible"),
    ...flag("aws:eks/cluster:Cluster", "vpcConfig.endpointPublicAccess"),
    ...flag("aws:apprunner/service:Service", "networkConfiguration.ingressConfiguration.isPubliclyAccessible"),
    ...flag("aws:ec2/launchConfiguration:LaunchConfiguration", "associatePublicIpAddress"),
    ...flag("aws:cognito/identityPool:IdentityPool", "allowUnauthenticatedIdentities"),
    ...flag("aws:opensearch/domain:Domain", "advancedSecurityOptions.anonymousAuthEnabled"),
    {
      type: "aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy",
      path: "policy",
      good: JSON.stringify([{ Rules: [], AllowFromPublic: false }]),
      bad: JSON.stringify([{ Rules: [], AllowFromPublic: true }]),
    },
    {
      type: "aws:sagemaker/notebookInstance:NotebookInstance",
      path: "directInternetAccess",
      good: "Disabled",
      bad: "Enabled",
    },
    {
      type: "aws:s3/accessPoint:AccessPoint",
      path: "publicAccessBlockConfiguration.blockPublicPolicy",
      good: true,
      bad: false,
    },
    { type: "aws:s3/bucketAcl:BucketAcl", path: "acl", good: "private", bad: "public-read" },
    {
      type: "aws:s3/bucketAcl:BucketAcl",
      path: "accessControlPolicy.grants.*.grantee.uri",
      good: "http://acs.amazonaws.com/groups/s3/LogDelivery",
      bad: "http://acs.amazonaws.com/groups/global/AllUsers",
    },
    { type: "aws:lambda/functionUrl:FunctionUrl", path: "authorizationType", good: "AWS_IAM", bad: "NONE" },
    {
      type: "aws:apigateway/method:Method",
      path: "httpMethod",
      good: "OPTIONS",
      bad: "GET",
      with: { authorization: "NONE" },
    },
    {
      type: "aws:lambda/permission:Permission",
      path: "sourceArn",
      good: "arn:aws:s3:::uploads",
      bad: undefined,
      with: { action: "lambda:InvokeFunction", principal: "*" },
    },
    { type: "aws:rds/snapshot:Snapshot", path: "sharedAccounts", good: ["123456789012"], bad: ["all"] },
    { type: "aws:ec2/amiLaunchPermission:AmiLaunchPermission", path: "group", good: undefined, bad: "all" },
    { type: "aws:memorydb/cluster:Cluster", path: "aclName", good: "app", bad: "open-access" },
    { type: "aws:transfer/server:Server", path: "endpointType", good: "VPC", bad: "PUBLIC" },
    {
      type: "aws:msk/cluster:Cluster",
      path: "brokerNodeGroupInfo.connectivityInfo.publicAccess.type",
      good: "DISABLED",
      bad: "SERVICE_PROVIDED_EIPS",
    },
    { type: "aws:lightsail/bucketResourceAccess:BucketAccess", path: "getObject", good: "private", bad: "public" },
  ],
});

function flag(type: string, path: string) {
  return [{ type, path, good: false, bad: true }];
}
