import { T } from "../aws-types";
import { named } from "./names";
import type { Models, Scope } from "./types";

/** Canonical hosted zones of Application Load Balancers (AWS general reference, Elastic Load Balancing endpoints). */
const ALB_ZONE_IDS: Readonly<Record<string, string>> = {
  "us-east-1": "Z35SXDOTRQ7X7K",
  "us-east-2": "Z3AADJGX6KTTL2",
  "us-west-2": "Z1H1FL5HABSF5",
  "eu-west-1": "Z32O12XQLNTSW2",
  "eu-central-1": "Z215JYRZR1TBD5",
};

const arnSuffix = (r: Scope): string => `app/${r.text("name")}/${r.hex(16)}`;

/** `app/<name>/<id>` of a load balancer's or listener's ARN. */
const pathOf = (arn: string): string => arn.split(/:(?:loadbalancer|listener)\//)[1] ?? "";

/** Application Load Balancers. */
export const loadBalancingModels: Models = {
  [T.loadBalancer]: {
    autoname: named(32),
    id: (r) => r.arn("elasticloadbalancing", `loadbalancer/${arnSuffix(r)}`),
    computed: (r, id) => ({
      arn: id,
      arnSuffix: arnSuffix(r),
      dnsName: `${r.inputs.internal === true ? "internal-" : ""}${r.text("name")}-${r.number(2_000_000_000)}.${r.region}.elb.${r.dnsSuffix}`,
      vpcId: `vpc-${r.hex(17)}`,
      zoneId: ALB_ZONE_IDS[r.region] ?? `Z${r.code(13)}`,
    }),
  },
  [T.targetGroup]: {
    autoname: named(32),
    id: (r) => r.arn("elasticloadbalancing", `targetgroup/${r.text("name")}/${r.hex(16)}`),
    computed: (r, id) => ({ arn: id, arnSuffix: `targetgroup/${r.text("name")}/${r.hex(16)}`, loadBalancerArns: [] }),
  },
  [T.listener]: {
    id: (r) => r.arn("elasticloadbalancing", `listener/${pathOf(r.text("loadBalancerArn"))}/${r.hex(16)}`),
    computed: (_, id) => ({ arn: id }),
  },
  [T.listenerRule]: {
    id: (r) => r.arn("elasticloadbalancing", `listener-rule/${pathOf(r.text("listenerArn"))}/${r.hex(16)}`),
    computed: (_, id) => ({ arn: id }),
  },
  [T.listenerCertificate]: {
    id: (r) => `${r.text("listenerArn")}_${r.text("certificateArn")}`,
  },
  "aws:lb/targetGroupAttachment:TargetGroupAttachment": {
    id: (r) => `${r.text("targetGroupArn")}-${r.hex(26)}`,
  },
};
