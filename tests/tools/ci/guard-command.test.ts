import { readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { setTimeout } from "node:timers/promises";

import { expect } from "chai";

import { readPreview } from "../../../tools/ci/guard/read-preview";
import { recorded, recordedFile } from "./recorded-previews";
import { runSubcommand } from "./run-script";

describe("guard as a command", () => {
  it("passes with one line", async () => {
    const { exitCode, stdout, stderr } = await runSubcommand("guard", ["--file", recordedFile("nothing")]);
    expect([exitCode, stdout, stderr]).to.deep.equal([0, "Guard: nothing would be lost.\n", ""]);
  });

  it("reads standard input, and refuses in two lines with resource, input and runbook", async () => {
    const { exitCode, stdout, stderr } = await runSubcommand("guard", [], {
      input: readFileSync(recordedFile("database-name"), "utf8"),
    });
    expect([exitCode, stdout]).to.deep.equal([1, ""]);
    expect(stderr.trimEnd().split("\n")).to.deep.equal([
      "database (aws:rds/instance:Instance) would be replaced by a change of dbName (app → shop): all rows of database. See docs/runbooks/restore-database.md",
      "Undo the change, or follow the runbook and then accept the loss with --accept aws:rds/instance:Instance::database",
    ]);
  });

  it("refuses a stack file that is not filled in, unless the account is emulated", async () => {
    const preview = JSON.parse(readFileSync(recordedFile("nothing"), "utf8")) as object;
    const input = JSON.stringify({ ...preview, config: { "aws:allowedAccountIds": '["123456789012"]' } });
    const { exitCode, stdout, stderr } = await runSubcommand("guard", [], { input });
    expect([exitCode, stdout, stderr]).to.deep.equal([
      1,
      "",
      "To be filled in before the first deployment of dev, where examples stand now: aws:allowedAccountIds.\n",
    ]);
    const emulated = await runSubcommand("guard", [], { input, env: { PULUMI_DEBUG_PROVIDERS: "aws:12345" } });
    expect(emulated.exitCode).to.equal(0);
  });

  it("accepts by type and name, says what, and takes only what is there to accept", async () => {
    const file = recordedFile("database-name");
    const database = "aws:rds/instance:Instance::database";
    const accepted = await runSubcommand("guard", ["--file", file, "--accept", database]);
    expect([accepted.exitCode, accepted.stdout]).to.deep.equal([
      0,
      `Guard: accepted\n  ${database} is replaced: all rows of database\n`,
    ]);
    const wrong = ["database", "aws:rds/cluster:Cluster::databse", "aws:s3/bucket:Bucket::site"];
    const refused = await runSubcommand("guard", ["--file", file, ...wrong.flatMap((name) => ["--accept", name])]);
    expect([refused.exitCode, refused.stderr.trimEnd().split("\n")]).to.deep.equal([
      1,
      [
        `--accept database: nothing of this type and name would be lost. Did you mean ${database}?`,
        `--accept aws:rds/cluster:Cluster::databse: nothing of this type and name would be lost. Did you mean ${database}?`,
        "--accept aws:s3/bucket:Bucket::site: nothing of this type and name would be lost. Remove it.",
      ],
    ]);
  });

  it("waits for a preview that comes late and in pieces", async () => {
    const stdin = Object.getOwnPropertyDescriptor(process, "stdin");
    const written = readFileSync(recordedFile("nothing"), "utf8");
    const pieces = [written.slice(0, 100), written.slice(100)];
    const late = async function* (): AsyncGenerator<string> {
      for (const piece of pieces) yield await setTimeout(20, piece);
    };
    Object.defineProperty(process, "stdin", { configurable: true, value: Readable.from(late()) });
    try {
      expect(await readPreview(undefined)).to.deep.equal(recorded("nothing"));
    } finally {
      if (stdin !== undefined) Object.defineProperty(process, "stdin", stdin);
    }
  });

  it("refuses a preview that failed, an empty one, and what is no preview", async () => {
    const failed = await runSubcommand("guard", ["--file", recordedFile("failed")]);
    expect([failed.exitCode, failed.stderr]).to.deep.equal([
      1,
      "The preview failed, so nothing is known of it:\nRunning program '/srv/webapp/index.ts' failed with an unhandled exception:\nError: no such zone: us-east-1z\n",
    ]);
    const empty = await runSubcommand("guard", []);
    expect([empty.exitCode, empty.stderr]).to.deep.equal([
      1,
      "Standard input is not the output of pulumi preview --json: it is empty.\n",
    ]);
    const absent = await runSubcommand("guard", ["--file", "/nowhere/at/all"]);
    expect([absent.exitCode, absent.stderr]).to.deep.equal([
      1,
      "/nowhere/at/all is no file: write pulumi preview --json --stack NAME into it first.\n",
    ]);
    const other = await runSubcommand("guard", [], { input: '{"steps": []}' });
    expect(other.exitCode).to.equal(1);
    expect(other.stderr).to.match(/^Standard input is not the output of pulumi preview --json:\nchangeSummary: /);
  });
});
