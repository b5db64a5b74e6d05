import { T } from "@toolkit/offline/aws-types";
import { holds, proof, type Proof } from "./proof";
import * as stage from "./stage";

export const networkDeletionProofs: readonly Proof[] = [
  proof("vpc-is-empty", (aws) => {
    const vpc = stage.vpc(aws);
    return holds(aws, vpc, stage.subnetIn(aws, vpc));
  }),
  proof("vpc-has-no-leftovers", (aws) => {
    const { vpc, gateway, group, routes, subnets, subnetIds } = stage.network(aws);
    const front = aws.make(T.loadBalancer, { subnets: subnetIds });
    const origin = aws.make(T.vpcOrigin, { vpcOriginEndpointConfig: { arn: front.id } });
    const associations = aws.account.all(T.routeTableAssociation);
    const tables = aws.account.all(T.routeTable);
    for (const resource of [origin, front, ...routes, ...associations, ...tables, ...subnets, group, gateway])
      aws.remove(resource);
    return {
      refused: () => {
        aws.remove(vpc);
      },
      accepted: () => {
        aws.account.clear(({ name }) => name === "CloudFront-VPCOrigins-Service-SG");
        aws.remove(vpc);
      },
    };
  }),
  proof("subnet-is-empty", (aws) => {
    const subnet = stage.subnetIn(aws, stage.vpc(aws));
    return holds(aws, subnet, aws.make(T.networkInterface, { subnetId: subnet.id }));
  }),
  proof("internet-gateway-serves-nobody", (aws) => {
    const network = stage.network(aws);
    return holds(aws, network.gateway, aws.make(T.natGateway, { subnetId: network.subnets[0].id }));
  }),
  proof("group-is-unused", (aws) => {
    const network = stage.network(aws);
    return holds(aws, network.group, stage.balancer(aws, network));
  }),
  proof("route-table-is-unused", (aws) => {
    const vpc = stage.vpc(aws);
    const table = aws.make(T.routeTable, { vpcId: vpc.id });
    return holds(
      aws,
      table,
      aws.make(T.routeTableAssociation, { routeTableId: table.id, subnetId: stage.subnetIn(aws, vpc).id }),
    );
  }),
  proof("address-is-unused", (aws) => {
    const { subnets } = stage.network(aws);
    const address = aws.make(T.elasticIp, { domain: "vpc" });
    return holds(aws, address, aws.make(T.natGateway, { subnetId: subnets[0].id, allocationId: address.id }));
  }),
  proof("network-interface-is-unused", (aws) => {
    const { subnets } = stage.network(aws);
    const card = aws.make(T.networkInterface, { subnetId: subnets[0].id });
    return holds(aws, card, aws.make(T.instance, { primaryNetworkInterface: { networkInterfaceId: card.id } }));
  }),
  proof("route-target-is-unused", (aws) => {
    const { inputs, network } = stage.serviceStage(aws);
    const nat = aws.make(T.natGateway, { subnetId: network.subnets[1].id });
    aws.remove(network.routes[0]);
    const { routeTableId } = network.routes[0].inputs;
    aws.make(T.route, { routeTableId: routeTableId ?? null, destinationCidrBlock: "0.0.0.0/0", natGatewayId: nat.id });
    return holds(aws, nat, aws.make(T.service, inputs));
  }),
];
