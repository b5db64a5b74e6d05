import { expect } from "chai";

import { parse, refusal } from "./raw";

const refused = (cache: unknown, others: Record<string, unknown> = {}): string =>
  refusal(() => parse({ cache, ...others }));

describe("the cache in the stack file", () => {
  it("is none by default, and by its profile where nothing else is said", () => {
    expect(parse().cache).to.equal(undefined);
    const common = {
      engine: "valkey",
      engineVersion: "8.1",
      nodeType: "cache.t4g.micro",
      authentication: "iam",
      passwordVersion: 1,
    };
    expect(parse({ cache: {}, profile: "dev" }).cache).to.deep.equal({
      ...common,
      replicas: 0,
      snapshotRetentionDays: 0,
    });
    expect(parse({ cache: {}, profile: "prod", acceptedRisks: ["plainHttp"] }).cache).to.deep.equal({
      ...common,
      replicas: 1,
      snapshotRetentionDays: 7,
    });
  });

  it("tells what overrides its profile", () => {
    const { overrides } = parse({ cache: { replicas: 2 }, profile: "dev" });
    expect(overrides.filter(({ key }) => key.startsWith("cache"))).to.deep.equal([
      {
        key: "cache.replicas",
        value: 2,
        default: 0,
        changes: overrides.find(({ key }) => key === "cache.replicas")?.changes,
      },
    ]);
  });

  it("has a node type, a version and an engine that there are, with the nearest", () => {
    expect(refused({ nodeType: "cache.t4g.mikro" })).to.contain(
      'webapp:cache.nodeType = "cache.t4g.mikro" is not a node type that runs Valkey; did you mean "cache.t4g.micro"?',
    );
    expect(refused({ nodeType: "db.t4g.micro" })).to.contain("a node type such as cache.t4g.micro");
    expect(refused({ engineVersion: "8" })).to.contain("webapp:cache.engineVersion");
    expect(refused({ engine: "redis" })).to.contain("webapp:cache.engine");
    expect(refused({ replicas: 6 })).to.contain("webapp:cache.replicas");
    expect(refused({ nodeType: "cache.r7g.large", engineVersion: "8.2", replicas: 5 })).to.equal("");
  });

  it("can be used where it is, and nothing else has its name or variables", () => {
    expect(refused({}, { backend: { uses: ["cache"] } })).to.equal("");
    expect(refused(undefined, { backend: { uses: ["cache"] } })).to.contain("is nothing that this stack has");
    for (const cache of [{}, undefined]) {
      expect(refused(cache, { buckets: { cache: {} } })).to.contain(
        "webapp:buckets.cache is the name of a part of every",
      );
    }
    const backend = { uses: ["cache"], environment: { CACHE_HOST: "mine" } };
    expect(refused({}, { backend })).to.contain("webapp:backend.environment.CACHE_HOST is set by the program");
  });
});
