import { T } from "@toolkit/offline/aws-types";
import { shown } from "@toolkit/rehearsal/aws/look";
import { expect } from "chai";

import { bringUp } from "../../../tools/review-stacks/stack";
import { boundaryOfMade, close, open, sweep } from "../../../tools/review-stacks/keeper";
import type { Credentials } from "../../../tools/review-stacks/hands";
import { reviewNames, type ReviewNames } from "../../../tools/review-stacks/names";
import { fillDatabase } from "../../../tools/review-stacks/seed";
import { refusal } from "../../support/refusal";
import { EmulatedReviews } from "../review-stacks/emulated-reviews";

const repository = { owner: "example", ownerId: 1234567, repository: "webapp", repositoryId: 123456789 };
const ROLE = "ci-webapp-review-pr-1";
/** What AWS keeps for nothing. */
const MAY_STAY = ["taskDefinitionRevision", "pendingDeletion"];

describe("the life of review stacks", function () {
  this.timeout(600_000);

  let reviews: EmulatedReviews;

  before(async () => {
    reviews = await EmulatedReviews.open([1, 2]);
  });

  after(async () => {
    await reviews.close();
  });

  const up = async (pullRequest: number): Promise<void> => {
    reviews.as(pullRequest);
    const names = reviewNames(reviews.house.roles, pullRequest);
    const stack = { hands: reviews, names, boundaryArn: boundaryOfMade(reviews.house.roles), as: sessionOf(names) };
    await bringUp(stack);
    await fillDatabase(stack);
  };
  const sessionOf = ({ stack }: ReviewNames): Credentials => ({
    AWS_ACCESS_KEY_ID: "emulated",
    AWS_SECRET_ACCESS_KEY: "emulated",
    AWS_SESSION_TOKEN: `session of ${stack}`,
  });
  const standing = () => reviews.world.account.all().map(({ type, id }) => `${type} ${id}`);
  const nothingStands = (): void => {
    expect(standing()).to.deep.equal([]);
    const left = reviews.world.account.leftovers().filter(({ kind }) => !MAY_STAY.includes(kind));
    expect(left).to.deep.equal([]);
    expect([...reviews.roles.keys()]).to.deep.equal([]);
  };
  const tagsOf = () =>
    reviews.world.account
      .all()
      .map(({ outputs }) => outputs.tagsAll)
      .filter((tags) => tags !== undefined && tags !== null) as Readonly<Record<string, string>>[];

  it("up: with the role of the pull request, everything carries its tags, and roles its boundary", async () => {
    expect(await open(reviews.house, { pullRequest: 1, repository, most: 1 })).to.equal(undefined);
    await up(1);
    const tags = tagsOf();
    expect(tags.length).to.be.greaterThan(50);
    expect([...new Set(tags.map(({ Environment, PullRequest }) => `${Environment} ${PullRequest}`))]).to.deep.equal([
      "pr-1 1",
    ]);
    const boundaries = reviews.world.account.all(T.role).map(({ inputs }) => inputs.permissionsBoundary);
    expect([...new Set(boundaries)]).to.deep.equal([boundaryOfMade(reviews.house.roles)]);
    const runs = reviews.api.calls.filter(({ operation }) => operation === "RunTask");
    expect(runs.map(({ parameters }) => shown(parameters.taskDefinition).replace(/^.*\//, ""))).to.deep.equal([
      "webapp-pr-1-backend:1",
      "webapp-pr-1-seed:1",
    ]);
    expect(reviews.said.at(-1)).to.equal("The database of pr-1 has its samples.");
  });

  it("the samples: a task that fails, that AWS refuses to another pull request's role, is told in words", async () => {
    const names = reviewNames(reviews.house.roles, 1);
    const stack = { hands: reviews, names, as: sessionOf(names) };
    const { runtime } = reviews.api;
    runtime.onTask = (_definition, task) => void (task.exitCode = 1);
    expect(await refusal(fillDatabase(stack))).to.match(
      /^The samples of pr-1 are not in its database: the task ended with 1, Essential container in task exited/,
    );
    runtime.onTask = () => undefined;
    const others = { ...stack, as: sessionOf(reviewNames(reviews.house.roles, 2)) };
    expect(await refusal(fillDatabase(others))).to.match(/AccessDenied/);
  });

  it("push: a new image changes the task that runs it, with the same key in the stack file", async () => {
    const before = reviews.read("Pulumi.pr-1.yaml");
    reviews.remove("Pulumi.pr-1.yaml");
    reviews.workspace.edit("tests/fixtures/app/backend/answer.txt", (text) => `${text}Pushed.\n`);
    const revisions = () =>
      reviews.world.account
        .all(T.taskDefinition)
        .map(({ outputs }) => shown(outputs.arn))
        .sort();
    const old = revisions();
    await up(1);
    const migrations = reviews.api.runtime.tasks.filter(({ command }) => command?.join(" ") === "migrate");
    expect(migrations.map(({ definition }) => definition.replace(/^.*\//, ""))).to.deep.equal([
      "webapp-pr-1-backend:1",
      "webapp-pr-1-backend:2",
    ]);
    expect(reviews.said).to.include("The migration is done.");
    expect(reviews.read("Pulumi.pr-1.yaml")).to.equal(before);
    const changed = revisions().filter((arn) => !old.includes(arn));
    expect(changed.map((arn) => arn.replace(/^.*\//, ""))).to.deep.equal([
      "webapp-pr-1-backend:2",
      "webapp-pr-1-seed:2",
    ]);
  });

  it("the role of another pull request changes nothing of it", async () => {
    reviews.as(2);
    const { exitCode } = await reviews.pulumi([
      "destroy",
      "--yes",
      "--skip-preview",
      "--stack",
      "pr-1",
      "--non-interactive",
    ]);
    expect(exitCode).to.not.equal(0);
    const { journal } = reviews.world.account;
    const refused = journal.filter(({ action }) => action === "refuse").map(({ message = "" }) => message);
    expect(refused.length).to.be.greaterThan(0);
    for (const message of refused)
      expect(message).to.match(/^AccessDenied: .*\/ci-webapp-review-pr-2\/session is not authorized/);
    expect(standing().length).to.be.greaterThan(100);
    expect(
      journal.filter(({ action, type }) => action === "delete" && type.startsWith("aws:") && type !== T.taskDefinition),
    ).to.deep.equal([]);
  });

  it("a second one beyond the quota gets none", async () => {
    expect(await open(reviews.house, { pullRequest: 2, repository, most: 1 })).to.equal(
      "There are 1 review stacks already, and 1 may be: #1. Take the label off one of them, then put it on here again.",
    );
    expect([...reviews.roles.keys()]).to.deep.equal(["ci-webapp-review-pr-1"]);
  });

  it("a hostile state: nothing of it is run, its role is a new one, and a person is told what is left", async () => {
    const stack = ["--stack", "pr-1"];
    reviews.as(1);
    const honest = (await reviews.pulumi(["stack", "export", ...stack])).stdout;
    const state = JSON.parse(honest) as { deployment: { resources: object[] } };
    const urn = "urn:pulumi:pr-1::webapp::pulumi:providers:command::x";
    state.deployment.resources.push({ urn, type: "pulumi:providers:command", custom: true, id: "x", inputs: {} });
    reviews.write("state.json", JSON.stringify(state));
    expect((await reviews.pulumi(["stack", "import", "--file", "state.json", ...stack])).exitCode).to.equal(0);
    const before = { id: reviews.roles.get(ROLE)?.id, standing: standing() };
    const ran: string[] = [];
    reviews.onCommand = (args) => void ran.push(args.slice(0, 2).join(" "));
    const message = await refusal(close(reviews.house, 1));
    delete reviews.onCommand;
    expect(message).to.contain("names what this program does not use: a resource of type pulumi:providers:command.");
    expect(message).to.contain("arn:aws:rds:");
    expect(ran).to.deep.equal(["stack export"]);
    expect(standing()).to.deep.equal(before.standing);
    expect(reviews.roles.get(ROLE)?.id).to.not.equal(before.id);
    expect(reviews.roles.get(ROLE)?.trust).to.not.contain("token.actions");
    reviews.write("state.json", honest);
    expect((await reviews.pulumi(["stack", "import", "--file", "state.json", ...stack])).exitCode).to.equal(0);
  });

  it("a state that somebody deleted: it is not gone, and what tags and names tell of is listed", async () => {
    reviews.as(1);
    const honest = (await reviews.pulumi(["stack", "export", "--stack", "pr-1"])).stdout;
    await reviews.pulumi(["stack", "rm", "--force", "--yes", "--preserve-config", "--stack", "pr-1"]);
    const message = await refusal(close(reviews.house, 1));
    expect(message).to.contain("pr-1 has no state any more, and these are still there");
    expect(message).to.match(/^ {2}arn:aws:iam::123456789012:role\/webapp-pr-1-|^ {2}role webapp-pr-1-/m);
    expect(reviews.said).to.not.include("pr-1 is gone.");
    expect([...reviews.roles.keys()]).to.deep.equal([ROLE]);
    await reviews.pulumi(["stack", "init", "pr-1"]);
    reviews.write("state.json", honest);
    await reviews.pulumi(["stack", "import", "--file", "state.json", "--stack", "pr-1"]);
  });

  it("close: nothing stands, not even its role", async () => {
    await close(reviews.house, 1);
    nothingStands();
    expect(reviews.said.at(-1)).to.equal("pr-1 is gone.");
    expect(reviews.plugins.map((plugin) => plugin.split(" ")[0])).to.include("aws");
  });

  /** The deployment dies when AWS has made the first of a type, and before the state knows of it. */
  const crash = async (pullRequest: number, madeType: string): Promise<void> => {
    await open(reviews.house, { pullRequest, repository, most: 1 });
    reviews.onCommand = (args, kill) => {
      if (args[0] !== "up") return;
      reviews.world.account.onChange = ({ type, action }) => {
        if (type === madeType && action === "create") kill();
      };
    };
    expect(await refusal(up(pullRequest))).to.contain(`pulumi up of pr-${pullRequest} failed`);
    delete reviews.onCommand;
    reviews.world.account.onChange = undefined;
  };

  it("crash at what takes no tag: a role goes with the policy that the state does not know", async () => {
    await crash(1, T.rolePolicy);
    expect(reviews.world.account.all(T.rolePolicy)).to.have.length(1);
    await close(reviews.house, 1);
    nothingStands();
  });

  it("crash half way: the sweeper takes in what the state does not know, and removes all", async () => {
    await crash(2, T.databaseInstance);
    expect(reviews.world.account.all(T.databaseInstance)).to.have.length(1);
    const told: string[] = [];
    const options = {
      days: 5,
      ended: (number: number, why: string) => Promise.resolve(void told.push(`${number} ${why}`)),
    };
    await sweep(reviews.house, { ...options, wanted: [2] });
    expect(reviews.said.at(-1)).to.equal("Every review stack is wanted, and none is too old.");
    expect(reviews.roles.size).to.equal(1);

    reviews.time += 6 * 86_400_000;
    await sweep(reviews.house, { ...options, wanted: [2] });
    nothingStands();
    expect(told).to.deep.equal(["2 it is 6 days old, and 5 are the most"]);
  });
});
