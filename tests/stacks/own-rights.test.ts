import { expect } from "chai";

import { deployStack, type StackDeployment } from "../support/deploy-stack";
import { refusal } from "../support/refusal";

interface Statement {
  readonly Sid: string;
  readonly Action: string | string[];
  readonly Resource: string | string[];
  readonly Condition?: unknown;
}

const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const ORDERS = "arn:aws:dynamodb:us-east-1:123456789012:table/orders";
const KEY = "arn:aws:kms:us-east-1:123456789012:key/0f0f";

/** What a service's tasks may do, by the sid of the statement. */
function rightsOf(made: StackDeployment, service: string): Record<string, Statement> {
  const policies = made.all(ROLE_POLICY).filter(({ name }) => name === `${service}-task`);
  const statements = policies.flatMap(
    ({ inputs }) => (JSON.parse(String(inputs.policy)) as { Statement: Statement[] }).Statement,
  );
  return Object.fromEntries(statements.map((statement) => [statement.Sid, statement]));
}

const ours = (rights: Record<string, Statement>): Statement[] =>
  Object.values(rights).filter(({ Sid }) => /^(Own|Bucket)/.test(Sid));

const buckets =
  "network.s3Buckets=[logs, {name: uploads, access: [read, write], services: [backend, ssr], prefix: in/}, " +
  `{name: trash, access: [delete]}, {name: vault, access: [write], keyArn: '${KEY}'}]`;
const egress =
  "network.egress={smtp: {to: 203.0.113.0/24, port: 587}, ledger: {to: pl-0123456789abcdef0, port: 5432, from: [ssr]}}";

/** With ways to buckets and to addresses. */
const opened = (): Promise<StackDeployment> => deployStack("dev", { set: [buckets, egress], mode: "both" });

describe("rights that the configuration gives to tasks", () => {
  it("are none by default, nor for a bucket that has only its name", async () => {
    for (const set of [[], ["network.s3Buckets=[uploads]"]]) {
      const made = await deployStack("dev", { set });
      expect([...ours(rightsOf(made, "backend")), ...ours(rightsOf(made, "frontend"))]).to.deep.equal([]);
    }
  });

  it("are on the objects of each bucket, under its prefix and by its access, and on nothing else", async () => {
    const made = await opened();
    expect(ours(rightsOf(made, "backend"))).to.deep.equal([
      {
        Sid: "Bucket2Objects",
        Effect: "Allow",
        Action: ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
        Resource: "arn:aws:s3:::uploads/in/*",
      },
      {
        Sid: "Bucket2List",
        Effect: "Allow",
        Action: "s3:ListBucket",
        Resource: "arn:aws:s3:::uploads",
        Condition: { StringLike: { "s3:prefix": "in/*" } },
      },
      { Sid: "Bucket3Objects", Effect: "Allow", Action: "s3:DeleteObject", Resource: "arn:aws:s3:::trash/*" },
      {
        Sid: "Bucket4Objects",
        Effect: "Allow",
        Action: ["s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
        Resource: "arn:aws:s3:::vault/*",
      },
      {
        Sid: "Bucket4Key",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: KEY,
        Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
      },
    ]);
    expect(ours(rightsOf(made, "frontend")).map(({ Sid }) => Sid)).to.deep.equal(["Bucket2Objects", "Bucket2List"]);
  });

  it("come with the way to the buckets through the S3 endpoint, each once", async () => {
    const made = await opened();
    const { policy } = made.only("aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy").inputs;
    const [own] = (JSON.parse(String(policy)) as { Statement: Statement[] }).Statement;
    const names = ["logs", "uploads", "trash", "vault"];
    expect(own?.Resource.slice(2)).to.deep.equal(
      names.flatMap((name) => [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`]),
    );
  });

  it("are given to services, workers and jobs by name, with the way to what egress names", async () => {
    const image = "image: { build: tests/fixtures/app/backend }";
    const made = await deployStack("dev", {
      set: [
        `services={search: {${image}, paths: [/search/*]}}`,
        `workers={thumbs: {${image}}}`,
        `jobs={digest: {${image}, schedule: 'rate(1 day)'}}`,
        "network.s3Buckets=[{name: uploads, access: [delete], services: [search, digest]}]",
        "network.egress={smtp: {to: 203.0.113.0/24, port: 587, from: [thumbs, digest]}}",
      ],
    });
    const names = ["backend", "search", "thumbs", "digest"];
    expect(names.map((name) => ours(rightsOf(made, name)).map(({ Resource }) => Resource))).to.deep.equal([
      [],
      ["arn:aws:s3:::uploads/*"],
      [],
      ["arn:aws:s3:::uploads/*"],
    ]);
    const rules = made.all("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule");
    expect(rules.filter(({ inputs }) => inputs.fromPort === 587).map(({ name }) => name)).to.have.members([
      "security-thumbs-to-smtp-egress",
      "security-digest-to-smtp-egress",
      "security-natInstance-to-smtp-egress",
    ]);
  });

  it("are the statements of its own section, reasons left out", async () => {
    const permissions = `[{sid: Orders, actions: [dynamodb:GetItem, 'dynamodb:BatchGet*'], resources: ['${ORDERS}'], conditions: {StringEquals: {'dynamodb:Select': COUNT}}, reason: Reads only.}]`;
    const made = await deployStack("dev", { set: [`ssr.permissions=${permissions}`], mode: "both" });
    expect(ours(rightsOf(made, "frontend"))).to.deep.equal([
      {
        Sid: "OwnOrders",
        Effect: "Allow",
        Action: ["dynamodb:GetItem", "dynamodb:BatchGet*"],
        Resource: ORDERS,
        Condition: { StringEquals: { "dynamodb:Select": "COUNT" } },
      },
    ]);
    expect(ours(rightsOf(made, "backend"))).to.deep.equal([]);
  });

  it("are refused before anything is made when AWS does not know them", async () => {
    const permissions = `[{sid: Orders, actions: [dynamodb:GetItm], resources: ['${ORDERS}']}]`;
    expect(await refusal(deployStack("dev", { set: [`backend.permissions=${permissions}`] }))).to.equal(
      "Configuration of stack dev: 1 problem.\n" +
        '  webapp:backend.permissions.0 = "dynamodb:GetItm" is no action of dynamodb; did you mean dynamodb:GetItem?',
    );
  });
});

describe("egress by name", () => {
  it("is a rule of the tasks' group, and of the NAT instance's", async () => {
    const made = await opened();
    const named = [
      ...made.all("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"),
      ...made.all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"),
    ].filter(({ inputs }) => [587, 5432].includes(Number(inputs.fromPort)));
    const found = named.map(({ name, inputs }) => [name, inputs.toPort, inputs.cidrIpv4 ?? inputs.prefixListId]);
    expect(found).to.have.deep.members([
      ["security-backend-to-smtp-egress", 587, "203.0.113.0/24"],
      ["security-frontend-to-ledger-egress", 5432, "pl-0123456789abcdef0"],
      ["security-natInstance-to-smtp-egress", 587, "203.0.113.0/24"],
      ["security-natInstance-to-ledger-egress", 5432, "pl-0123456789abcdef0"],
      ...["a", "b"].flatMap((zone, index) => [
        [`security-privateSubnets-to-natInstanceOn587-ingress-${zone}`, 587, `10.0.${32 * index}.0/19`],
        [`security-privateSubnets-to-natInstanceOn5432-ingress-${zone}`, 5432, `10.0.${32 * index}.0/19`],
      ]),
    ]);
    const gateway = await deployStack("dev", { set: ["network.nat=single", egress] });
    const rules = gateway.all("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule");
    expect(rules.filter(({ inputs }) => [587, 5432].includes(Number(inputs.fromPort)))).to.have.length(2);
  });
});
