import { readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { commentOf } from "../../../tools/ci/comment/markdown";
import { parsePreview, type PreviewDocument } from "../../../tools/ci/guard/preview-document";
import { reviewOf } from "../../../tools/ci/review/make";
import { isIdle, reviewSchema, type Review } from "../../../tools/ci/review/review";
import { PROJECT_LEDGER } from "../../../tools/policies/ledger/current";
import { FIXTURE_STACKS } from "../../../tools/program/fixtures";
import { previewStack } from "../../../tools/program/program";
import { runSubcommand } from "./run-script";

const documentWith = async (...set: readonly string[]) =>
  (await previewStack({ stack: "dev", folder: FIXTURE_STACKS, set })).document;

async function reviewed(set: readonly string[], preview?: PreviewDocument): Promise<Review> {
  const [before, after] = [await documentWith(), await documentWith(...set)];
  return reviewOf({ stack: "dev", base: "abc123", before, after, ledger: PROJECT_LEDGER, preview });
}

/** A preview of the real engine on the emulated account. */
const recorded = (name: string): PreviewDocument =>
  parsePreview(readFileSync(path.join(__dirname, "recorded", `${name}.json`), "utf8"), name);

const lines = ({ changes }: Review): string[] =>
  changes.map(({ operation, type, name, inputs }) => [operation, type, name, ...inputs].join(" "));

describe("review of a change", () => {
  it("is nothing where nothing changes", async () => {
    const review = await reviewed([]);
    expect(isIdle(review)).to.equal(true);
    expect(review).to.deep.include({ by: "offline", changes: [], consequences: [], seconds: null });
    expect(review.cost?.before).to.equal(review.cost?.after);
    expect(isIdle(await reviewed([], recorded("nothing")))).to.equal(true);
  });

  it("tells offline what changes, costs, is lost and is found", async () => {
    const review = await reviewed([
      "database.name=shop",
      "database.instanceClass=db.t4g.small",
      "database.backupRetentionDays=3",
    ]);
    expect(reviewSchema.safeParse(review).success).to.equal(true);
    expect(lines(review)[0]).to.equal(
      "replace aws:rds/instance:Instance database backupRetentionPeriod dbName instanceClass",
    );
    expect(review.consequences[0]).to.deep.equal({
      operation: "replace",
      type: "aws:rds/instance:Instance",
      name: "database",
      causes: ["dbName"],
      losses: ["all rows of database", "new address", "downtime about 10 min"],
      final: ["all rows of database"],
    });
    const { cost, findings, seconds } = review;
    expect(cost?.largest[0]).to.include({ sign: "~", name: "database", type: "aws:rds/instance:Instance" });
    expect((cost?.after ?? 0) - (cost?.before ?? 0)).to.be.greaterThan(5);
    expect(findings?.added.map(({ rule, name }) => [rule, name])).to.deep.equal([["rds-backups", "database"]]);
    expect(findings?.gone).to.equal(0);
    // As long as a Single-AZ database, and what waits for it.
    expect(seconds).to.be.within(480, 720);
  });

  it("counts a finding that the change mends", async () => {
    const [before, after] = [await documentWith("database.backupRetentionDays=3"), await documentWith()];
    const review = reviewOf({ stack: "dev", base: "x", before, after, ledger: PROJECT_LEDGER });
    expect(review.findings).to.deep.equal({ added: [], gone: 1 });
  });

  it("takes the engine's word for what changes and is lost, with the rest from the programs", async () => {
    const review = await reviewed(["database.name=shop"], recorded("database-name"));
    expect(review.by).to.equal("engine");
    expect(lines(review)).to.deep.equal([
      "replace aws:rds/instance:Instance database dbName",
      "replace aws:ecs/taskDefinition:TaskDefinition backup-restore",
      "update aws:ecs/service:Service backend taskDefinition",
    ]);
    expect(review.consequences[0]).to.deep.include({
      losses: ["all rows of database", "new address", "downtime about 10 min"],
      final: ["all rows of database"],
    });
    const text = commentOf(review);
    expect(text).to.contain("### dev: 2 replaced, 1 changed · same cost · about 10 min to deploy\n\n> [!CAUTION]");
    expect(text).to.contain(
      "- `database` (`rds.Instance`) is replaced by `dbName`: **all rows of database**; new address",
    );
    expect(text).to.not.contain("shop");
  });

  it("counts the time in which a gradual deployment moves requests and waits, by either word", async () => {
    const [rolling, gradual] = [[], ["backend.deployment={ strategy: canary, canaryMinutes: 15, bakeMinutes: 25 }"]];
    const seconds = async (own: readonly string[], preview?: PreviewDocument): Promise<number> => {
      const [before, after] = [
        await documentWith(...own),
        await documentWith(...own, "backend.environment.RELEASE=two"),
      ];
      return reviewOf({ stack: "dev", base: "x", before, after, ledger: PROJECT_LEDGER, preview }).seconds ?? 0;
    };
    expect((await seconds(gradual)) - (await seconds(rolling))).to.equal(40 * 60);
    const engine = recorded("database-name");
    expect((await seconds(gradual, engine)) - (await seconds(rolling, engine))).to.equal(40 * 60);
    // The other services do not change, and a new one begins without a shift.
    const begun = reviewOf({
      stack: "dev",
      base: "x",
      before: undefined,
      after: await documentWith(...gradual),
      ledger: PROJECT_LEDGER,
    });
    expect(begun.seconds).to.be.within(600, 1800);
  });

  it("shows why the engine's preview failed", async () => {
    const review = await reviewed([], recorded("failed"));
    expect(review.unknown).to.have.length(1);
    expect(commentOf(review)).to.contain("```text\nThe engine's preview failed: Running program");
  });

  it("goes on where there is nothing to compare with", async () => {
    const args = ["--base", "no-such-revision", "--stack", "dev", "--stacks", FIXTURE_STACKS];
    const { exitCode, stdout, stderr } = await runSubcommand("review", args);
    expect([exitCode, stderr]).to.deep.equal([0, ""]);
    const review = reviewSchema.parse(JSON.parse(stdout));
    expect(review.unknown).to.deep.equal([
      'Nothing to compare with: --diff git:no-such-revision: there is no revision "no-such-revision" in this repository.',
    ]);
    expect(review.changes.length).to.be.greaterThan(100);
    expect(review).to.deep.include({ consequences: [], findings: null });
    expect(review.cost?.before).to.equal(null);
  });
});
