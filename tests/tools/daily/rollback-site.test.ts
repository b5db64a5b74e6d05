import { T } from "@toolkit/offline/aws-types";
import type { Resource } from "@toolkit/rehearsal/aws/account";
import { expect } from "chai";

import { outdated, prune } from "../../../tools/ci/prune-releases";
import { rollback } from "../../../tools/daily/rollback";
import { status } from "../../../tools/daily/status";
import { siteReleasesOutputs } from "../../../tools/aws/site-releases";
import { refusal } from "../../support/refusal";
import { EmulatedHands } from "./hands";

describe("releases of the site, by hand", () => {
  let hands: EmulatedHands;
  let first: string;

  beforeEach(async () => {
    hands = await EmulatedHands.open(["frontend=spa", "spa.keepReleases=2"]);
    first = viewersGet();
  });

  afterEach(() => {
    hands.close();
  });

  const value = (): Resource => hands.api.account.all(T.keyValue)[0] ?? expect.fail("no value at the edge");
  const viewersGet = (): string => value().inputs.value as string;
  const pages = (): string[] =>
    hands.api.account
      .all(T.bucketObject)
      .map(({ inputs }) => inputs.key as string)
      .filter((key) => key.startsWith("releases/") && key.endsWith("/index.html"));

  /** A later deployment: its page, and the store names it. */
  function release(name: string): void {
    const { account } = hands.api;
    const page = account.all(T.bucketObject).find(({ inputs }) => inputs.key === `releases/${first}/index.html`);
    if (page === undefined) return expect.fail("no page of the first release");
    const key = `releases/${name}/index.html`;
    const urn = `${page.urn}-${name}`;
    account.put({ ...page, urn, id: key, serial: account.nextSerial(), inputs: { ...page.inputs, key } }, "create");
    const written = { value: name };
    const old = value();
    account.put({ ...old, inputs: { ...old.inputs, ...written }, outputs: { ...old.outputs, ...written } }, "update");
  }

  it("gives viewers the previous release with one write, and writes it down", async () => {
    release("r000000000000002");
    await rollback(hands, "dev", "site");
    expect(viewersGet()).to.equal(first);
    const writes = hands.api.calls.filter(({ operation }) => /^(Put|Update|Delete|Create)/.test(operation));
    expect(writes.map(({ service, operation }) => `${service}.${operation}`)).to.deep.equal([
      "cloudfront-keyvaluestore.PutKey",
    ]);
    expect(hands.said.slice(1)).to.deep.equal([
      "Type yes to take dev back: ",
      `site is ${first}.`,
      "Pulumi.dev.yaml names this release now: commit it, and let pulumi up follow.",
    ]);
    expect(hands.said[0]).to.match(
      new RegExp(
        `^service  runs              goes back to      revision\\nsite     r000000000000002  ${first}  uploaded 2026-11-26 \\d\\d:\\d\\d UTC$`,
      ),
    );
    expect(hands.pulumiCalls.slice(1)).to.deep.equal([
      ["config", "set", "--stack", "dev", "--path", "webapp:spa.release", first, "--non-interactive"],
    ]);
  });

  it("status tells the release that viewers get, and whether it is the newest", async () => {
    const site = async (): Promise<string | undefined> => {
      hands.said.length = 0;
      await status(hands, "dev");
      return hands.said.find((line) => line.startsWith("site "));
    };
    expect(await site()).to.match(new RegExp(`^site {6}${first}, uploaded 2026-11-26 \\d\\d:\\d\\d UTC, the newest$`));
    release("r000000000000002");
    await rollback(hands, "dev", "site", true);
    expect(await site()).to.match(new RegExp(`^site {6}${first}, uploaded .* UTC, r000000000000002 is newer$`));
    const { account } = hands.api;
    for (const page of account.all(T.bucketObject)) account.remove(page);
    expect(await site()).to.equal(`site      ${first}, of which the bucket has no page: viewers get 404`);
  });

  it("goes back release by release, and says when there is none", async () => {
    release("r000000000000002");
    release("r000000000000003");
    await rollback(hands, "dev", "site", true);
    expect(viewersGet()).to.equal("r000000000000002");
    await rollback(hands, "dev", "site", true);
    expect(viewersGet()).to.equal(first);
    expect(await refusal(rollback(hands, "dev", "site", true))).to.equal(
      "There is nothing to go back to: the bucket has no older release of the site.",
    );
    expect(await refusal(rollback(hands, "dev"))).to.equal(
      "There is nothing to go back to: no older revision of any service has another image, and the bucket has no older release of the site.",
    );
  });

  it("takes pages and services back together, and only services when one is named", async () => {
    const image = (digit: string): string =>
      `123456789012.dkr.ecr.us-east-1.amazonaws.com/webapp-dev/backend@sha256:${digit.repeat(64)}`;
    hands.deploy("backend", image("a"));
    hands.deploy("backend", image("b"));
    hands.deploy("backend", image("c"));
    release("r000000000000002");
    await rollback(hands, "dev", "backend", true);
    expect([viewersGet(), hands.runs("backend")]).to.deep.equal(["r000000000000002", "webapp-dev-backend:3"]);
    await rollback(hands, "dev", undefined, true);
    expect([viewersGet(), hands.runs("backend")]).to.deep.equal([first, "webapp-dev-backend:2"]);
    expect(hands.said.at(-1)).to.equal(
      "Pulumi.dev.yaml names these images and this release now: commit it, and let pulumi up follow.",
    );
  });

  it("knows no site where pages are replaced in place", async () => {
    hands.close();
    hands = await EmulatedHands.open(["frontend=spa"]);
    expect(await refusal(rollback(hands, "dev", "site"))).to.match(/^dev has no service site/);
  });

  it("deletes what is beyond the newest few, but never what viewers get or what was deployed last", async () => {
    release("r000000000000002");
    release("r000000000000003");
    release("r000000000000004");
    const outputs = { ...siteReleasesOutputs.parse(hands.outputs) };
    const deployed = { ...outputs, siteReleases: { ...outputs.siteReleases, newest: "r000000000000004" } };
    const said: string[] = [];
    await rollback(hands, "dev", "site", true);
    await rollback(hands, "dev", "site", true);
    await prune(deployed, hands.aws, (line) => said.push(line));
    const kept = ["r000000000000002", "r000000000000003", "r000000000000004"];
    expect(pages()).to.deep.equal(kept.map((name) => `releases/${name}/index.html`));
    expect(said).to.deep.equal([`release ${first} of the site is gone: 1 file`]);
    await prune(deployed, hands.aws, (line) => said.push(line));
    expect(said).to.have.length(1);
  });

  it("counts the newest releases", () => {
    const uploaded = new Date(0);
    const all = ["r4", "r3", "r2", "r1"].map((name) => ({ name, uploaded, keys: [] }));
    expect(outdated(all, 2, []).map(({ name }) => name)).to.deep.equal(["r2", "r1"]);
    expect(outdated(all, 2, ["r1", "r4"]).map(({ name }) => name)).to.deep.equal(["r2"]);
    expect(outdated(all, 9, [])).to.deep.equal([]);
  });
});
