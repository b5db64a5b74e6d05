import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type AccountContext } from "../account";
import { isNamed, isPrefixList, nameOf } from "./destinations";
import { groupsOf, interfaceGroups, isGroup } from "./reachability";
import { isTaskGroup, tasksOf } from "./task-groups";
import { GROUP_DESCRIPTIONS, type GroupName, type OutsidePeer, type Peer, type TrafficEdge } from "./traffic-rules";

export interface SecurityArgs {
  readonly account: AccountContext;
  readonly vpcId: pulumi.Input<string>;
  /** What may flow: from `trafficRules`. */
  readonly edges: readonly TrafficEdge[];
  /** Groups that are needed though no edge may mention them, such as that of something which nobody uses. @default none */
  readonly groups?: readonly GroupName[] | undefined;
  /** Ranges of the private subnets by AZ key. */
  readonly privateCidrs: Readonly<Record<string, string>>;
  /** The region's S3 prefix list. */
  readonly s3PrefixListId: pulumi.Input<string>;
  /** `com.amazonaws.global.cloudfront.origin-facing` of the region. */
  readonly cloudFrontPrefixListId: pulumi.Input<string>;
}

/** The other end of a rule: a suffix for its name when an edge needs several rules, and what AWS matches. */
interface RulePeer {
  readonly suffix: string;
  readonly match: Pick<aws.vpc.SecurityGroupEgressRuleArgs, "cidrIpv4" | "prefixListId" | "referencedSecurityGroupId">;
}

/**
 * A security group for each group of the table, and for each edge one egress rule where it starts and one ingress rule
 * where it ends. Nothing else makes rules. Free of charge.
 *
 * Services must depend on this component: a task started before its rules cannot pull its image.
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - free
 * </cost>
 *
 * @example
 * ```ts
 * const security = new Security("security", {
 *   account,
 *   vpcId: network.vpcId,
 *   edges: trafficRules({
 *     pages: "stored",
 *     nat: "perAz",
 *     endpoints: [],
 *     apiAtEdge: true,
 *     dump: false,
 *     uses: [{ from: "backend", to: "database", port: 3306, description: "Queries" }],
 *     ports: { publicAlb: 443, internalAlb: 443, frontend: 3000, backend: 8080, database: 3306 },
 *   }),
 *   privateCidrs: network.privateCidrs,
 *   s3PrefixListId: network.s3PrefixListId,
 *   cloudFrontPrefixListId: "pl-3b927c52",
 * });
 * const backendGroup = security.groupId("backend");
 * ```
 */
export class Security extends pulumi.ComponentResource {
  /** Ids of the groups that the edges or `groups` mention. */
  readonly groupIds: Readonly<Partial<Record<GroupName, pulumi.Output<string>>>>;

  constructor(name: string, args: SecurityArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:security:Security", name, {}, opts);

    this.groupIds = Object.fromEntries(
      groupsOf(args.edges, args.groups).map((group) => {
        const created = new aws.ec2.SecurityGroup(
          `${name}-${nameOf(group)}`,
          {
            vpcId: args.vpcId,
            description: descriptionOf(group),
            tags: { Name: `${args.account.prefix}-${nameOf(group)}` },
          },
          { parent: this },
        );
        return [group, created.id];
      }),
    );
    for (const edge of args.edges) {
      if (isGroup(edge.from)) {
        this.createRules(aws.vpc.SecurityGroupEgressRule, `${name}-${edge.key}-egress`, edge.from, edge, args);
      }
      if (isGroup(edge.to)) {
        this.createRules(aws.vpc.SecurityGroupIngressRule, `${name}-${edge.key}-ingress`, edge.to, edge, args);
      }
    }

    this.registerOutputs({ groupIds: this.groupIds });
  }

  /** The id of one group. Throws when nothing mentions it. */
  groupId(group: GroupName): pulumi.Output<string> {
    const id = this.groupIds[group];
    if (id === undefined) {
      throw new Error(`No traffic edge mentions the security group "${group}".`);
    }
    return id;
  }

  /** Ids of all groups that belong on the interface of `group`, e.g. a load balancer's own and CloudFront's. */
  interfaceGroupIds(group: GroupName): pulumi.Output<string>[] {
    return interfaceGroups(group).flatMap((member) => this.groupIds[member] ?? []);
  }

  private createRules(
    Rule: typeof aws.vpc.SecurityGroupEgressRule | typeof aws.vpc.SecurityGroupIngressRule,
    name: string,
    group: GroupName,
    edge: TrafficEdge,
    args: SecurityArgs,
  ): void {
    const other = edge.from === group ? edge.to : edge.from;
    for (const { suffix, match } of this.peers(other, edge, args)) {
      new Rule(
        `${name}${suffix}`,
        {
          securityGroupId: this.groupId(group),
          ipProtocol: "tcp",
          fromPort: edge.port,
          toPort: edge.port,
          description: edge.description,
          ...match,
        },
        { parent: this },
      );
    }
  }

  private peers(peer: Peer, { key, destination }: TrafficEdge, args: SecurityArgs): RulePeer[] {
    if (isGroup(peer)) {
      return [{ suffix: "", match: { referencedSecurityGroupId: this.groupId(peer) } }];
    }
    if (isNamed(peer)) {
      if (destination === undefined) throw new Error(`The traffic edge ${key} says nothing of where ${peer} is.`);
      const match = isPrefixList(destination) ? { prefixListId: destination } : { cidrIpv4: destination };
      return [{ suffix: "", match }];
    }
    const outside: Record<OutsidePeer, RulePeer[]> = {
      cloudfront: [{ suffix: "", match: { prefixListId: args.cloudFrontPrefixListId } }],
      s3: [{ suffix: "", match: { prefixListId: args.s3PrefixListId } }],
      internet: [{ suffix: "", match: { cidrIpv4: "0.0.0.0/0" } }],
      privateSubnets: Object.entries(args.privateCidrs).map(([key, cidrIpv4]) => ({
        suffix: `-${key}`,
        match: { cidrIpv4 },
      })),
    };
    return outside[peer];
  }
}

const descriptionOf = (group: GroupName): string =>
  isTaskGroup(group) ? `Tasks of ${tasksOf(group)}` : GROUP_DESCRIPTIONS[group];
