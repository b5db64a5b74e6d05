import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { T } from "@toolkit/offline/aws-types";
import { EmulatedApi } from "@toolkit/rehearsal/api/api";
import { shown } from "@toolkit/rehearsal/protocol/values";
import type { Outcome } from "@toolkit/rehearsal/driver/workspace";
import { expect } from "chai";

import { deployed, type Rehearsal, type Settings, succeeded, upWith } from "../../../tools/lifecycles/rehearsal";
import { difference, inSync } from "../../../tools/lifecycles/retained";
import { eachStepNeedsTheOneBefore } from "./ordered";

const BUILD = path.resolve(__dirname, "../../fixtures/site");
const RELEASE = "webapp:spa.release";
const SWITCH = `${T.keyValue}::site-releases`;

describe("releases of a live site", function () {
  this.timeout(600_000);

  let rehearsal: Rehearsal;
  let folder: string;
  let first: string;
  let second: string;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "site-"));
    rehearsal = await deployed("dev", { "webapp:frontend": "spa", "webapp:spa.keepReleases": 2 });
    first = viewersGet();
  });

  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await rehearsal.close();
  });

  eachStepNeedsTheOneBefore();

  const up = (what: string, settings: Settings = {}): Promise<Outcome> => upWith(rehearsal, what, settings);
  const stored = () => rehearsal.world.account.all(T.keyValue)[0];
  const viewersGet = (): string => shown(stored()?.inputs.value);
  const pagesOf = (release: string): string[] =>
    rehearsal.world.account
      .all(T.bucketObject)
      .map(({ inputs }) => shown(inputs.key))
      .filter((key) => key.startsWith(`releases/${release}/`));
  /** What `npm run rollback` does in AWS. */
  const write = (release: string): void => {
    const api = new EmulatedApi(rehearsal.world.account);
    const KvsARN = stored()?.inputs.keyValueStoreArn ?? "";
    const call = (operation: string, parameters: object) =>
      api.answer({
        service: "cloudfront-keyvaluestore",
        operation,
        parameters: { KvsARN, ...parameters },
        region: "us-east-1",
      });
    const { ETag } = call("DescribeKeyValueStore", {}) as { ETag: string };
    call("PutKey", { Key: "current", Value: release, IfMatch: ETag });
  };
  const changesNothing = async (): Promise<void> => {
    const { workspace, world } = rehearsal;
    expect((await up("an idle up")).changes).to.deep.equal([]);
    const drift = await workspace.preview("--refresh", "--run-program", "--expect-no-changes");
    expect(succeeded(drift, "the detection of drift").changes).to.deep.equal([]);
    expect(await difference(world.account, workspace)).to.deep.equal(inSync);
  };

  it("begin with pages, then the name of their release, then the function that asks for it", () => {
    const made = rehearsal.world.account.journal.filter(({ action }) => action === "create").map(({ urn }) => urn);
    const at = (end: string): number => made.findIndex((urn) => urn.endsWith(end));
    const order = [`/${first}/index.html`, SWITCH, `${T.edgeFunction}::edge-rewrite`, `${T.distribution}::edge`].map(
      at,
    );
    expect(order).to.deep.equal([...order].sort((one, other) => one - other));
    expect(order[0]).to.be.at.least(0);
    expect(pagesOf(first)).to.include(`releases/${first}/index.html`);
  });

  it("switch when all of the next one is there, and change neither function nor distribution", async () => {
    cpSync(BUILD, folder, { recursive: true });
    writeFileSync(path.join(folder, "index.html"), "<!doctype html><title>second</title>");
    const outcome = await up("a second release", { "webapp:spa.content": folder });
    second = viewersGet();
    expect(second).not.to.equal(first);
    expect(outcome.having("update")).to.deep.equal([`${T.bucketObject}::site/index.html`, SWITCH]);
    expect(outcome.having("replace")).to.deep.equal([]);
    const { journal } = rehearsal.world.account;
    const last = journal.filter(({ type }) => type === T.bucketObject || type === T.keyValue).at(-1);
    expect([last?.action, last?.type]).to.deep.equal(["update", T.keyValue]);
    expect(pagesOf(first)).to.deep.equal(pagesOf(second).map((key) => key.replace(second, first)));
    await changesNothing();
  });

  it("go back by one write, which the stack file keeps and nothing undoes", async () => {
    write(first);
    expect((await up("an up that is told", { [RELEASE]: first })).changes.map(({ type }) => type)).to.deep.equal([
      T.keyValue,
    ]);
    expect(viewersGet()).to.equal(first);
    await changesNothing();
  });

  it("are drift when the stack file does not say so, which a refresh takes back", async () => {
    write(second);
    const drift = await rehearsal.workspace.preview("--refresh", "--run-program");
    expect(succeeded(drift, "the detection of drift").changes.map(({ type }) => type)).to.deep.equal([T.keyValue]);
    succeeded(await rehearsal.workspace.refresh("--run-program"), "refresh");
    await up("an up after the refresh");
    expect(viewersGet()).to.equal(first);
  });

  it("go on with the newest when the stack file names none any more", async () => {
    const outcome = await up("the newest", { [RELEASE]: undefined });
    expect(outcome.having("update")).to.deep.equal([SWITCH]);
    expect(viewersGet()).to.equal(second);
  });

  it("end without an outage: by themselves, and with a flip to ssr and back", async () => {
    const { account } = rehearsal.world;
    await up("no releases", { "webapp:spa.keepReleases": undefined });
    expect(account.all(T.keyValueStore)).to.deep.equal([]);
    await up("releases again", { "webapp:spa.keepReleases": 2 });
    expect(viewersGet()).to.equal(second);
    await up("ssr", { "webapp:frontend": "ssr" });
    expect(account.all(T.keyValueStore)).to.deep.equal([]);
    await up("spa", { "webapp:frontend": "spa" });
    expect(rehearsal.edge.outages).to.deep.equal([]);
    await changesNothing();
    account.clear(({ kind }) => kind === "securityGroup");
    succeeded(await rehearsal.workspace.destroy(), "destroy");
    expect(account.all()).to.deep.equal([]);
  });
});
