import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { T } from "@toolkit/offline/aws-types";
import { expect } from "chai";

import { FIXTURE_STACKS } from "../../../tools/program/fixtures";
import { rehearsed } from "../../../tools/program/rehearsed";
import { readClaims } from "../../../tools/prove/read-claims";
import { beginning, type Progress, ProgressFile } from "../../../tools/prove/progress";
import { proveLive, type ProveOptions } from "../../../tools/prove/prove";
import { applicationOf } from "../../../tools/prove/stack-files";
import { runSubcommand } from "../ci/run-script";
import { refusal } from "../../support/refusal";
import { EmulatedLive } from "../../support/emulated-live";

describe("prove-live, before it deploys", () => {
  let live: EmulatedLive;
  let folder: string;
  let options: ProveOptions;

  beforeEach(async () => {
    live = await EmulatedLive.open();
    live.onOpen = () => expect.fail("it opened the stack");
    folder = mkdtempSync(path.join(tmpdir(), "prove-live-"));
    options = {
      program: rehearsed.program,
      folder: path.join(folder, "run"),
      reports: path.join(folder, "reports"),
      claims: readClaims(),
      region: "us-east-1",
      application: applicationOf("dev", FIXTURE_STACKS),
      withoutAsking: false,
      cleanUpOnly: false,
      commit: "abc1234",
    };
  });

  afterEach(async () => {
    await live.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const refused = (): Promise<string> => refusal(proveLive(live, options));

  const stands = (type: string, name: string, outputs: Record<string, string | Record<string, string>>): void => {
    const { account } = live.world;
    account.put(
      {
        type,
        id: name,
        urn: `urn:${name}`,
        region: "us-east-1",
        serial: account.nextSerial(),
        inputs: {},
        outputs: { ...outputs },
      },
      "create",
    );
  };

  /** What an interrupted run leaves. */
  const keepRun = (change: Partial<Progress>): void => {
    const [account, passphrase] = ["123456789012", "secret"];
    const forecast = { minutes: [], hours: 1, hourlyUsd: 0.1, usd: 0.1, unpriced: 0, usualSeconds: {} };
    const { region, application } = options;
    const begun = beginning({ account, region, application }, { now: live.now(), passphrase, forecast });
    new ProgressFile(options.folder).write({ ...begun, ...change });
  };

  it("shows price and hours, asks, and takes no for an answer", async () => {
    live.answer = "y";
    expect(await refused()).to.equal("Nothing was deployed.");
    expect(live.asked).to.deep.equal(["Type yes to deploy to account 123456789012: "]);
    expect(live.said.join("\n")).to.match(
      /^Deploys the smallest stack of webapp to account 123456789012 in us-east-1, walks \d+ of \d+ claims, and destroys it again:\n {2}deploy +\d+ min\n[^]*\nAbout \d\.\d hours and (at least )?\d\.\d\d USD \(0\.\d{3} USD an hour\)/,
    );
    expect(existsSync(path.join(options.folder, "progress.json")), "nothing to go on with").to.equal(false);
  });

  it("refuses an account with other stacks of the project, by tag or by the name of a cluster", async () => {
    const tagsAll = { Project: "webapp", Environment: "prod" };
    stands(T.bucket, "other", { arn: "arn:aws:s3:::other", tagsAll });
    stands(T.cluster, "webapp-dev-cluster", { arn: "arn:aws:ecs:us-east-1:123456789012:cluster/webapp-dev-cluster" });
    stands(T.bucket, "somebody", { arn: "arn:aws:s3:::somebody", tagsAll: { Project: "bootstrap" } });
    expect(await refused()).to.equal("The account has other stacks of webapp: dev, prod. Use an account without any.");
    expect(live.asked).to.deep.equal([]);
  });

  it("refuses an account in which somebody else's run stands", async () => {
    stands(T.bucket, "theirs", { arn: "arn:aws:s3:::theirs", tagsAll: { Project: "webapp", Environment: "prove" } });
    expect(await refused()).to.contain("The account has a stack prove of another checkout or machine");
  });

  it("names everything that is missing on the machine at once", async () => {
    live.notThere.push("There is no AWS CLI.", "There is no Docker.");
    expect(await refused()).to.equal("There is no AWS CLI.\nThere is no Docker.");
  });

  it("refuses to go on with the run of another account, and to clean up what no run left", async () => {
    keepRun({ account: "210987654321" });
    expect(await refused()).to.equal(
      "A run in account 210987654321 is not finished, and these are credentials of 123456789012: use those of 210987654321.",
    );
    rmSync(options.folder, { recursive: true });
    options = { ...options, cleanUpOnly: true };
    expect(await refused()).to.equal(`There is nothing to clean up: ${options.folder} keeps no run.`);
  });

  it("cleans up what a run of this machine left, whatever else stands there and whether its stack still previews", async () => {
    stands(T.bucket, "other", { arn: "arn:aws:s3:::other", tagsAll: { Project: "webapp", Environment: "prod" } });
    keepRun({ application: { "webapp:backend": { port: "none" } } });
    expect(await refused(), "going on is deploying").to.contain("The account has other stacks of webapp: prod.");
    options = { ...options, cleanUpOnly: true };
    expect(await refused()).to.equal("it opened the stack");
    expect([live.said, live.asked]).to.deep.equal([
      [
        `Goes on with the run of 2026-11-26T12:00:00.000Z in account 123456789012, us-east-1: 0 of ${options.claims.claims.length} claims are walked.`,
      ],
      [],
    ]);
  });

  it("explains its options, and refuses half of a domain", async () => {
    const help = await runSubcommand("prove-live", ["--help"]);
    expect(help.stdout).to.match(/^Usage: npm run prove-live -- \[options\]\n[^]*--clean-up/);
    const half = await runSubcommand("prove-live", ["--domain", "app.example.org"]);
    expect([half.exitCode, half.stderr]).to.deep.equal([
      1,
      "--domain and --zone-id belong together.\nnpm run prove-live -- --help lists the options.\n",
    ]);
  });
});
