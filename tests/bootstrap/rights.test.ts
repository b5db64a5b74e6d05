import { type GraphResource, ResourceGraph } from "@toolkit/offline/graph";
import { expect } from "chai";

import { renderAdvice } from "../../tools/rights/advice";
import { lackingLines } from "../../tools/rights/render";
import { deployVerdict, type Grid } from "../../tools/rights/tables";
import { deployStack } from "../support/deploy-stack";
import { fixtureRights, fixtureRoles } from "../support/fixture-bootstrap";

/** Who may do something, by the names of the columns. */
function who({ columns, rows }: Grid, what: string): string[] {
  const row = rows.find((one) => one.what === what);
  if (row === undefined) expect.fail(`no row "${what}"`);
  return columns.filter((_, index) => row.answers[index]);
}

describe("bootstrap: what the roles may do to what matters", () => {
  // Each way to more rights that was found once, and nobody at all may go it.
  for (const what of [
    "read the bootstrap's state",
    "write the bootstrap's state, where it is or was",
    "decrypt the secrets in the bootstrap's state",
    "open the bucket of the states",
    "change the state key's policy",
    "turn the state key's alias to another key",
    "change the policy of another team's key, with alias",
    "change the policy of another team's key, without alias or tags",
    "tag another team's key as one's own",
    "grant dev's key to somebody",
    "grant prod's key to somebody",
    "read a secret of another team",
    "read the password of another team's database",
    "stop a trail",
    "delete another team's trail",
    "make a role without a boundary",
    "make a role with the boundary of CI",
    "take a boundary off a role",
    "change a role or policy of CI",
    "pass a role of CI to a task",
    "assume another role",
    "make a user or a key for one",
    "trust another identity provider",
    "read a bucket of another team",
    "share a copy of a database with another account",
    "delete a queue with another team's tags",
    "delete another team's database",
    "leave the organization",
  ]) {
    it(`lets nobody ${what}`, async () => expect(who((await fixtureRights()).matters, what)).to.deep.equal([]));
  }

  for (const [stack, other] of [
    ["dev", "prod"],
    ["prod", "dev"],
  ] as const) {
    it(`gives ${other} nothing of ${stack}`, async () => {
      const { columns, rows } = (await fixtureRights()).matters;
      const ofOther = columns.flatMap((name, index) => (name.endsWith(other) ? index : []));
      const own = rows.filter(({ what }) => new RegExp(`\\b${stack}\\b`).test(what));
      expect([own.length, ofOther.length]).to.deep.equal([stack === "prod" ? 19 : 18, 3]);
      expect(own.filter(({ answers }) => ofOther.some((index) => answers[index]))).to.deep.equal([]);
    });

    it(`lets the deploy role of ${stack} neither read the database's password nor a dump, though what it deploys can`, async () => {
      const { matters } = await fixtureRights();
      for (const what of [`read the password of ${stack}'s database`, `read ${stack}'s dumps`]) {
        expect(who(matters, what), what).to.deep.equal([`made by ${stack}`]);
      }
    });

    it(`lets no role that ${stack} makes change policies of keys, secrets, dumps or roles, nor any state`, async () => {
      const { matters } = await fixtureRights();
      for (const what of [
        `change the policy of ${stack}'s key`,
        `change the policy of a secret of ${stack}`,
        `change the policy of ${stack}'s dumps`,
        `let another account assume a role of ${stack}`,
      ]) {
        expect(who(matters, what), what).to.deep.equal([`deploy-${stack}`]);
      }
      expect(who(matters, `read ${stack}'s state`)).to.deep.equal([`preview-${stack}`, `deploy-${stack}`]);
      expect(who(matters, `decrypt the secrets in ${stack}'s state`)).to.deep.equal([
        `preview-${stack}`,
        `deploy-${stack}`,
      ]);
      expect(who(matters, `write ${stack}'s state`)).to.deep.equal([`deploy-${stack}`]);
    });
  }

  it("lets each job assume the roles that are for it, on the main branch where it deploys", async () => {
    const { jobs } = await fixtureRights();
    const admitted = jobs.rows
      .map(({ what }) => [what, who(jobs, what)] as const)
      .filter(([, roles]) => roles.length > 0);
    expect(admitted).to.deep.equal([
      ["pull request", ["preview-dev", "preview-prod"]],
      ["environment dev, main branch", ["deploy-dev"]],
      ["environment prod, main branch", ["deploy-prod"]],
      ["environment drift, main branch", ["preview-dev", "preview-prod"]],
    ]);
    expect(jobs.rows.length).to.equal(10);
  });
});

describe("bootstrap: what the deploy roles need for the stacks", () => {
  it("is told when a resource has another stack's tags", async () => {
    const roles = await fixtureRoles([]);
    const prod = await deployStack("prod", { mode: "known" });
    const renamed = { ...prod.config, aws: { ...prod.config.aws, defaultTags: { Environment: "production" } } };
    const verdict = deployVerdict({ config: renamed, graph: prod.graph }, roles);
    expect(verdict?.lacking.map(({ action }) => action)).to.include.members(["ec2:CreateVpc", "kms:PutKeyPolicy"]);
  });

  it("is told by npm run policy, action by action, until bootstrap:extraActions has it", async () => {
    const { graph, config } = await deployStack("dev", { mode: "known" });
    const table = { ...graph.ofType("aws:sqs/queue:Queue")[0], type: "aws:dynamodb/table:Table", name: "orders" };
    const orders = { ...table, id: "orders", urn: "urn:pulumi:dev::webapp::aws:dynamodb/table:Table::orders" };
    const extended = new ResourceGraph([
      ...graph.resources,
      { ...orders, inputs: { name: "orders" } } as GraphResource,
    ]);
    const lackingOf = async (...set: string[]) => {
      const roles = await fixtureRoles(set);
      return deployVerdict({ config, graph: extended }, roles)?.lacking ?? [];
    };
    const without = await lackingOf();
    expect(without.map(({ action }) => action)).to.include.members(["dynamodb:CreateTable", "dynamodb:DeleteTable"]);
    const [text = ""] = renderAdvice([{ stack: "dev", lacking: without }]);
    expect(text).to.contain(
      "  dynamodb:CreateTable  for aws:dynamodb/table:Table orders: refused by the role's policies",
    );
    const needed = ["dynamodb:CreateTable", "dynamodb:DeleteTable"];
    const withMore = await lackingOf(`bootstrap:extraActions=[${needed.join(", ")}]`);
    expect(without.length - withMore.length).to.equal(2);
    expect(withMore.map(({ action }) => action)).to.not.include.members(needed);
    expect(renderAdvice([{ stack: "dev", lacking: [] }])).to.deep.equal([]);
  });

  for (const [home, away] of [
    ["us-east-1", "eu-west-1"],
    ["eu-west-1", "us-west-2"],
  ] as const) {
    it(`is told in one line when the bootstrap is in ${home} and the stack in ${away}`, async () => {
      const roles = await fixtureRoles([`aws:region=${home}`]);
      const { config, graph } = await deployStack("dev", { set: [`aws:region=${away}`] });
      const verdict = deployVerdict({ config, graph }, roles);
      if (verdict === undefined) expect.fail("no verdict");
      const actions = new Set(verdict.lacking.map(({ action }) => action)).size;
      expect(actions).to.be.greaterThan(100);
      expect(renderAdvice([verdict])).to.deep.equal([
        `The bootstrap is in ${home}; dev is in ${away}, where its deploy role lacks ${actions} of the actions that AWS's schemas name: give both one aws:region (bootstrap/Pulumi.bootstrap.yaml, Pulumi.dev.yaml) before you deploy them.`,
      ]);
    });
  }

  it("is told in one line for each tag that the stack gives another value", async () => {
    const roles = await fixtureRoles([]);
    const { config, graph } = await deployStack("dev", { mode: "known" });
    const defaultTags = { Environment: "dev", Project: "bakery" };
    const verdict = deployVerdict({ config: { ...config, aws: { ...config.aws, defaultTags } }, graph }, roles);
    if (verdict === undefined) expect.fail("no verdict");
    const actions = new Set(verdict.lacking.map(({ action }) => action)).size;
    expect(actions).to.be.greaterThan(100);
    expect(renderAdvice([verdict])).to.deep.equal([
      `dev tags what it makes with Project bakery, and its deploy role may change only what has Project webapp, so lacks ${actions} actions: give aws:defaultTags.tags.Project that value in Pulumi.dev.yaml before CI deploys it.`,
    ]);
  });

  it("is told of what it lacks in any region beside the line about regions", async () => {
    const roles = await fixtureRoles([]);
    const { config, graph } = await deployStack("dev", { set: ["aws:region=eu-west-1"] });
    const [topic] = graph.ofType("aws:sns/topic:Topic");
    const urn = "urn:pulumi:dev::webapp::aws:dynamodb/table:Table::orders";
    const table = { ...topic, type: "aws:dynamodb/table:Table", name: "orders", id: "orders", urn };
    const more = [...graph.resources, { ...table, inputs: { name: "orders" } } as GraphResource];
    const verdict = deployVerdict({ config, graph: new ResourceGraph(more) }, roles);
    const [line, next, ...lines] = renderAdvice(verdict === undefined ? [] : [verdict])
      .join("\n")
      .split("\n");
    expect(line).to.match(/^The bootstrap is in us-east-1; dev is in eu-west-1, /);
    expect(next).to.match(/^The deploy role of dev lacks \d+ actions /);
    expect(
      lines.filter((one) => one.startsWith("  ") && !one.includes(" for aws:dynamodb/table:Table orders: ")),
    ).to.deep.equal([]);
  });

  it("names the first resource that an action is lacking for", () => {
    const refusals = [
      { action: "sqs:CreateQueue", name: "first" },
      { action: "sqs:DeleteQueue", name: "first" },
      { action: "sqs:CreateQueue", name: "second" },
    ].map((refusal) => ({ ...refusal, type: "aws:sqs/queue:Queue", resource: "*", context: {}, by: "the boundary" }));
    expect(lackingLines(refusals)).to.deep.equal([
      "  sqs:CreateQueue  for aws:sqs/queue:Queue first: refused by the boundary",
      "  sqs:DeleteQueue  for aws:sqs/queue:Queue first: refused by the boundary",
    ]);
  });
});
