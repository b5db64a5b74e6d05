import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AccountContext } from "../account";

export interface ShieldProtectionsArgs {
  readonly account: AccountContext;
  /** ARNs of distribution, load balancers and Elastic IPs (`…:eip-allocation/…`), by short name. */
  readonly resourceArns: Readonly<Record<string, pulumi.Input<string>>>;
}

/**
 * Shield Advanced for resources that the internet reaches. Shield Standard protects all of them anyway, free of charge.
 *
 * It needs a subscription, which this never makes: that is 3,000 USD a month for a year, once an organization, and
 * nothing but AWS support can end it early. Without one AWS refuses the protections.
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - Shield Advanced subscription (one-year commitment, one per organization): 3,000.00 a month
 * - Data out through CloudFront: 0.025 per GB first 100 TB via CloudFront
 * </cost>
 *
 * @example
 * ```ts
 * new ShieldProtections("shield", { account, resourceArns: { distribution: edge.distributionArn } });
 * ```
 */
export class ShieldProtections extends pulumi.ComponentResource {
  constructor(name: string, args: ShieldProtectionsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:security:ShieldProtections", name, {}, opts);
    for (const [key, resourceArn] of Object.entries(args.resourceArns)) {
      new aws.shield.Protection(
        `${name}-${key}`,
        { name: `${args.account.prefix}-${key}`, resourceArn },
        { parent: this },
      );
    }
    this.registerOutputs({});
  }
}
