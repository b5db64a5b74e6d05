import type { ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { T } from "@toolkit/offline/aws-types";
import { handlers } from "@toolkit/rehearsal/api/handlers/index";
import type { Account } from "@toolkit/rehearsal/aws/account";
import { expect } from "chai";

import { FIXTURE_STACKS } from "../../../tools/program/fixtures";
import { rehearsed } from "../../../tools/program/rehearsed";
import { readClaims } from "../../../tools/prove/read-claims";
import { beginning, type Progress, ProgressFile } from "../../../tools/prove/progress";
import { proveLive, type ProveOptions } from "../../../tools/prove/prove";
import { applicationOf } from "../../../tools/prove/stack-files";
import { refusal } from "../../support/refusal";
import { EmulatedLive } from "../../support/emulated-live";

const claims = readClaims();

describe("prove-live in an emulated account", function () {
  this.timeout(900_000);

  let live: EmulatedLive;
  let folder: string;
  let options: ProveOptions;

  beforeEach(async () => {
    live = await EmulatedLive.open();
    folder = mkdtempSync(path.join(tmpdir(), "prove-live-"));
    options = {
      program: rehearsed.program,
      folder: path.join(folder, "run"),
      reports: path.join(folder, "reports"),
      claims,
      region: "us-east-1",
      application: applicationOf("dev", FIXTURE_STACKS),
      withoutAsking: true,
      cleanUpOnly: false,
      commit: "abc1234",
    };
  });

  afterEach(async () => {
    await live.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const markdown = (): string => readFileSync(path.join(options.reports, "prove-live.md"), "utf8");
  const results = (): Record<string, { holds?: boolean; seen?: unknown; notTried?: string; details?: string[] }> => {
    const { claims: told } = JSON.parse(readFileSync(path.join(options.reports, "prove-live.json"), "utf8")) as {
      claims: { id: string; result: object }[];
    };
    return Object.fromEntries(told.map(({ id, result }) => [id, result]));
  };
  const walked = (): string[] => {
    const { results: kept } = JSON.parse(readFileSync(path.join(options.folder, "progress.json"), "utf8")) as Progress;
    return kept.map(({ id }) => id);
  };
  /** Does something to each command of Pulumi once it runs. */
  const during = (deed: (child: ChildProcess, args: readonly string[]) => void): void => {
    live.onOpen = (stack) => {
      const plain = stack.deployment.bind(stack);
      stack.deployment = (args, how) =>
        plain(args, {
          ...how,
          started: (child) => {
            deed(child, args);
          },
        });
    };
  };
  const nothingIsLeft = (): void => {
    expect(live.world.account.all().map(({ type, id }) => `${type} ${id}`)).to.deep.equal([]);
    expect(live.api.runtime.queues).to.deep.equal([]);
    expect(live.api.runtime.subscriptions).to.deep.equal([]);
    expect(live.api.runtime.definitions).to.deep.equal([]);
    expect(existsSync(options.folder), "the run's folder").to.equal(false);
  };

  it("walks every claim with a domain, and leaves nothing", async () => {
    const isProved = await proveLive(live, { ...options, domain: "prove.example.com", zoneId: "Z0123456789EXAMPLE" });
    expect(live.said.filter((line) => /^(FALSE|not checked)/i.test(line))).to.deep.equal([]);
    expect(isProved).to.equal(true);
    expect(Object.entries(results()).filter(([, { holds }]) => holds !== true)).to.deep.equal([]);
    expect(Object.keys(results())).to.have.lengthOf(claims.claims.length);
    nothingIsLeft();
    console.log(live.said.join("\n"));
  });

  it("goes on after an interruption, and after a command that was killed", async () => {
    const { account } = live.world;
    during((child) => {
      account.onChange = ({ type }) => {
        if (type !== T.cluster) return;
        // What Ctrl-C does to both.
        live.isStopped = true;
        child.kill("SIGINT");
      };
    });
    await failsWith(proveLive(live, options), /^Interrupted\. What is deployed stays, for 0\.\d+ USD an hour/);
    expect(account.all(T.cluster)).to.have.lengthOf(1);
    expect(account.all(T.databaseInstance), "it was stopped half way").to.deep.equal([]);

    live.isStopped = false;
    account.onChange = undefined;
    // The idle up writes nothing while it is killed, but its lock stays.
    during((child, args) => {
      if (walked().includes("quotas") && args[0] === "up") child.kill("SIGKILL");
    });
    await failsWith(proveLive(live, options), /^Interrupted/);
    expect(walked()).to.include("quotas").and.not.include("idle-up");

    live.onOpen = () => undefined;
    live.meets = () => {
      if (live.api.calls.at(-1)?.operation === "RotateSecret") live.isStopped = true;
      return undefined;
    };
    await failsWith(proveLive(live, options), /^Interrupted/);
    expect(walked()).to.include("idle-up").and.not.include("rotation-while-deploying");

    live.isStopped = false;
    live.meets = () => undefined;
    live.said.length = 0;
    expect(await proveLive(live, options), live.said.join("\n")).to.equal(true);
    expect(live.said[0]).to.match(/^Goes on with the run of 2026-11-26T12:00:00.000Z in account 123456789012/);
    expect(
      live.said.filter((line) => /first-up|idle-up:/.test(line)),
      "walked before",
    ).to.deep.equal([]);
    expect(results()["vpc-origin-private-name"]?.notTried).to.equal("it needs --domain and --zone-id");
    nothingIsLeft();
  });

  it("only looks at what is left, once it has destroyed everything", async () => {
    const commands: string[] = [];
    during((_, [command = ""]) => commands.push(command));
    const { region, application } = options;
    const forecast = { minutes: [], hours: 1, hourlyUsd: 0.1, usd: 0.1, unpriced: 0, usualSeconds: {} };
    const place = { account: "123456789012", region, application };
    const begun = beginning(place, { now: live.now(), passphrase: "secret", forecast });
    new ProgressFile(options.folder).write({ ...begun, isDestroyed: true });
    live.isStopped = true;
    await failsWith(proveLive(live, options), /^Interrupted\. Everything is destroyed: npm run prove-live looks/);
    live.isStopped = false;
    expect(await proveLive(live, options)).to.equal(true);
    expect(commands).to.deep.equal([]);
    expect(Object.keys(results()).filter((id) => results()[id]?.holds === true)).to.deep.equal(
      claims.claims.filter(({ phase }) => phase === "destroyed").map(({ id }) => id),
    );
    nothingIsLeft();
  });

  it("says which claims turn out false, and cleans up all the same", async () => {
    live.api.runtime.delivers = (service) => service !== "events.amazonaws.com";
    const { account } = live.world;
    live.meets = (url) => (account.all(T.vpcOrigin).length === 1 && url.endsWith("/") ? { status: 503 } : undefined);
    // Somebody changes a resource beside Pulumi before the second up looks.
    live.api.own["service-quotas.GetServiceQuota"] = (parameters, context) => {
      changeByHand(account);
      return handlers["service-quotas.GetServiceQuota"]?.(parameters, context) ?? {};
    };
    expect(await proveLive(live, options)).to.equal(false);
    const wrong = Object.entries(results()).filter(
      ([, { holds, notTried }]) => holds === false && notTried === undefined,
    );
    expect(wrong.map(([id]) => id)).to.deep.equal(["no-drift", "events-notify", "flip-without-outage"]);
    expect(markdown()).to.contain("refuted: [Amazon EventBridge user guide, Amazon SNS permissions]");
    expect(markdown()).not.to.contain("123456789012");
    nothingIsLeft();
  });
});

/** The retention of a log group, as somebody sets it in the console. */
function changeByHand(account: Account): void {
  const [group] = account.all(T.logGroup);
  if (group === undefined) throw new Error("there is no log group");
  const changed = { retentionInDays: 3653 };
  account.put(
    { ...group, inputs: { ...group.inputs, ...changed }, outputs: { ...group.outputs, ...changed } },
    "update",
  );
}

async function failsWith(run: Promise<unknown>, message: RegExp): Promise<void> {
  expect(await refusal(run)).to.match(message);
}
