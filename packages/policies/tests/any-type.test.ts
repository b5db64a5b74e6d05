import { expect } from "chai";
import { findingsIn } from "../src/evaluate";
import { PolicyGraph } from "../src/graph";
import { isGeneral } from "../src/rule";
import { rules } from "../src/rules";
import { UNKNOWN } from "../src/values";
import { resourcesOf } from "./examples";

type Inputs = Readonly<Record<string, unknown>>;

/** A bucket's or queue's policy as programs write it. */
const policy = (statement: Inputs): string => JSON.stringify({ Statement: [{ Effect: "Allow", ...statement }] });
const FOR_ALL = policy({ Principal: "*", Action: "*" });
const ALL_RIGHTS = policy({ Action: "*", Resource: "*" });
const WORLD = ["0.0.0.0/0"];

/** Resources with one fault each, of types that most programs never use. */
const BAD: readonly (readonly [type: string, inputs: Inputs])[] = [
  ["aws:sqs/queue:Queue", { sqsManagedSseEnabled: true, policy: FOR_ALL }],
  ["aws:sqs/queuePolicy:QueuePolicy", { policy: FOR_ALL }],
  ["aws:sns/topic:Topic", { kmsMasterKeyId: "alias/key", policy: FOR_ALL }],
  ["aws:glacier/vault:Vault", { accessPolicy: FOR_ALL }],
  ["aws:elasticsearch/domainPolicy:DomainPolicy", { accessPolicies: FOR_ALL }],
  ["aws:secretsmanager/secret:Secret", { policy: FOR_ALL }],
  ["aws:backup/vaultPolicy:VaultPolicy", { policy: FOR_ALL }],
  ["aws:ecrpublic/repositoryPolicy:RepositoryPolicy", { policy: FOR_ALL }],
  ["aws:lambda/permission:Permission", { action: "lambda:InvokeFunction", principal: "*" }],
  ["aws:lambda/layerVersionPermission:LayerVersionPermission", { principal: "*" }],
  ["aws:cloudwatch/eventPermission:EventPermission", { principal: "*" }],
  ["aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy", { accessPolicy: FOR_ALL }],
  ["aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", { blockPublicAcls: false }],
  ["aws:s3control/bucketPolicy:BucketPolicy", { policy: FOR_ALL }],
  ["aws:s3/bucketObjectv2:BucketObjectv2", { acl: "public-read" }],
  ["aws:lightsail/bucket:Bucket", { accessRules: { getObject: "public" } }],
  ["aws:ec2/vpcEndpointService:VpcEndpointService", { allowedPrincipals: ["*"] }],
  ["aws:ec2/amiLaunchPermission:AmiLaunchPermission", { group: "all" }],
  ["aws:ec2/snapshotCreateVolumePermission:SnapshotCreateVolumePermission", { accountId: "all" }],
  ["aws:rds/clusterSnapshot:ClusterSnapshot", { sharedAccounts: ["all"] }],
  ["aws:ssm/document:Document", { permissions: { type: "Share", accountIds: "All" } }],
  ["aws:iam/user:User", {}],
  ["aws:iam/accessKey:AccessKey", { user: "ci" }],
  ["aws:iam/userPolicy:UserPolicy", { policy: ALL_RIGHTS }],
  ["aws:iam/groupPolicy:GroupPolicy", { policy: ALL_RIGHTS }],
  ["aws:iam/userPolicyAttachment:UserPolicyAttachment", { policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" }],
  ["aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy", { inlinePolicy: ALL_RIGHTS }],
  ["aws:ec2/keyPair:KeyPair", { publicKey: "ssh-ed25519 AAAA" }],
  ["aws:appsync/graphQLApi:GraphQLApi", { authenticationType: "API_KEY" }],
  ["aws:ec2/securityGroup:SecurityGroup", { description: "x", ingress: [{ fromPort: 22, cidrBlocks: WORLD }] }],
  ["aws:ec2/securityGroupRule:SecurityGroupRule", { type: "ingress", cidrBlocks: WORLD, fromPort: 3306 }],
  ["aws:ec2/networkAcl:NetworkAcl", { ingress: [{ action: "allow", protocol: "-1", cidrBlock: "0.0.0.0/0" }] }],
  ["aws:redshift/securityGroup:SecurityGroup", { ingress: [{ cidr: "0.0.0.0/0" }] }],
  ["aws:medialive/inputSecurityGroup:InputSecurityGroup", { whitelistRules: [{ cidr: "0.0.0.0/0" }] }],
  ["aws:eks/cluster:Cluster", { vpcConfig: { publicAccessCidrs: WORLD } }],
  ["aws:emr/blockPublicAccessConfiguration:BlockPublicAccessConfiguration", { blockPublicSecurityGroupRules: false }],
  ["aws:redshift/cluster:Cluster", { encrypted: "true", publiclyAccessible: true }],
  ["aws:redshiftserverless/workgroup:Workgroup", { publiclyAccessible: true }],
  ["aws:mq/broker:Broker", { publiclyAccessible: true }],
  ["aws:dms/replicationInstance:ReplicationInstance", { publiclyAccessible: true }],
  ["aws:neptunegraph/graph:Graph", { publicConnectivity: true }],
  ["aws:lightsail/database:Database", { publiclyAccessible: true }],
  ["aws:ec2/defaultSubnet:DefaultSubnet", { mapPublicIpOnLaunch: true }],
  ["aws:ec2/launchTemplate:LaunchTemplate", { networkInterfaces: [{ associatePublicIpAddress: "true" }] }],
  ["aws:apigatewayv2/route:Route", { routeKey: "GET /", authorizationType: "NONE" }],
  ["aws:msk/cluster:Cluster", { clientAuthentication: { unauthenticated: true } }],
  ["aws:rds/cluster:Cluster", { engine: "aurora-mysql" }],
  ["aws:docdb/cluster:Cluster", { storageEncrypted: false }],
  ["aws:neptune/cluster:Cluster", {}],
  ["aws:elasticache/replicationGroup:ReplicationGroup", { atRestEncryptionEnabled: true }],
  ["aws:memorydb/cluster:Cluster", { aclName: "app", tlsEnabled: false }],
  ["aws:dax/cluster:Cluster", { serverSideEncryption: { enabled: false } }],
  ["aws:ebs/volume:Volume", {}],
  ["aws:efs/fileSystem:FileSystem", {}],
  ["aws:ebs/encryptionByDefault:EncryptionByDefault", { enabled: false }],
  ["aws:workspaces/workspace:Workspace", { rootVolumeEncryptionEnabled: true }],
  ["aws:athena/workgroup:Workgroup", { configuration: { enableMinimumEncryptionConfiguration: false } }],
  ["aws:rds/proxy:Proxy", { requireTls: false }],
  [
    "aws:batch/jobDefinition:JobDefinition",
    { containerProperties: '{"volumes":[{"efsVolumeConfiguration":{"transitEncryption":"DISABLED"}}]}' },
  ],
];

/** What looks alike and is as it should be. */
const GOOD: readonly (readonly [type: string, inputs: Inputs])[] = [
  ["aws:ec2/route:Route", { destinationCidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }],
  ["aws:ec2/routeTable:RouteTable", { routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }] }],
  ["aws:ec2/vpnConnection:VpnConnection", { localIpv4NetworkCidr: "0.0.0.0/0", remoteIpv4NetworkCidr: "0.0.0.0/0" }],
  ["aws:ec2/networkAcl:NetworkAcl", { ingress: [{ action: "deny", protocol: "-1", cidrBlock: "0.0.0.0/0" }] }],
  [
    "aws:ec2/securityGroup:SecurityGroup",
    { egress: [{ protocol: "-1", cidrBlocks: WORLD, ipv6CidrBlocks: ["::/0"] }] },
  ],
  ["aws:ec2clientvpn/route:Route", { destinationCidrBlock: "0.0.0.0/0" }],
  ["aws:lb/loadBalancer:LoadBalancer", { accessLogs: { enabled: false } }],
  ["aws:lambda/permission:Permission", { principal: "apigateway.amazonaws.com" }],
  ["aws:iam/group:Group", {}],
  [
    "aws:sqs/queue:Queue",
    { policy: policy({ Principal: { Service: "sns.amazonaws.com" }, Action: "sqs:SendMessage" }) },
  ],
  ["aws:dynamodb/table:Table", { serverSideEncryption: { enabled: false } }],
  ["aws:paymentcryptography/key:Key", { keyAttributes: { keyModesOfUses: [{ encrypt: false }] } }],
  ["aws:elasticache/cluster:Cluster", { engine: "memcached" }],
  ["aws:ec2/securityGroupRule:SecurityGroupRule", { type: "ingress", cidrBlocks: UNKNOWN, vpcId: UNKNOWN }],
];

const found = ([type, inputs]: (typeof BAD)[number], some = rules): string[] =>
  findingsIn(new PolicyGraph(resourcesOf([{ type, inputs }])), some).map(({ rule }) => rule.id);

const general = rules.filter((rule) => isGeneral(rule));

describe("rules that read any type", () => {
  it("find the fault of every bad resource of a type that has no rule of its own", () => {
    const passing = BAD.filter((one) => found(one).length === 0).map(([type]) => type);
    expect(passing).to.deep.equal([]);
    expect(new Set(BAD.map(([type]) => type)).size).to.equal(BAD.length);
  });

  it("hold nothing against what only looks alike", () => {
    const refused = GOOD.flatMap((one) => found(one, general).map((rule) => `${one[0]}: ${rule}`));
    expect(refused).to.deep.equal([]);
  });

  it("hold what is known against a resource although another input is unknown", () => {
    const group = { vpcId: UNKNOWN, ingress: [{ fromPort: 22, toPort: 22, cidrBlocks: WORLD }] };
    expect(found(["aws:ec2/securityGroup:SecurityGroup", group], general)).to.deep.equal(["source-not-open"]);
  });

  it("leave other providers' resources alone", () => {
    expect(found(["random:index/randomId:RandomId", { publiclyAccessible: true }], general)).to.deep.equal([]);
  });
});
