import type { PolicyGraph, PolicyResource } from "../graph";
import { customRule } from "../makers";
import { type Rule, UNLINK } from "../rule";
import {
  actionsOf,
  allows,
  conditionKeysOf,
  deniesPlainHttp,
  principalsOf,
  type Statement,
  statementsOf,
} from "../statements";
import { T } from "@toolkit/offline/aws-types";
import { isOpaque } from "../values";
import { statementRule } from "./statement-rule";

const policiesOf = (bucket: PolicyResource, graph: PolicyGraph): PolicyResource[] =>
  graph.referrers(bucket, T.bucketPolicy, "bucket");

const deniesEverybodyPlainHttp = (statement: Statement): boolean =>
  deniesPlainHttp(statement) && principalsOf(statement, "AWS").includes("*") && actionsOf(statement).includes("s3:*");

const TLS_ONLY: Statement = {
  Sid: "DenyInsecureTransport",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: "*",
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

/** What bucket policies say. */
export const bucketPolicyRules: readonly Rule[] = [
  customRule({
    id: "bucket-tls-only",
    answers: "CKV_AWS_379 S3.5 CIS-3.1.1 nag:S10",
    severity: "medium",
    title: "Buckets refuse plain HTTP",
    fix: "Deny s3:* to everybody when aws:SecureTransport is false.",
    types: [T.bucket],
    needsGraph: true,
    check: (bucket, graph) => {
      const policies = policiesOf(bucket, graph);
      const isDenied = policies.some(
        (policy) => isOpaque(policy.inputs.policy) || statementsOf(policy).some(deniesEverybodyPlainHttp),
      );
      return isDenied ? [] : [{ message: "its policy does not deny plain HTTP" }];
    },
    compliant: [
      { type: T.bucket, name: "bucket" },
      { type: T.bucketPolicy, inputs: { policy: { Statement: [TLS_ONLY] } }, links: { bucket: ["bucket"] } },
    ],
    breaks: [
      { type: T.bucketPolicy, path: "bucket", to: UNLINK },
      { type: T.bucketPolicy, path: "policy.Statement", to: [] },
    ],
  }),
  statementRule({
    id: "bucket-policy-no-public-allow",
    answers: "CKV_AWS_70 nag:S5",
    severity: "critical",
    title: "No bucket policy allows anything to everybody",
    fix: "Name the service and the ARN it acts for.",
    types: [T.bucketPolicy],
    problem: (statement) =>
      allows(statement) && principalsOf(statement, "AWS").includes("*") ? "allows everybody" : undefined,
    bad: [{ statement: { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" } }],
  }),
  statementRule({
    id: "bucket-policy-own-account",
    answers: "S3.6",
    severity: "high",
    title: "No bucket policy lets another account in",
    fix: "Take the statement out.",
    types: [T.bucketPolicy],
    problem: (statement) => {
      const others = principalsOf(statement, "AWS").filter((principal) => /^(arn:|\d{12}$)/.test(principal));
      return allows(statement) && others.length > 0 ? `allows ${others.join(", ")}` : undefined;
    },
    bad: [
      {
        statement: {
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::999999999999:root" },
          Action: "s3:PutBucketPolicy",
          Resource: "*",
        },
      },
    ],
  }),
  statementRule({
    id: "bucket-policy-no-lockout",
    answers: "CKV_AWS_93",
    severity: "high",
    title: "No bucket policy locks everybody out",
    fix: "Give the Deny a condition.",
    types: [T.bucketPolicy],
    problem: (statement) =>
      statement.Effect === "Deny" &&
      principalsOf(statement, "AWS").includes("*") &&
      actionsOf(statement).some((action) => action === "s3:*" || action === "*") &&
      conditionKeysOf(statement).length === 0
        ? "denies everything to everybody"
        : undefined,
    bad: [{ statement: { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" } }],
  }),
];
