import { expect } from "chai";

import { rollback } from "../../../tools/daily/rollback";
import { readable } from "../../../tools/daily/schema";
import { refusal } from "../../support/refusal";
import { EmulatedHands } from "./hands";

const image = (digit: string): string =>
  `123456789012.dkr.ecr.us-east-1.amazonaws.com/webapp-dev/backend@sha256:${digit.repeat(64)}`;

describe("rollback", () => {
  let hands: EmulatedHands;

  beforeEach(async () => {
    hands = await EmulatedHands.open();
  });

  afterEach(() => {
    hands.close();
  });

  const refused = (...args: [string?, boolean?]): Promise<string> => refusal(rollback(hands, "dev", ...args));
  const updates = () => hands.api.calls.filter(({ operation }) => operation === "UpdateService");

  it("shows what it does, asks, goes to the previous image, and writes it down", async () => {
    hands.deploy("backend", image("a"));
    // The same image with another environment is no other version.
    hands.deploy("backend", image("b"));
    hands.deploy("backend", image("b"), { LOG_LEVEL: "debug" });
    await rollback(hands, "dev");
    expect(hands.said).to.deep.equal([
      "webapp-dev-backend:2 is asked whether it can read today's schema: one task, about a minute.",
      "service  runs          goes back to  revision\nbackend  bbbbbbbbbbbb  aaaaaaaaaaaa  webapp-dev-backend:2",
      "Type yes to take dev back: ",
      "backend runs webapp-dev-backend:2.",
      "Pulumi.dev.yaml names these images now: commit it, and let pulumi up follow.",
    ]);
    expect(hands.runs("backend")).to.equal("webapp-dev-backend:2");
    const path = ["--stack", "dev", "--path"];
    expect(hands.pulumiCalls.slice(1)).to.deep.equal([
      ...["build", "dockerfile", "target", "args", "context", "ignore"].map((setting) => [
        ...["config", "rm", ...path, `webapp:backend.image.${setting}`, "--non-interactive"],
      ]),
      ["config", "set", ...path, "webapp:backend.image.uri", image("a"), "--non-interactive"],
    ]);
  });

  it("knows the services of the stack file by name, and where it has their images", async () => {
    const service = "{ image: { build: tests/fixtures/app/backend }, paths: [/search] }";
    hands.close();
    hands = await EmulatedHands.open([`services={ search: ${service} }`]);
    hands.deploy("search", image("a"));
    hands.deploy("search", image("b"));
    expect(await refused("serch")).to.equal(
      "dev has no service serch; did you mean search? There is: backend, frontend, search.",
    );
    await rollback(hands, "dev", "search", true);
    expect(hands.pulumiCalls.at(-1)).to.deep.equal([
      "config",
      "set",
      "--stack",
      "dev",
      "--path",
      "webapp:services.search.image.uri",
      image("a"),
      "--non-interactive",
    ]);
  });

  it("changes nothing when the answer is no, or when there is nothing to go back to", async () => {
    expect(await refused("backend")).to.equal(
      "There is nothing to go back to: no older revision of backend has another image.",
    );
    hands.deploy("backend", image("a"));
    hands.answer = "no";
    expect(await refused()).to.equal("Nothing was changed.");
    expect(updates()).to.deep.equal([]);
    expect(hands.pulumiCalls.filter(([command]) => command === "config")).to.deep.equal([]);
  });

  it("refuses a version that cannot read today's schema, whatever else could go back", async () => {
    hands.deploy("backend", image("a"), { SCHEMA_VERSION: "3" });
    hands.deploy("backend", image("b"), { SCHEMA_VERSION: "5", SCHEMA_READABLE_FROM: "4" });
    hands.deploy("frontend", image("c"));
    expect(await refused(undefined, true)).to.equal(
      "backend: webapp-dev-backend:2 knows the schema up to version 3, and that of webapp-dev-backend:3 can be read from version 4 on. Deploy a version that can read both instead, or restore the database (docs/runbooks/restore-database.md).",
    );
    expect(updates()).to.deep.equal([]);
    hands.deploy("backend", image("d"), { SCHEMA_VERSION: "5", SCHEMA_READABLE_FROM: "5" });
    await rollback(hands, "dev", "backend", true);
    expect(hands.runs("backend"), "the one before knows it").to.equal("webapp-dev-backend:3");
  });

  describe("asks a release itself about the schema", () => {
    const older = "arn:aws:ecs:us-east-1:123456789012:task-definition/webapp-dev-backend:2";
    const answers = (exitCode: number): void => {
      hands.deploy("backend", image("a"));
      hands.deploy("backend", image("b"));
      hands.api.runtime.onTask = (_, task) => {
        task.exitCode = exitCode;
      };
    };
    const asked = () => hands.api.calls.filter(({ operation }) => operation === "RunTask");

    it("as one task of the older revision, with the rights and the network of the backend", async () => {
      answers(0);
      await rollback(hands, "dev", "backend", true);
      const { migrate } = hands.outputs.oneOffTasks as { migrate: Record<string, unknown> };
      const { subnetIds: subnets, securityGroupIds: securityGroups } = migrate;
      expect(asked().map(({ parameters }) => parameters)).to.deep.equal([
        {
          cluster: "webapp-dev-cluster",
          taskDefinition: older,
          launchType: "FARGATE",
          networkConfiguration: { awsvpcConfiguration: { subnets, securityGroups, assignPublicIp: "DISABLED" } },
          overrides: { containerOverrides: [{ name: "backend", command: ["migrate", "--check"] }] },
          startedBy: "rollback",
        },
      ]);
      expect(hands.runs("backend")).to.equal("webapp-dev-backend:2");
    });

    it("and is refused when it says that it cannot read it", async () => {
      answers(3);
      expect(await refused("backend", true)).to.equal(
        "webapp-dev-backend:2 cannot read today's schema, as it says itself. Deploy a version that can instead, or restore the database (docs/runbooks/restore-database.md).",
      );
      expect(updates()).to.deep.equal([]);
    });

    it("and says so, and goes on when told to, when it does not tell", async () => {
      answers(1);
      await rollback(hands, "dev", "backend");
      expect(hands.said[2]).to.equal(
        "webapp-dev-backend:2 did not tell whether it can: exit code 1, Essential container in task exited",
      );
      expect(hands.runs("backend")).to.equal("webapp-dev-backend:2");
    });

    it("unless both say it in their environment, the backend changes no schema, or another service goes back", async () => {
      hands.deploy("backend", image("a"), { SCHEMA_VERSION: "4" });
      hands.deploy("backend", image("b"), { SCHEMA_VERSION: "5", SCHEMA_READABLE_FROM: "4" });
      await rollback(hands, "dev", "backend", true);
      hands.deploy("frontend", image("c"));
      await rollback(hands, "dev", "frontend", true);
      hands.close();
      hands = await EmulatedHands.open(["backend.migrate=[]"]);
      answers(3);
      await rollback(hands, "dev", "backend", true);
      expect(asked()).to.deep.equal([]);
    });
  });

  it("stops a deployment that is under way: the old tasks get all requests, and no second shift begins", async () => {
    hands.close();
    hands = await EmulatedHands.open(["backend.deployment=canary"]);
    hands.deploy("backend", image("a"));
    const shift = hands.beginShift("backend", image("b"), 10);
    expect(hands.weights("backend")).to.deep.equal([90, 10]);
    await rollback(hands, "dev");
    expect(hands.said).to.deep.equal([
      "service  runs          goes back to  revision\nbackend  bbbbbbbbbbbb  aaaaaaaaaaaa  webapp-dev-backend:2",
      "backend: its deployment (CANARY, PRODUCTION_TRAFFIC_SHIFT) is under way. It is stopped, and the tasks of the version before, which still run, get all requests.",
      "backend: whether the older version can read today's schema is not known, since SCHEMA_READABLE_FROM or SCHEMA_VERSION is not in its environment (docs/daily.md).",
      "Type yes to take dev back: ",
      "backend runs webapp-dev-backend:2.",
      "Pulumi.dev.yaml names these images now: commit it, and let pulumi up follow.",
    ]);
    expect([shift.status, hands.weights("backend")]).to.deep.equal(["ROLLBACK_SUCCESSFUL", [100, 0]]);
    expect(updates()).to.deep.equal([]);
    const stops = hands.api.calls.filter(({ operation }) => operation === "StopServiceDeployment");
    expect(stops.map(({ parameters }) => parameters)).to.deep.equal([
      { serviceDeploymentArn: shift.arn, stopType: "ROLLBACK" },
    ]);
    expect(hands.pulumiCalls.at(-1)).to.include(image("a"));
  });

  it("does not take the stop of a restart for a rollback", async () => {
    hands.deploy("backend", image("a"));
    hands.deploy("backend", image("b"));
    const restart = hands.beginShift("backend", image("b"), 0);
    hands.onSleep = () => {
      hands.api.runtime.rollouts.set(restart.service, { state: "COMPLETED", reason: "" });
      return Promise.resolve();
    };
    await rollback(hands, "dev", "backend", true);
    expect(restart.status).to.equal("IN_PROGRESS");
    expect(hands.runs("backend")).to.equal("webapp-dev-backend:2");
  });

  it("says so when ECS takes the older version back too", async () => {
    hands.deploy("backend", "123456789012.dkr.ecr.us-east-1.amazonaws.com/webapp-dev/backend:never-pushed");
    hands.deploy("backend", image("b"));
    expect(await refused("backend", true)).to.match(
      /^ECS took the deployment of backend back: ECS deployment circuit breaker/,
    );
    expect(
      hands.pulumiCalls.filter(([command]) => command === "config"),
      "nothing is written down",
    ).to.deep.equal([]);
  });

  it("knows what is readable by numbers alone", () => {
    const revision = (environment: Record<string, string>) => ({
      arn: "",
      name: "r",
      container: "c",
      image: "i",
      secrets: {},
      environment,
    });
    const table = [
      [{ SCHEMA_READABLE_FROM: "4" }, { SCHEMA_VERSION: "4" }, "readable"],
      [{ SCHEMA_READABLE_FROM: "4" }, { SCHEMA_VERSION: "3" }, "refused"],
      [{ SCHEMA_READABLE_FROM: "10" }, { SCHEMA_VERSION: "9" }, "refused"],
      [{}, { SCHEMA_VERSION: "3" }, "unknown"],
      [{ SCHEMA_READABLE_FROM: "four" }, { SCHEMA_VERSION: "3" }, "unknown"],
    ] as const;
    for (const [now, before, is] of table) {
      expect(readable("backend", revision(now), revision(before)).is, JSON.stringify([now, before])).to.equal(is);
    }
  });
});
