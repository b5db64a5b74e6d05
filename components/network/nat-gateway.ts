import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type AccountContext } from "../account";

/** A NAT: what routes point to, and its public address. */
export interface Nat {
  readonly target:
    { readonly natGatewayId: pulumi.Output<string> } | { readonly networkInterfaceId: pulumi.Output<string> };
  readonly publicIp: pulumi.Output<string>;
  /** Allocation id of `publicIp`. */
  readonly addressId: pulumi.Output<string>;
  /** Present for a gateway only. */
  readonly natGatewayId?: pulumi.Output<string> | undefined;
  /** What traffic needs besides the resources that the route refers to. */
  readonly needs: pulumi.Resource[];
}

export interface NatGatewayArgs {
  readonly account: AccountContext;
  readonly publicSubnetId: pulumi.Input<string>;
  /** Internet gateway and public routes: AWS refuses a NAT gateway in a VPC without them. */
  readonly publicPath: pulumi.Resource[];
}

/** A managed NAT gateway with its Elastic IP: about 33 USD a month in us-east-1, the address 4, and 0.045 per GB. */
export function createNatGateway(name: string, args: NatGatewayArgs, opts: { parent: pulumi.Resource }): Nat {
  const tags = { Name: `${args.account.prefix}-${name}` };
  const address = new aws.ec2.Eip(name, { domain: "vpc", tags }, { parent: opts.parent, dependsOn: args.publicPath });
  const gateway = new aws.ec2.NatGateway(
    name,
    { allocationId: address.allocationId, subnetId: args.publicSubnetId, connectivityType: "public", tags },
    { parent: opts.parent, dependsOn: args.publicPath },
  );
  return {
    target: { natGatewayId: gateway.id },
    natGatewayId: gateway.id,
    publicIp: address.publicIp,
    addressId: address.allocationId,
    needs: [gateway],
  };
}
