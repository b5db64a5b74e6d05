import { customRule } from "../makers";
import { type Rule, UNLINK } from "../rule";
import { T } from "@toolkit/offline/aws-types";
import { asTexts } from "../values";

/** A rule that wants an endpoint for a service in each VPC. */
function endpointRule(
  head: { id: string; answers: string; title: string; fix: string },
  service: string,
  type: "Gateway" | "Interface",
): Rule {
  return customRule({
    ...head,
    severity: "medium",
    types: [T.vpc],
    needsGraph: true,
    check: (vpc, graph) =>
      graph
        .referrers(vpc, T.endpoint, "vpcId")
        .some(({ inputs }) => String(inputs.serviceName).endsWith(`.${service}`) && inputs.vpcEndpointType === type)
        ? []
        : [{ message: `no ${type.toLowerCase()} endpoint for ${service}` }],
    compliant: [
      { type: T.vpc, name: "vpc" },
      {
        type: T.endpoint,
        inputs: { serviceName: `com.amazonaws.eu-west-1.${service}`, vpcEndpointType: type },
        links: { vpcId: ["vpc"] },
      },
    ],
    breaks: [
      { type: T.endpoint, path: "vpcId", to: UNLINK },
      { type: T.endpoint, path: "serviceName", to: "com.amazonaws.eu-west-1.dynamodb" },
      { type: T.endpoint, path: "vpcEndpointType", to: type === "Gateway" ? "Interface" : "Gateway" },
    ],
  });
}

/** Endpoints, and what passes through them. */
export const endpointRules: readonly Rule[] = [
  endpointRule(
    {
      id: "vpc-s3-endpoint",
      answers: "CIS-6.8",
      title: "S3 is reached without leaving AWS's network",
      fix: "Add a VpcEndpoint of type Gateway for S3; it is free.",
    },
    "s3",
    "Gateway",
  ),
  endpointRule(
    {
      id: "vpc-ecr-api-endpoint",
      answers: "EC2.55",
      title: "The ECR API has an interface endpoint",
      fix: "Add a VpcEndpoint of type Interface for ecr.api.",
    },
    "ecr.api",
    "Interface",
  ),
  endpointRule(
    {
      id: "vpc-ecr-registry-endpoint",
      answers: "EC2.56",
      title: "The Docker registry has an interface endpoint",
      fix: "Add a VpcEndpoint of type Interface for ecr.dkr.",
    },
    "ecr.dkr",
    "Interface",
  ),
  customRule({
    id: "endpoint-bounded",
    severity: "high",
    title: "Endpoint policies let only this account through",
    fix: "Add a condition on aws:PrincipalAccount to each statement.",
    types: [T.endpointPolicy, T.endpoint],
    check: ({ inputs }) => {
      const statements = (inputs.policy as { Statement?: Record<string, unknown>[] } | undefined)?.Statement ?? [];
      return statements
        .filter(
          ({ Effect, Condition }) =>
            Effect === "Allow" && !JSON.stringify(Condition ?? {}).includes("aws:PrincipalAccount"),
        )
        .map(({ Sid }) => ({
          message: `statement ${String(Sid)} has no aws:PrincipalAccount`,
          about: asTexts(Sid)[0] ?? "",
        }));
    },
    compliant: [
      { type: T.endpoint },
      {
        type: T.endpointPolicy,
        inputs: {
          policy: {
            Statement: [
              {
                Sid: "OwnBuckets",
                Effect: "Allow",
                Principal: "*",
                Action: "s3:*",
                Resource: "*",
                Condition: { StringEquals: { "aws:PrincipalAccount": "123456789012" } },
              },
            ],
          },
        },
      },
    ],
    breaks: [
      { type: T.endpointPolicy, path: "policy.Statement.0.Condition", to: undefined },
      {
        type: T.endpoint,
        path: "policy",
        to: { Statement: [{ Sid: "Bad", Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }] },
      },
    ],
  }),
];
