import { T } from "@toolkit/offline/aws-types";
import { groupsOf, subnetsOf, text, vpcOf, shown } from "../aws/look";
import type { Rule, RuleContext } from "./rule";
import { api, pages } from "./sources";

/** What stands in subnets and holds network interfaces there. */
const INTERFACE_HOLDERS = [
  T.natGateway,
  T.loadBalancer,
  T.service,
  T.instance,
  T.networkInterface,
  T.endpoint,
  T.databaseInstance,
];

const currentId = ({ current }: RuleContext): string => current?.id ?? "";

/** The network refuses to lose what something still stands on. */
export const networkDeletionRules: readonly Rule[] = [
  {
    id: "vpc-is-empty",
    source: api.ec2("DeleteVpc"),
    on: ["delete"],
    types: [T.vpc],
    refuse: (context) => {
      const { account } = context;
      const vpc = currentId(context);
      const inside = [T.subnet, T.securityGroup, T.routeTable, T.endpoint, T.internetGateway].some(
        (type) => account.where(type, "vpcId", vpc).length > 0,
      );
      return inside ? `DependencyViolation: The vpc '${vpc}' has dependencies and cannot be deleted.` : undefined;
    },
  },
  {
    id: "vpc-has-no-leftovers",
    source: pages.vpcOrigins,
    on: ["delete"],
    types: [T.vpc],
    refuse: (context) => {
      const vpc = currentId(context);
      const left = context.account.leftovers("securityGroup").find(({ inside }) => inside === vpc);
      return left === undefined
        ? undefined
        : `DependencyViolation: The vpc '${vpc}' has dependencies and cannot be deleted. (${left.name ?? left.id} is still there)`;
    },
  },
  {
    id: "subnet-is-empty",
    source: api.ec2("DeleteSubnet"),
    on: ["delete"],
    types: [T.subnet],
    refuse: (context) => {
      const subnet = currentId(context);
      const databases = context.account.usersOf([subnet], [T.databaseSubnets]).map(({ outputs }) => outputs.name);
      const occupied = context.account
        .all()
        .some(
          (holder) =>
            INTERFACE_HOLDERS.includes(holder.type as (typeof INTERFACE_HOLDERS)[number]) &&
            (subnetsOf(holder).includes(subnet) ||
              (holder.type === T.databaseInstance && databases.includes(holder.inputs.dbSubnetGroupName ?? null))),
        );
      return occupied
        ? `DependencyViolation: The subnet '${subnet}' has dependencies and cannot be deleted.`
        : undefined;
    },
  },
  {
    id: "internet-gateway-serves-nobody",
    source: api.ec2("DetachInternetGateway"),
    on: ["delete"],
    types: [T.internetGateway],
    refuse: ({ account, current }) => {
      const vpc = text(current?.inputs.vpcId);
      const inVpc = (subnet: string): boolean => account.get(T.subnet, subnet)?.inputs.vpcId === vpc;
      const nats = account.all(T.natGateway).some((nat) => subnetsOf(nat).some(inVpc));
      const balancers = account
        .all(T.loadBalancer)
        .some((balancer) => balancer.inputs.internal !== true && vpcOf(account, balancer) === vpc);
      return nats || balancers
        ? `DependencyViolation: Network ${shown(vpc)} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`
        : undefined;
    },
  },
  {
    id: "group-is-unused",
    source: api.ec2("DeleteSecurityGroup"),
    on: ["delete"],
    types: [T.securityGroup],
    refuse: (context) => {
      const group = currentId(context);
      const attached = context.account.all().some((holder) => groupsOf(holder).includes(group));
      const referenced = [T.ingressRule, T.egressRule].some(
        (type) => context.account.where(type, "referencedSecurityGroupId", group).length > 0,
      );
      return attached || referenced ? `DependencyViolation: resource ${group} has a dependent object` : undefined;
    },
  },
  {
    id: "route-table-is-unused",
    source: api.ec2("DeleteRouteTable"),
    on: ["delete"],
    types: [T.routeTable],
    refuse: (context) => {
      const table = currentId(context);
      return context.account.where(T.routeTableAssociation, "routeTableId", table).length > 0
        ? `DependencyViolation: The routeTable '${table}' has dependencies and cannot be deleted.`
        : undefined;
    },
  },
  {
    id: "address-is-unused",
    source: api.ec2("ReleaseAddress"),
    on: ["delete"],
    types: [T.elasticIp],
    refuse: (context) => {
      const address = currentId(context);
      return context.account.where(T.natGateway, "allocationId", address).length > 0
        ? `AuthFailure: You do not have permission to access the specified resource. (${address} is mapped to a NAT gateway)`
        : undefined;
    },
  },
  {
    id: "network-interface-is-unused",
    source: api.ec2("DeleteNetworkInterface"),
    on: ["delete"],
    types: [T.networkInterface],
    refuse: (context) => {
      const id = currentId(context);
      const instance = context.account.usersOf([id], [T.instance])[0];
      return instance === undefined
        ? undefined
        : `InvalidParameterValue: Network interface '${id}' is currently in use. (${instance.id})`;
    },
  },
  {
    id: "route-target-is-unused",
    source: api.ec2("DeleteNatGateway", "its routes turn into blackholes"),
    on: ["delete"],
    types: [T.natGateway],
    refuse: (context) => {
      const nat = currentId(context);
      const routed = context.account.where(T.route, "natGatewayId", nat).map(({ inputs }) => inputs.routeTableId);
      const tasks = context.account
        .all(T.service)
        .filter((service) =>
          subnetsOf(service).some((subnet) =>
            routed.includes(context.account.where(T.routeTableAssociation, "subnetId", subnet)[0]?.inputs.routeTableId),
          ),
        );
      return tasks.length === 0
        ? undefined
        : `Blackhole: tasks of ${tasks.map(({ id }) => id).join(", ")} would lose their way out with ${nat}`;
    },
  },
];
