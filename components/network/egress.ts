import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AccountContext } from "../account";
import { refuse } from "../errors";
import { egressProblems, type EndpointService, natAzKeys, type NatMode } from "./egress-plan";
import { createInterfaceEndpoints, createS3EndpointPolicy } from "./interface-endpoints";
import { createNatGateway, type Nat } from "./nat-gateway";
import { createNatInstance } from "./nat-instance";
import { type Network, type ZoneSubnets } from "./network";

export interface EgressArgs {
  readonly account: AccountContext;
  /** The VPC to give a way out. */
  readonly network: EgressNetwork;
  /** `none`, one NAT `instance`, one gateway (`single`), or a gateway in each workload AZ (`perAz`). */
  readonly nat: NatMode;
  /** AZ of the instance or the single gateway. */
  readonly natAz: string;
  /** AZs that run tasks: they get gateways with `perAz`, and interface endpoints. */
  readonly workloadAzKeys: readonly string[];
  /** Interface endpoints to make. */
  readonly endpoints: readonly EndpointService[];
  /** Whether people open shells in tasks, which without a NAT needs an endpoint of its own. @default false */
  readonly exec?: boolean | undefined;
  /** Services that tasks call for what they use, which without a NAT need an endpoint each. @default none */
  readonly called?: readonly EndpointService[] | undefined;
  /** Security group of the endpoints; required when there are any. @default none */
  readonly endpointSecurityGroupId?: pulumi.Input<string> | undefined;
  /** Security group of the NAT instance; required with `nat: "instance"`. @default none */
  readonly natSecurityGroupId?: pulumi.Input<string> | undefined;
  /** ARM instance type. @default "t4g.nano" */
  readonly natInstanceType?: string | undefined;
  /** Topic of the NAT instance's status alarms. @default they recover or reboot the instance and notify nobody */
  readonly alarmTopicArn?: pulumi.Input<string> | undefined;
  /** Buckets that tasks may use through the S3 gateway endpoint. */
  readonly s3BucketArns: readonly pulumi.Input<string>[];
}

/** What `Egress` reads of a `Network`. */
export type EgressNetwork = Pick<
  Network,
  | "vpcId"
  | "subnets"
  | "privateRouteTableIds"
  | "privateAssociations"
  | "publicRoutes"
  | "internetGateway"
  | "s3EndpointId"
>;

/**
 * The way out of private subnets: NAT, default routes, interface endpoints, and the S3 endpoint's policy.
 *
 * Built after the security groups, which in turn need the VPC. Price by `nat`: see `createNatGateway` and
 * `createNatInstance`; each interface endpoint costs about 7 USD a month and AZ.
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - Public IPv4 address: 3.65 a month
 * - NAT gateway: 32.85 a month
 * - Data processed: 0.045 per GB processed
 * </cost>
 *
 * @example
 * ```ts
 * const egress = new Egress("egress", {
 *   account,
 *   network,
 *   nat: "perAz",
 *   natAz: "a",
 *   workloadAzKeys: ["a", "b"],
 *   endpoints: [],
 *   s3BucketArns: [dumps.bucketArn],
 * });
 * ```
 */
export class Egress extends pulumi.ComponentResource {
  /** Routes, route table associations, NATs and endpoints: a task started before them cannot pull its image. */
  readonly ready: pulumi.Resource[];
  /** By AZ key, for alarms; empty without gateways. */
  readonly natGatewayIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** Public addresses of outgoing traffic, for the allow lists of others. */
  readonly publicIps: pulumi.Output<string>[];
  /** Allocation ids of these addresses, by AZ key. */
  readonly addressIds: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: EgressArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:network:Egress", name, {}, opts);
    const { network, endpointSecurityGroupId } = args;
    refuse(name, [...egressProblems(args, Object.keys(network.subnets)), ...missingGroups(args)]);

    const nats = Object.fromEntries(natAzKeys(args).map((key) => [key, this.createNat(name, key, args)]));
    const routes = Object.entries(network.privateRouteTableIds).flatMap(([key, routeTableId]) => {
      const nat = args.nat === "perAz" ? nats[key] : nats[args.natAz];
      return nat === undefined ? [] : [this.createDefaultRoute(`${name}-private-${key}`, routeTableId, nat)];
    });
    const endpoints =
      endpointSecurityGroupId === undefined
        ? []
        : createInterfaceEndpoints(
            name,
            {
              account: args.account,
              vpcId: network.vpcId,
              services: args.endpoints,
              subnetIds: args.workloadAzKeys.map((key) => zoneSubnets(network, key).privateId),
              securityGroupIds: [endpointSecurityGroupId],
            },
            { parent: this },
          );
    const s3Policy = createS3EndpointPolicy(
      name,
      { account: args.account, endpointId: network.s3EndpointId, bucketArns: args.s3BucketArns },
      { parent: this },
    );

    const built = Object.entries(nats);
    this.ready = [
      ...built.flatMap(([, { needs }]) => needs),
      ...routes,
      ...network.privateAssociations,
      ...endpoints,
      s3Policy,
    ];
    this.natGatewayIds = Object.fromEntries(
      built.flatMap(([key, { natGatewayId }]) => (natGatewayId === undefined ? [] : [[key, natGatewayId]])),
    );
    this.publicIps = built.map(([, { publicIp }]) => publicIp);
    this.addressIds = Object.fromEntries(built.map(([key, { addressId }]) => [key, addressId]));
    this.registerOutputs({ publicIps: this.publicIps, natGatewayIds: this.natGatewayIds });
  }

  private createNat(name: string, azKey: string, args: EgressArgs): Nat {
    const { network, natInstanceType = "t4g.nano", natSecurityGroupId } = args;
    const common = {
      account: args.account,
      publicSubnetId: zoneSubnets(network, azKey).publicId,
      publicPath: [network.internetGateway, ...network.publicRoutes],
    };
    if (args.nat !== "instance" || natSecurityGroupId === undefined) {
      return createNatGateway(`${name}-nat-${azKey}`, common, { parent: this });
    }
    // Not named like a gateway: under one name its Elastic IP would be kept, which the gateway still holds.
    return createNatInstance(
      `${name}-nat-instance-${azKey}`,
      {
        ...common,
        account: args.account,
        instanceType: natInstanceType,
        securityGroupId: natSecurityGroupId,
        alarmTopicArn: args.alarmTopicArn,
      },
      { parent: this },
    );
  }

  private createDefaultRoute(name: string, routeTableId: pulumi.Input<string>, nat: Nat): aws.ec2.Route {
    return new aws.ec2.Route(
      name,
      { routeTableId, destinationCidrBlock: "0.0.0.0/0", ...nat.target },
      { parent: this },
    );
  }
}

function missingGroups(args: EgressArgs): string[] {
  return [
    ...(args.nat === "instance" && args.natSecurityGroupId === undefined
      ? ["a NAT instance needs natSecurityGroupId."]
      : []),
    ...(args.endpoints.length > 0 && args.endpointSecurityGroupId === undefined
      ? ["interface endpoints need endpointSecurityGroupId."]
      : []),
  ];
}

function zoneSubnets(network: EgressNetwork, key: string): ZoneSubnets {
  const subnets = network.subnets[key];
  if (subnets === undefined) {
    throw new Error(`The network has no subnets in AZ ${key}.`);
  }
  return subnets;
}
