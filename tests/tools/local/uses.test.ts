import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { Uses } from "../../../tools/local/uses";
import { planOf } from "../../../tools/local/plan";
import { previewStack } from "../../../tools/program/program";
import { APPLICATION_STACKS } from "../../app/stacks/folder";
import { previewFixture } from "../../support/deploy-stack";

const nobody = (): boolean => false;

describe("what a local run has of a stack's things", () => {
  it("is said in one line each where a machine lacks a program, and tasks are not told of it", async () => {
    const { document } = await previewStack({ stack: "dev", folder: APPLICATION_STACKS });
    const plan = planOf(document);
    const uses = new Uses(plan.uses, {}, nobody);
    expect(uses.missing).to.deep.equal([
      "moto_server is missing, so there are no pictures and no workers: pip install 'moto[server]'.",
      "valkey-server or redis-server is missing, so nothing is cached: install Debian's valkey-server or redis-server.",
    ]);
    const backend = plan.services.find(({ name }) => name === "backend")?.environment ?? {};
    const left = Object.keys(backend).filter((name) => !(name in uses.environment(backend)));
    expect(left.sort()).to.deep.equal(["CACHE_HOST", "THUMBNAILS_QUEUE_URL", "UPLOADS_BUCKET"]);
    const programs = new Uses(plan.uses, { moto: "moto_server", cache: "redis-server" }, nobody);
    expect(programs.missing).to.deep.equal([]);
  });

  it("is nothing for a stack that has none of them", async () => {
    const plan = planOf((await previewFixture({ stack: "dev" })).document);
    expect([plan.workers, plan.uses]).to.deep.equal([[], { buckets: [], queues: [], cacheHost: undefined }]);
    const uses = new Uses(plan.uses, {}, nobody);
    const environment = { BACKEND_URL: "http://x", PORT: "1" };
    expect([uses.missing, uses.environment(environment)]).to.deep.equal([[], environment]);
  });

  it("takes queues with their limits, dead letters first", async () => {
    const { document } = await previewStack({ stack: "dev", folder: APPLICATION_STACKS });
    const [dead, work] = planOf(document).uses.queues;
    expect(dead?.attributes).to.deep.equal({ MessageRetentionPeriod: "1209600" });
    expect(work?.attributes).to.deep.include({ VisibilityTimeout: "120", ReceiveMessageWaitTimeSeconds: "20" });
    expect(JSON.parse(work?.attributes.RedrivePolicy ?? "{}")).to.deep.equal({
      deadLetterTargetArn: `arn:aws:sqs:us-east-1:123456789012:${dead?.name ?? ""}`,
      maxReceiveCount: 5,
    });
  });

  it("is switched on by what docs/your-app.md says", () => {
    const section = /## The sample's pictures\n[^]*?```yaml\n([^]*?)```/.exec(
      readFileSync("docs/your-app.md", "utf8"),
    )?.[1];
    const told = parse(section ?? "") as Record<string, unknown>;
    const { config } = parse(readFileSync(join(APPLICATION_STACKS, "Pulumi.dev.yaml"), "utf8")) as {
      config: Record<string, unknown>;
    };
    expect(Object.keys(told)).to.have.length(5);
    for (const [key, value] of Object.entries(told)) expect(config[key], key).to.deep.equal(value);
  });
});
