import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AccountContext } from "../account";
import { type LogSettings } from "../log-settings";
import { createFlowLogs, type FlowLogMode } from "./flow-logs";
import { planSubnets } from "./subnet-plan";

/** An AZ as configured, and the zone it is in this account. */
export interface Zone {
  /** `a` or `use1-az1`: part of resource names, so they stay when the account's mapping differs. */
  readonly key: string;
  /** AWS's name, e.g. `us-east-1a`. */
  readonly name: string;
}

export interface NetworkArgs {
  readonly account: AccountContext;
  /** Range of the VPC, /16 to /23. */
  readonly cidr: string;
  /** Two to four AZs; append new ones, since the place in the list decides the ranges. */
  readonly zones: readonly Zone[];
  /** Which connections are logged. */
  readonly flowLogs: FlowLogMode;
  /** How flow logs are kept. */
  readonly logs: LogSettings;
}

type Tier = "public" | "private" | "isolated";

/** The three subnets of an AZ and their ranges. */
export interface ZoneSubnets {
  readonly publicId: pulumi.Output<string>;
  readonly privateId: pulumi.Output<string>;
  readonly isolatedId: pulumi.Output<string>;
  readonly privateCidr: string;
}

/**
 * A VPC with public, private and isolated subnets in each AZ, an internet gateway, route tables, the free S3 gateway
 * endpoint, an emptied default security group and flow logs.
 *
 * Private subnets have no way out yet: `Egress` adds it. Isolated ones never get one. Nothing here has an hourly
 * price; flow logs cost what they ingest.
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - Data between availability zones: 0.01 per GB each direction
 * - Data to other regions: 0.02 per GB
 * - Data ingested: 0.50 per GB
 * - Storage (compressed): 0.03 per GB-month
 * - Insights queries, data scanned: 0.005 per GB scanned
 * </cost>
 *
 * @example
 * ```ts
 * const network = new Network("network", {
 *   account,
 *   cidr: "10.0.0.0/16",
 *   zones: [
 *     { key: "a", name: "us-east-1a" },
 *     { key: "b", name: "us-east-1b" },
 *   ],
 *   flowLogs: "rejected",
 *   logs: { retentionDays: 30 },
 * });
 * ```
 */
export class Network extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>;
  readonly vpcCidr: string;
  /** Subnets by AZ key. */
  readonly subnets: Readonly<Record<string, ZoneSubnets>>;
  readonly publicSubnetIds: pulumi.Output<string>[];
  readonly privateSubnetIds: pulumi.Output<string>[];
  readonly isolatedSubnetIds: pulumi.Output<string>[];
  /** Ranges of the private subnets by AZ key. */
  readonly privateCidrs: Readonly<Record<string, string>>;
  /** One route table per AZ, by AZ key: each can have a NAT of its own. */
  readonly privateRouteTableIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** Routes of public subnets to the internet: whatever uses them depends on these. */
  readonly publicRoutes: pulumi.Resource[];
  /**
   * Associations of private subnets with their route tables. Until then the VPC's main table holds, without a way out
   * (https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html).
   */
  readonly privateAssociations: pulumi.Resource[];
  readonly internetGateway: aws.ec2.InternetGateway;
  readonly s3EndpointId: pulumi.Output<string>;
  /** The region's S3 prefix list, for security group rules. */
  readonly s3PrefixListId: pulumi.Output<string>;

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:network:Network", name, {}, opts);
    const { account, zones } = args;
    const plan = planSubnets({ cidr: args.cidr, azKeys: zones.map(({ key }) => key) });
    const tagged = (suffix: string) => ({ Name: `${account.prefix}-${suffix}` });

    const vpc = new aws.ec2.Vpc(
      name,
      { cidrBlock: args.cidr, enableDnsSupport: true, enableDnsHostnames: true, tags: tagged(name) },
      { parent: this },
    );
    // Adopts the group that every VPC has and leaves it without a rule.
    new aws.ec2.DefaultSecurityGroup(name, { vpcId: vpc.id, tags: tagged(`${name}-default`) }, { parent: this });

    const internetGateway = new aws.ec2.InternetGateway(name, { vpcId: vpc.id, tags: tagged(name) }, { parent: this });
    const routeTable = (suffix: string) =>
      new aws.ec2.RouteTable(
        `${name}-${suffix}`,
        { vpcId: vpc.id, tags: tagged(`${name}-${suffix}`) },
        { parent: this },
      );
    const publicTable = routeTable("public");
    const isolatedTable = routeTable("isolated");
    const privateTables = Object.fromEntries(zones.map(({ key }) => [key, routeTable(`private-${key}`)]));

    const publicRoute = new aws.ec2.Route(
      `${name}-public`,
      { routeTableId: publicTable.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: internetGateway.id },
      { parent: this },
    );
    const associations: Record<Tier, pulumi.Resource[]> = { public: [], private: [], isolated: [] };
    const subnet = (tier: Tier, zone: Zone, cidrs: Readonly<Record<string, string>>, table: aws.ec2.RouteTable) => {
      const key = `${name}-${tier}-${zone.key}`;
      const created = new aws.ec2.Subnet(
        key,
        {
          vpcId: vpc.id,
          cidrBlock: cidrAt(cidrs, zone.key),
          availabilityZone: zone.name,
          mapPublicIpOnLaunch: false,
          tags: tagged(key),
        },
        { parent: this },
      );
      const association = new aws.ec2.RouteTableAssociation(
        key,
        { subnetId: created.id, routeTableId: table.id },
        { parent: this },
      );
      associations[tier].push(association);
      return created.id;
    };
    this.subnets = Object.fromEntries(
      zones.map((zone) => [
        zone.key,
        {
          publicId: subnet("public", zone, plan.publicCidrs, publicTable),
          privateId: subnet("private", zone, plan.privateCidrs, tableAt(privateTables, zone.key)),
          isolatedId: subnet("isolated", zone, plan.isolatedCidrs, isolatedTable),
          privateCidr: cidrAt(plan.privateCidrs, zone.key),
        },
      ]),
    );

    const s3Endpoint = new aws.ec2.VpcEndpoint(
      `${name}-s3`,
      {
        vpcId: vpc.id,
        serviceName: `com.amazonaws.${args.account.region}.s3`,
        vpcEndpointType: "Gateway",
        routeTableIds: [...Object.values(privateTables), isolatedTable].map(({ id }) => id),
        tags: tagged(`${name}-s3`),
      },
      { parent: this },
    );
    createFlowLogs(name, { ...args, vpcId: vpc.id, mode: args.flowLogs }, { parent: this });

    const ordered = Object.values(this.subnets);
    this.vpcId = vpc.id;
    this.vpcCidr = args.cidr;
    this.publicSubnetIds = ordered.map(({ publicId }) => publicId);
    this.privateSubnetIds = ordered.map(({ privateId }) => privateId);
    this.isolatedSubnetIds = ordered.map(({ isolatedId }) => isolatedId);
    this.privateCidrs = plan.privateCidrs;
    this.privateRouteTableIds = Object.fromEntries(Object.entries(privateTables).map(([key, { id }]) => [key, id]));
    this.publicRoutes = [publicRoute, ...associations.public];
    this.privateAssociations = associations.private;
    this.internetGateway = internetGateway;
    this.s3EndpointId = s3Endpoint.id;
    this.s3PrefixListId = s3Endpoint.prefixListId;
    this.registerOutputs({ vpcId: this.vpcId, privateSubnetIds: this.privateSubnetIds });
  }
}

function cidrAt(cidrs: Readonly<Record<string, string>>, key: string): string {
  const cidr = cidrs[key];
  if (cidr === undefined) {
    throw new Error(`The subnet plan has no range for AZ ${key}.`);
  }
  return cidr;
}

function tableAt(tables: Readonly<Record<string, aws.ec2.RouteTable>>, key: string): aws.ec2.RouteTable {
  const table = tables[key];
  if (table === undefined) {
    throw new Error(`There is no private route table for AZ ${key}.`);
  }
  return table;
}
