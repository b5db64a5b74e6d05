import { customRule, generalRule } from "../../makers";
import type { Rule } from "../../rule";

/** Types that are a person's or program's lasting way in, with what stands in their place. */
const LASTING: Readonly<Record<string, string>> = {
  "aws:appsync/apiKey:ApiKey": "a key that whoever has it can use",
  "aws:ec2/keyPair:KeyPair": "a key for SSH",
  "aws:iam/accessKey:AccessKey": "an access key that never ends",
  "aws:iam/serviceSpecificCredential:ServiceSpecificCredential": "a password that never ends",
  "aws:iam/signingCertificate:SigningCertificate": "a certificate of a user",
  "aws:iam/sshKey:SshKey": "a key for SSH",
  "aws:iam/user:User": "a user",
  "aws:iam/userLoginProfile:UserLoginProfile": "a password",
  "aws:lightsail/keyPair:KeyPair": "a key for SSH",
};

const TYPES = Object.keys(LASTING);

/** Who gets in for ever. */
export const identityRules: readonly Rule[] = [
  customRule({
    id: "no-lasting-credentials",
    severity: "medium",
    title: "No users and no keys that last",
    fix: "Use roles: IAM Identity Center for people, OIDC for pipelines, task and instance roles for programs, Session Manager for shells.",
    types: TYPES,
    check: ({ type, inputs }) => (inputs.status === "Inactive" ? [] : [{ message: `is ${LASTING[type] ?? ""}` }]),
    compliant: TYPES.map((type) => ({ type, inputs: { status: "Inactive" } })),
    breaks: TYPES.map((type) => ({ type, path: "status", to: "Active" })),
  }),
  generalRule({
    id: "no-key-as-only-proof",
    severity: "medium",
    title: "No API of any type asks for a key alone",
    fix: "Ask for IAM, a user pool or OpenID Connect.",
    everyTypeBut: [],
    problems: ({ inputs }) => (inputs.authenticationType === "API_KEY" ? ["authenticationType is API_KEY"] : []),
    examples: [
      { type: "aws:appsync/graphQLApi:GraphQLApi", path: "authenticationType", good: "AWS_IAM", bad: "API_KEY" },
    ],
  }),
];
