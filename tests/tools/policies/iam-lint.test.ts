import { expect } from "chai";
import { T } from "@toolkit/offline/aws-types";
import { JSON_INPUTS } from "@toolkit/policies/json-inputs";
import { deployStack } from "../../support/deploy-stack";
import { lint, type PolicyText } from "./iam-lint";

const DEFAULTS = ["dev", "prod"].flatMap((stack) =>
  ["ssr", "spa"].map((variant) => [stack, `frontend=${variant}`] as const),
);

/** Settings that bring policies which no default stack has. */
const MORE: readonly [stack: string, ...set: string[]][] = [
  ["dev", "backend.capacity=ec2Spot", "database.authentication=iam"],
  ["dev", "network.endpoints=[ecr.api, ecr.dkr, logs, secretsmanager]", "network.nat=single"],
  ["prod", "protection.cisAlarms=true", "protection.regionalWaf=true", "backend.public=true"],
];

/** Services that send no source: EC2 for its instances, EventBridge to KMS, CloudTrail for its role (see the ledger). */
const WITHOUT_SOURCE = ["ec2", "events", "cloudtrail"].map((name) => `lets ${name}.amazonaws.com act for anybody`);

const policy = (statement: object): string => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
const ROLE_STATEMENT = { Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::bucket/*" };

describe("policies of IAM, keys, buckets, topics and queues", () => {
  let found: PolicyText[] = [];
  let elsewhere: string[] = [];

  before(async () => {
    const more = await Promise.all(MORE.map(([stack, ...set]) => deployStack(stack, { set, mode: "known" })));
    const defaults = await Promise.all(
      DEFAULTS.map(([stack, set]) => deployStack(stack, { set: [set], mode: "known" })),
    );
    const resources = [...defaults, ...more].flatMap((deployment) => deployment.resources);
    found = resources.flatMap(({ type, name, inputs }) =>
      (JSON_INPUTS[type] ?? [])
        .filter((input) => input !== "containerDefinitions" && inputs[input] !== undefined)
        .map((input) => ({ type, name, text: String(inputs[input]) })),
    );
    elsewhere = resources.flatMap(({ type, name, inputs }) =>
      Object.entries(inputs)
        .filter(([input, value]) => !(JSON_INPUTS[type] ?? []).includes(input) && String(value).includes('"Statement"'))
        .map(([input]) => `${type} ${name} ${input}`),
    );
  });

  it("are all collected", () => {
    expect(elsewhere).to.deep.equal([]);
    expect([...new Set(found.map(({ type }) => type))].sort()).to.deep.equal(
      [
        T.bucketPolicy,
        T.endpoint,
        T.endpointPolicy,
        T.key,
        T.logPolicy,
        T.queuePolicy,
        T.role,
        T.rolePolicy,
        T.topicPolicy,
      ].sort(),
    );
  });

  it("are valid, resolved, narrow and bounded", () => {
    const problems = found.flatMap((one) =>
      lint(one)
        .filter((problem) => !WITHOUT_SOURCE.includes(problem))
        .map((problem) => `${one.type} ${one.name}: ${problem}`),
    );
    expect([...new Set(problems)]).to.deep.equal([]);
  });
});

describe("lint of a policy", () => {
  const inRole = (text: string): string[] => lint({ type: T.rolePolicy, name: "role", text });
  const broken: readonly [what: string, text: string, problem: string][] = [
    ["no JSON", "{", "is no JSON"],
    ["a value that is not known", policy({ ...ROLE_STATEMENT, Resource: "[unknown]" }), "is not resolved: [unknown]"],
    ["a secret", "[secret]", "is not resolved: [secret]"],
    [
      "another version",
      JSON.stringify({ Version: "2008-10-17", Statement: [ROLE_STATEMENT] }),
      "has not the version 2012-10-17",
    ],
    ["nothing", JSON.stringify({ Version: "2012-10-17", Statement: [] }), "has no statement"],
    [
      "one Sid twice",
      JSON.stringify({ Version: "2012-10-17", Statement: [ROLE_STATEMENT, ROLE_STATEMENT] }),
      "has one Sid twice",
    ],
    ["another effect", policy({ ...ROLE_STATEMENT, Effect: "allow" }), "neither allows nor denies"],
    ["every action", policy({ ...ROLE_STATEMENT, Action: "*" }), "allows every action"],
    ["a whole service", policy({ ...ROLE_STATEMENT, Action: "s3:*" }), "s3:* covers a whole service"],
    ["a misspelt action", policy({ ...ROLE_STATEMENT, Action: "s3:GetObjects" }), "s3:GetObjects is no action"],
    ["no action", policy({ ...ROLE_STATEMENT, Action: [] }), "names no action"],
    ["a bare name", policy({ ...ROLE_STATEMENT, Resource: "bucket" }), "bucket is no ARN"],
    ["no resource", policy({ ...ROLE_STATEMENT, Resource: [] }), "names no resource"],
    ["a principal", policy({ ...ROLE_STATEMENT, Principal: "*" }), "names a principal"],
    ["another operator", policy({ ...ROLE_STATEMENT, Condition: { Equals: {} } }), "Equals is no operator"],
    [
      "another key",
      policy({ ...ROLE_STATEMENT, Condition: { StringEquals: { SourceAccount: "1" } } }),
      "SourceAccount is no condition key",
    ],
    [
      "an empty condition",
      policy({ ...ROLE_STATEMENT, Condition: { StringEquals: { "aws:SourceAccount": [] } } }),
      "aws:SourceAccount has no value",
    ],
    ["too much", policy({ ...ROLE_STATEMENT, Resource: ROLE_STATEMENT.Resource.repeat(500) }), "is longer"],
  ];

  it("accepts what is right", () => {
    expect(inRole(policy(ROLE_STATEMENT))).to.deep.equal([]);
  });

  for (const [what, text, problem] of broken) {
    it(`refuses ${what}`, () => {
      expect(inRole(text).join()).to.contain(problem);
    });
  }

  it("refuses a service that acts for anybody, and a trust that names resources", () => {
    const trust = { Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" };
    expect(lint({ type: T.role, name: "role", text: policy(trust) })).to.deep.equal([
      "lets ecs-tasks.amazonaws.com act for anybody",
    ]);
    const bounded = { ...trust, Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } } };
    expect(lint({ type: T.role, name: "role", text: policy(bounded) })).to.deep.equal([]);
    expect(lint({ type: T.role, name: "role", text: policy({ ...bounded, Resource: "*" }) })).to.deep.equal([
      "names a resource in a trust",
    ]);
  });
});
