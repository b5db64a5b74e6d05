import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { Certificate } from "./certificate";

export interface InternalNameArgs {
  /** Host name, e.g. `api-internal.app.example.com`. */
  readonly hostName: string;
  /** Public zone that proves the name to ACM, or an issued certificate in the stack's region. */
  readonly proof: { readonly zoneId: string } | { readonly certificateArn: pulumi.Input<string> };
  readonly vpcId: pulumi.Input<string>;
}

/**
 * A name for the internal load balancer: its certificate, unless there is one, and a private zone of exactly that name, since a zone for
 * the whole domain would hide the public one inside the VPC.
 *
 * The private zone costs 0.50 USD a month. The alias is added by `pointTo`, once the load balancer exists, because
 * its listener needs the certificate first.
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - Private hosted zone: 0.50 a month
 * </cost>
 *
 * @example
 * ```ts
 * const internalName = new InternalName("internal-name", {
 *   hostName: "api-internal.app.example.com",
 *   proof: { zoneId: "Z0123456789EXAMPLE" },
 *   vpcId: network.vpcId,
 * });
 * internalName.pointTo(loadBalancer);
 * ```
 */
export class InternalName extends pulumi.ComponentResource {
  readonly hostName: string;
  /** Issued certificate in the stack's region. */
  readonly certificateArn: pulumi.Output<string>;
  private readonly zone: aws.route53.Zone;

  constructor(
    private readonly name: string,
    args: InternalNameArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("webapp:edge:InternalName", name, {}, opts);
    this.hostName = args.hostName;
    const { hostName: domainName, proof } = args;
    this.certificateArn =
      "zoneId" in proof
        ? new Certificate(name, { domainName, zoneId: proof.zoneId }, { parent: this }).arn
        : pulumi.output(proof.certificateArn);
    this.zone = new aws.route53.Zone(
      name,
      { name: args.hostName, comment: "Inside the VPC only", vpcs: [{ vpcId: args.vpcId }], forceDestroy: true },
      { parent: this },
    );
    this.registerOutputs({ certificateArn: this.certificateArn });
  }

  /** Makes the name answer with the load balancer's addresses. */
  pointTo(loadBalancer: {
    readonly dnsName: pulumi.Input<string>;
    readonly zoneId: pulumi.Input<string>;
  }): aws.route53.Record {
    return new aws.route53.Record(
      `${this.name}-alias`,
      {
        zoneId: this.zone.zoneId,
        name: this.hostName,
        type: "A",
        aliases: [{ name: loadBalancer.dnsName, zoneId: loadBalancer.zoneId, evaluateTargetHealth: false }],
      },
      { parent: this },
    );
  }
}
