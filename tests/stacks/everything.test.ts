import { T } from "@toolkit/offline/aws-types";
import { expect } from "chai";

import { NOT_NEEDED, whyNotNeeded } from "../../tools/rights/not-needed";
import { deployVerdict } from "../../tools/rights/tables";
import { allows, bootstrap, list, type Statement, statementsOf, statementsOfRole } from "../bootstrap/support";
import { everything } from "../support/everything";
import { fixtureRoles } from "../support/fixture-bootstrap";
import { deployGrown } from "../support/grown";
import { typesMade } from "../support/types-made";
import { parse, refusal } from "../unit/config/raw";

// One file, since each process that asks for all of these stacks deploys them.

/** The prefix of a service in IAM, by the module of the provider where they differ. */
const PREFIX: Readonly<Record<string, string>> = {
  appautoscaling: "application-autoscaling",
  lb: "elasticloadbalancing",
  sfn: "states",
  vpc: "ec2",
};
/** What CloudWatch's module holds of other services. */
const CLOUDWATCH: Readonly<Record<string, string>> = { Log: "logs", Event: "events" };

const prefixOf = (type: string): string => {
  const [, path = "", name = ""] = type.split(":");
  const module = path.split("/")[0] ?? "";
  if (module !== "cloudwatch") return PREFIX[module] ?? module;
  return Object.entries(CLOUDWATCH).find(([start]) => name.startsWith(start))?.[1] ?? module;
};

const image = { build: "tests/fixtures/app/backend" };
const job = { image, schedule: "cron(0 6 * * ? *)" };
const others = { workers: { thumbnails: { image } }, services: { search: { image, paths: ["/search/*"] } } };

/** What AWS has once by a name that a job's name makes, with what stands before that name. */
const BY_NAME: readonly (readonly [type: string, key: string, before: (prefix: string) => string])[] = [
  [T.stateMachine, "name", (prefix) => `${prefix}-`],
  [T.scheduleGroup, "name", (prefix) => `${prefix}-`],
  [T.taskDefinition, "family", (prefix) => `${prefix}-`],
  [T.logGroup, "name", (prefix) => `/${prefix}/`],
  [T.logGroup, "name", (prefix) => `/aws/vendedlogs/${prefix}/`],
];

describe("the stacks that hold everything", () => {
  it("have a resource of each type that the program can make", async () => {
    const deployments = await everything();
    const held = new Set(deployments.flatMap(({ resources }) => resources.map(({ type }) => type)));
    expect(typesMade().filter((type) => !held.has(type))).to.deep.equal([]);
  });

  it("need a deploy role that changes every kind of resource", async () => {
    const deploy = statementsOfRole(await bootstrap(), "deploy").filter(({ Effect }) => Effect === "Allow");
    const actions = deploy
      .flatMap(({ Action }) => list(Action))
      .filter((action) => !/:(Describe|Get|List|View)/.test(action));
    const types = new Set((await everything()).flatMap((stack) => stack.graph.managed.map(({ type }) => type)));
    const missing = [...types]
      .filter((type) => type.startsWith("aws:"))
      .filter((type) => !actions.some((action) => action.startsWith(`${prefixOf(type)}:`)));
    expect(types.size).to.be.greaterThan(70);
    expect(missing).to.deep.equal([]);
  });

  it("keep every role within the boundary", async () => {
    const deployment = await bootstrap("bootstrap:latencyStacks=[prod]");
    const needed = (await everything()).flatMap((stack) =>
      stack.all("aws:iam/rolePolicy:RolePolicy").flatMap(({ inputs }) => {
        const { Statement } = JSON.parse(String(inputs.policy)) as { Statement: Statement[] };
        const boundary = statementsOf(deployment, `boundary-${stack.config.stack}`);
        return Statement.filter(({ Effect }) => Effect === "Allow").flatMap(({ Action, Resource }) =>
          list(Action).flatMap((action) => list(Resource).map((resource) => ({ boundary, action, resource }))),
        );
      }),
    );
    const outside = needed.filter(({ boundary, action, resource }) => !allows(boundary, action, resource));
    expect(new Set(needed.map(({ action }) => action)).size).to.be.greaterThan(40);
    expect([...new Set(outside.map(({ action, resource }) => `${action} ${resource}`))]).to.deep.equal([]);
  });

  it("need of the deploy roles what these are allowed, or what is judged not to be needed, action by action, and no judgement is stale", async () => {
    const roles = await fixtureRoles([]);
    const verdicts = (await everything()).map(({ config, graph }) => deployVerdict({ config, graph }, roles));
    const lacking = verdicts.flatMap((verdict) => verdict?.lacking ?? []);
    expect([...new Set(lacking.map(({ action, resource, by }) => `${action} ${resource} ${by}`))]).to.deep.equal([]);
    expect(verdicts.flatMap((verdict) => verdict?.unknownTypes ?? [])).to.deep.equal([]);
    expect(verdicts.reduce((sum, verdict) => sum + (verdict?.calls ?? 0), 0)).to.be.greaterThan(6000);
    const used = new Set(verdicts.flatMap((verdict) => verdict?.notNeeded ?? []));
    const judged = NOT_NEEDED.flatMap(({ actions }) => actions);
    expect(judged.filter((action) => !used.has(action))).to.deep.equal([]);
    expect(judged.filter((action, index) => judged.indexOf(action) !== index)).to.deep.equal([]);
    expect(whyNotNeeded("kms:CreateKey")).to.equal(undefined);
  });
});

describe("names that a job would make twice", () => {
  it("are refused, whatever has them", async () => {
    const stacks = [...(await everything()), await deployGrown("grown", ["experiments={}"])];
    const taken = new Set(
      stacks.flatMap((stack) =>
        BY_NAME.flatMap(([type, key, before]) =>
          stack
            .all(type)
            .map(({ inputs }) => String(inputs[key]))
            .filter((name) => name.startsWith(before(stack.config.prefix)))
            .map((name) => name.slice(before(stack.config.prefix).length)),
        ),
      ),
    );
    const names = [...taken].filter((name) => /^[a-z][a-z0-9-]*$/.test(name) && name !== "digest");
    expect(names).to.include.members([
      "backend",
      "backend-redeploy",
      "cluster-exec",
      "experiments",
      "off-hours-restop",
    ]);
    const admitted = names.filter(
      (name) => !refusal(() => parse({ jobs: { [name]: job }, ...others })).includes(`webapp:jobs.${name} `),
    );
    expect(admitted).to.deep.equal([]);
  });
});
