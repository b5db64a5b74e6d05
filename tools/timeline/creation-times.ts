import { T } from "@toolkit/offline/aws-types";
import type { GraphResource } from "@toolkit/offline/graph";

/** How long AWS typically takes to create something, and who says so. */
export interface CreationTime {
  readonly seconds: number;
  readonly source: string;
}

type Rule = CreationTime | ((resource: GraphResource) => CreationTime);

const time = (seconds: number, source: string): CreationTime => ({ seconds, source });

const EXPERIENCE = "usual in deployment logs; AWS promises nothing";

/** Types that take noticeably long; everything else is an API call of about two seconds. */
const rules: Readonly<Record<string, Rule>> = {
  [T.databaseInstance]: ({ inputs }) =>
    inputs.multiAz === true
      ? time(1200, "15 to 30 minutes are usual for Multi-AZ; AWS promises nothing")
      : time(480, "about half of Multi-AZ; AWS promises nothing"),
  [T.cacheGroup]: ({ inputs }) =>
    Number(inputs.numCacheClusters) > 1
      ? time(600, "about twice one node; AWS promises nothing")
      : time(300, "6.6 minutes to make and delete one node, by tests of the provider (hashicorp/terraform#8275)"),
  [T.distribution]: time(300, "5 to 15 minutes are usual to reach every edge location"),
  [T.vpcOrigin]: time(360, "CloudFront developer guide: up to 15 minutes to deploy a VPC origin"),
  [T.edgeFunction]: time(5, EXPERIENCE),
  [T.keyValueStore]: time(30, "the provider waits until the store is ready, which takes seconds to a minute"),
  [T.loadBalancer]: time(150, EXPERIENCE),
  [T.service]: time(
    90,
    "23 s to start a small image (from AWS's figures for scaling), two health checks, the steady state",
  ),
  [T.cluster]: time(11, EXPERIENCE),
  [T.clusterCapacityProviders]: time(11, EXPERIENCE),
  [T.capacityProvider]: time(5, EXPERIENCE),
  [T.autoScalingGroup]: time(15, "no instance is waited for"),
  [T.natGateway]: time(110, EXPERIENCE),
  [T.instance]: time(25, EXPERIENCE),
  [T.vpc]: time(12, EXPERIENCE),
  [T.subnet]: time(3, EXPERIENCE),
  [T.endpoint]: ({ inputs }) => (inputs.vpcEndpointType === "Interface" ? time(90, EXPERIENCE) : time(7, EXPERIENCE)),
  [T.certificateValidation]: time(120, "ACM user guide: minutes once the record is there"),
  [T.record]: time(40, "Route 53 reports INSYNC within 60 seconds"),
  [T.zone]: time(40, "Route 53 reports INSYNC within 60 seconds"),
  [T.key]: time(12, "the provider waits for the policy to be readable"),
  [T.webAcl]: time(8, EXPERIENCE),
  [T.webAclAssociation]: time(
    30,
    "retried while AWS WAF does not find the load balancer (hashicorp/terraform-provider-aws#17527)",
  ),
  [T.role]: time(3, EXPERIENCE),
  [T.instanceProfile]: time(8, "the provider waits until EC2 sees it"),
  [T.trail]: time(5, EXPERIENCE),
  [T.backupVault]: time(5, EXPERIENCE),
  [T.stateMachine]: time(8, EXPERIENCE),
  "awsx:ecr:Image": time(120, "a small image, built and pushed"),
  "random:index/randomId:RandomId": time(0, "computed by Pulumi"),
  "random:index/randomPassword:RandomPassword": time(0, "computed by Pulumi"),
};

const API_CALL = time(2, "one API call");
const NOTHING = time(0, "a component or provider");

/** Typical creation time of a resource; zero for what is not made in AWS. */
export function creationTime(resource: GraphResource): CreationTime {
  if ((!resource.custom && !resource.remote) || resource.type.startsWith("pulumi:")) return NOTHING;
  const rule = rules[resource.type] ?? API_CALL;
  return typeof rule === "function" ? rule(resource) : rule;
}

/** Types with a creation time of their own, for the test that none of them is misspelt. */
export const timedTypes: readonly string[] = Object.keys(rules);
