import type { PolicyResource } from "../graph";
import { customRule, inputRule, isSet } from "../makers";
import { type Rule, UNLINK } from "../rule";
import { T } from "@toolkit/offline/aws-types";
import { asList, isRecord } from "../values";

const ANYWHERE = ["0.0.0.0/0", "::/0"];

/** The whole internet, where a rule names it. */
const openTo = ({ cidrIpv4, cidrIpv6 }: Readonly<Record<string, unknown>>): string[] =>
  [cidrIpv4, cidrIpv6].map(String).filter((source) => ANYWHERE.includes(source));

/** Rules written into the group itself. */
const inlineRules = (group: PolicyResource): Record<string, unknown>[] =>
  [...asList(group.inputs.ingress), ...asList(group.inputs.egress)].filter(isRecord);

function openRule(head: Pick<Rule, "id" | "severity" | "title" | "fix"> & { answers?: string }, type: string): Rule {
  return customRule({
    ...head,
    types: [type],
    check: ({ inputs }) =>
      openTo(inputs).length > 0
        ? [{ message: `${openTo(inputs).join(" and ")}, protocol ${String(inputs.ipProtocol)}` }]
        : [],
    compliant: [{ type, inputs: { ipProtocol: "tcp", cidrIpv4: "10.0.0.0/16" } }],
    breaks: [
      { type, path: "cidrIpv4", to: "0.0.0.0/0" },
      { type, path: "cidrIpv6", to: "::/0" },
    ],
  });
}

/** Security groups and their rules. */
export const securityGroupRules: readonly Rule[] = [
  ...(["group", "ingress", "egress"] as const).map((kind) =>
    inputRule({
      id: `${kind}-described`,
      answers: "CKV_AWS_23 nag:EC27",
      severity: "low",
      title: "Security groups and their rules say what they are for",
      fix: "Give it a description.",
      type: { group: T.securityGroup, ingress: T.ingressRule, egress: T.egressRule }[kind],
      path: "description",
      accepts: isSet,
      good: "Page requests",
      bad: "",
    }),
  ),
  openRule(
    {
      id: "ingress-not-open",
      answers: "CKV_AWS_24 CKV_AWS_25 CKV_AWS_260 CKV_AWS_277 EC2.18 EC2.19 CIS-6.3 CIS-6.4 nag:EC23",
      severity: "critical",
      title: "No group admits the whole internet",
      fix: "Name a security group or a prefix list as the source.",
    },
    T.ingressRule,
  ),
  customRule({
    id: "egress-not-all",
    answers: "CKV_AWS_382",
    severity: "high",
    title: "No group may send every protocol to the internet",
    fix: "Name protocol and port.",
    types: [T.egressRule],
    check: ({ inputs }) =>
      openTo(inputs).length > 0 && inputs.ipProtocol === "-1"
        ? [{ message: `${openTo(inputs).join(" and ")}, every protocol` }]
        : [],
    compliant: [
      { type: T.egressRule, name: "inside", inputs: { ipProtocol: "-1", cidrIpv4: "10.0.0.0/16" } },
      { type: T.egressRule, name: "outside", inputs: { ipProtocol: "tcp", cidrIpv4: "0.0.0.0/0" } },
    ],
    breaks: [
      { type: T.egressRule, name: "inside", path: "cidrIpv4", to: "0.0.0.0/0" },
      { type: T.egressRule, name: "outside", path: "ipProtocol", to: "-1" },
    ],
  }),
  openRule(
    {
      id: "egress-not-open",
      severity: "medium",
      title: "Groups send to other groups, to the VPC and to S3 only",
      fix: "Name security groups, networks or prefix lists; interface endpoints reach AWS without the internet.",
    },
    T.egressRule,
  ),
  customRule({
    id: "group-without-inline-rules",
    severity: "medium",
    title: "Rules of security groups are resources of their own",
    fix: "Make it a SecurityGroupIngressRule or SecurityGroupEgressRule.",
    types: [T.securityGroup],
    check: (group) => (inlineRules(group).length > 0 ? [{ message: "has rules written into it" }] : []),
    compliant: [{ type: T.securityGroup, inputs: { description: "x" } }],
    breaks: [
      { type: T.securityGroup, path: "ingress", to: [{ protocol: "tcp", fromPort: 22, cidrBlocks: ["10.0.0.0/8"] }] },
      { type: T.securityGroup, path: "egress", to: [{ protocol: "-1", cidrBlocks: ["0.0.0.0/0"] }] },
    ],
  }),
  customRule({
    id: "group-in-use",
    answers: "CKV2_AWS_5",
    severity: "medium",
    title: "Every security group protects something",
    fix: "Attach the group, or remove it.",
    types: [T.securityGroup],
    needsGraph: true,
    check: (group, graph) => {
      const isUsed = graph
        .references(group)
        .some(({ from }) => from.type !== T.ingressRule && from.type !== T.egressRule && from.type !== T.securityGroup);
      return isUsed ? [] : [{ message: "is attached to nothing" }];
    },
    compliant: [
      { type: T.securityGroup, name: "group" },
      { type: T.service, links: { networkConfiguration: ["group"] } },
    ],
    breaks: [{ type: T.service, path: "networkConfiguration", to: UNLINK }],
  }),
];
