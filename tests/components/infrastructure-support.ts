import { type AccountContext } from "../../components/account";
import { Database, type DatabaseArgs } from "../../components/data";
import { Egress, type EgressArgs, Network, type NetworkArgs } from "../../components/network";
import { ACCOUNT_ID } from "@toolkit/offline/capture";
import { type GraphResource } from "@toolkit/offline/graph";

export const account: AccountContext = {
  prefix: "webapp-dev",
  accountId: ACCOUNT_ID,
  region: "us-east-1",
  partition: "aws",
};

export const EIP = "aws:ec2/eip:Eip";
export const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
export const GROUP = "aws:ec2/securityGroup:SecurityGroup";
export const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
export const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
export const NAT_GATEWAY = "aws:ec2/natGateway:NatGateway";
export const ROUTE = "aws:ec2/route:Route";
export const SUBNET = "aws:ec2/subnet:Subnet";

export const network = (change: Partial<NetworkArgs> = {}, name = "network") =>
  new Network(name, {
    account,
    cidr: "10.0.0.0/16",
    zones: [
      { key: "a", name: "us-east-1a" },
      { key: "b", name: "us-east-1b" },
    ],
    flowLogs: "rejected",
    logs: { retentionDays: 7 },
    ...change,
  });

/** A way out of a network of its own. */
export const egress = (change: Partial<EgressArgs> = {}, vpc = network({ flowLogs: "none" })) =>
  new Egress("egress", {
    account,
    network: vpc,
    nat: "single",
    natAz: "a",
    workloadAzKeys: ["a", "b"],
    endpoints: [],
    s3BucketArns: [],
    ...change,
  });

export const database = (change: Partial<DatabaseArgs> = {}, name = "database") =>
  new Database(name, {
    account,
    subnetIds: ["subnet-a", "subnet-b"],
    securityGroupIds: ["sg-database"],
    databaseName: "app",
    username: "app",
    instanceClass: "db.t4g.micro",
    storageGb: 20,
    maxStorageGb: 100,
    multiAz: false,
    backupRetentionDays: 7,
    backupWindow: "03:00-03:30",
    maintenanceWindow: "sun:04:00-sun:05:00",
    passwordRotationDays: 30,
    iamAuthentication: true,
    deletionProtection: false,
    finalSnapshot: false,
    logs: { retentionDays: 14 },
    monitoringSeconds: 0,
    applyImmediately: true,
    protect: false,
    ...change,
  });

/** Statements of a policy or trust document. */
export function statements(document: unknown): Record<string, unknown>[] {
  const { Statement } = JSON.parse(String(document)) as { Statement: Record<string, unknown>[] };
  return Statement;
}

/** Names in alphabetical order: registration follows the resolution of inputs, not the program's text. */
export function names(resources: readonly GraphResource[]): string[] {
  return resources.map(({ name }) => name).sort();
}
