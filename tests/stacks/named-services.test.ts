import { expect } from "chai";

import { accessOf, lessOf } from "../support/access";
import { deployStack, type StackDeployment } from "../support/deploy-stack";
import { deployGrown } from "../support/grown";
import { officeHours } from "../support/off-hours";
import { connectionsOf, firstProvider, scheduledInput } from "../support/service-inputs";

const SEARCH = "{ image: { build: tests/fixtures/app/backend }, paths: [/search/*, /suggest] }";
const ONE = `services={ search: ${SEARCH} }`;
const NOTHING = { variables: [], statements: [], egress: [], admitted: [] };
const TYPES = {
  rule: "aws:lb/listenerRule:ListenerRule",
  ingress: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  egress: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
};

const resourcesOf = (made: StackDeployment): string[] => made.resources.map(({ type, name }) => `${type} ${name}`);
const missing = (from: StackDeployment, to: StackDeployment): string[] =>
  resourcesOf(from).filter((resource) => !resourcesOf(to).includes(resource));

const pathsAtEdge = (made: StackDeployment): [string, string][] =>
  (
    made.named("edge", "aws:cloudfront/distribution:Distribution").inputs.orderedCacheBehaviors as {
      readonly pathPattern: string;
      readonly targetOriginId: string;
    }[]
  ).map(({ pathPattern, targetOriginId }) => [pathPattern, targetOriginId]);

const alarmsOf = (made: StackDeployment): string[] =>
  made
    .all("aws:cloudwatch/metricAlarm:MetricAlarm")
    .map(({ name }) => name)
    .filter((name) => /(^|-)search-/.test(name));

describe("a stack with a service beside the backend", () => {
  it("takes exactly its variable and its way to the load balancer away with one entry of uses", async () => {
    const used = await deployStack("dev", { set: [ONE, "backend.uses=[database, search]"], mode: "both" });
    const unused = await deployStack("dev", { set: [ONE], mode: "both" });
    expect(lessOf(accessOf(used, "backend"), accessOf(unused, "backend"))).to.deep.equal({
      ...NOTHING,
      variables: ["SEARCH_URL"],
      egress: ["security-backend-to-internalAlb-egress"],
    });
    expect(lessOf(accessOf(unused, "backend"), accessOf(used, "backend"))).to.deep.equal(NOTHING);
    expect(missing(used, unused)).to.have.members([
      `${TYPES.egress} security-backend-to-internalAlb-egress`,
      `${TYPES.ingress} security-backend-to-internalAlb-ingress`,
    ]);
    for (const other of ["frontend", "search"]) {
      expect(accessOf(used, other)).to.deep.equal(accessOf(unused, other));
    }
  });

  it("makes it one of the load balancer's: its paths before the backend's, its tasks reached from there alone", async () => {
    const made = await deployStack("dev", { set: [ONE], mode: "both" });
    const rule = made.named("search", TYPES.rule).inputs;
    const last = made.named("backend", TYPES.rule).inputs;
    expect(rule.listenerArn).to.equal(last.listenerArn);
    expect(rule.conditions).to.deep.equal([{ pathPattern: { values: ["/search/*", "/suggest"] } }]);
    expect([Number(rule.priority) < Number(last.priority), last.priority]).to.deep.equal([true, 50_000]);
    const ingress = made.all(TYPES.ingress).map(({ name }) => name);
    expect(ingress.filter((name) => name.includes("-to-search-"))).to.deep.equal([
      "security-internalAlb-to-search-ingress",
    ]);
    expect(accessOf(made, "search")).to.deep.include({
      variables: ["PORT", "SHUTDOWN_TIMEOUT_SECONDS"],
      egress: ["security-search-to-s3-egress", "security-search-to-internet-egress"],
    });
  });

  it("leaves everything else as it is but the place of the backend's rule and the dashboard", async () => {
    const without = await deployStack("dev");
    const made = await deployStack("dev", { set: [ONE], mode: "both" });
    expect(missing(without, made)).to.deep.equal([]);
    expect(
      missing(made, without).filter((resource) => !/ (security-(internalAlb-to-)?)?search/.test(resource)),
    ).to.have.members([
      "aws:ecr/repository:Repository registry-search",
      "aws:ecr/lifecyclePolicy:LifecyclePolicy registry-search",
    ]);
    expect(without.named("backend", TYPES.rule).inputs.priority).to.equal(10);
  });

  it("serves what is public at the edge in both variants, through the VPC origin, and nothing else", async () => {
    const open = `services={ search: ${SEARCH.replace("{", "{ public: true,")}, mail: ${SEARCH.replaceAll("/s", "/m")} }`;
    const ssr = await deployStack("dev", { set: [open], mode: "both" });
    expect(pathsAtEdge(ssr).slice(1)).to.deep.equal([
      ["/search/*", "api"],
      ["/suggest", "api"],
    ]);
    expect(ssr.all("aws:cloudfront/vpcOrigin:VpcOrigin")).to.have.length(1);
    const spa = await deployStack("dev", { set: [open, "frontend=spa"], mode: "both" });
    expect(pathsAtEdge(spa).slice(1)).to.deep.equal([
      ["/api/*", "api"],
      ["/search/*", "api"],
      ["/suggest", "api"],
    ]);
    const closed = await deployStack("dev", { set: [ONE], mode: "both" });
    expect(pathsAtEdge(closed)).to.deep.equal(pathsAtEdge(await deployStack("dev")));
  });

  it("keeps the edge from what is not public, however a viewer writes the path: only where the edge reaches the load balancer", async () => {
    const set = [
      `services={ search: ${SEARCH}, mail: ${SEARCH.replaceAll("/s", "/m").replace("{", "{ public: true,")} }`,
    ];
    const made = await deployStack("dev", { set, mode: "both" });
    const { listenerArn } = made.named("search", TYPES.rule).inputs;
    const refusals = (one: StackDeployment) =>
      one
        .all(TYPES.rule)
        .flatMap(({ name, inputs }) => (name.startsWith("not-for-browsers") ? [{ name, inputs }] : []));
    expect(refusals(made)).to.deep.equal([
      {
        name: "not-for-browsers-1",
        inputs: {
          listenerArn,
          priority: 1,
          conditions: [
            { pathPattern: { values: ["/search/*", "/suggest"] } },
            { httpHeader: { httpHeaderName: "X-Amz-Cf-Id", values: ["*"] } },
          ],
          actions: [{ type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "404" } }],
        },
      },
    ]);
    expect(refusals(await deployStack("dev", { set: [ONE], mode: "both" }))).to.deep.equal([]);
    expect(refusals(await deployStack("dev", { set: [ONE, "frontend=spa"], mode: "both" }))).to.have.length(1);

    const three = (paths: string) => `{ image: { build: tests/fixtures/app/backend }, paths: [${paths}] }`;
    const six = `services={ one: ${three("/a, /b, /c")}, two: ${three("/d, /e, /f")} }`;
    const many = await deployStack("dev", { set: [six, "frontend=spa"], mode: "both" });
    expect(refusals(many).map(({ inputs }) => inputs.priority)).to.deep.equal([1, 2]);
  });

  it("lets two services call each other", async () => {
    const uses = (paths: string, other: string) =>
      `{ image: { build: tests/fixtures/app/backend }, paths: [${paths}], uses: [${other}] }`;
    const set = [`services={ search: ${uses("/search", "mail")}, mail: ${uses("/mail", "search")} }`];
    const made = await deployStack("dev", { set, mode: "both" });
    expect(accessOf(made, "search").variables).to.include("MAIL_URL");
    expect(accessOf(made, "mail").variables).to.include("SEARCH_URL");
    expect(accessOf(made, "mail").egress).to.include("security-mail-to-internalAlb-egress");
  });

  it("is watched, restarted on new secrets, told of, and kept in images as every service is", async () => {
    const grown = await deployGrown("grown");
    const of = (name: string): string[] => alarmsOf(grown).map((alarm) => alarm.replace("search", name));
    const backend = grown
      .all("aws:cloudwatch/metricAlarm:MetricAlarm")
      .map(({ name }) => name)
      .filter((name) => /(^|-)backend-/.test(name));
    expect(of("backend")).to.have.members(backend).and.not.to.deep.equal([]);
    const { eventPattern } = grown.named("search-redeploy", "aws:cloudwatch/eventRule:EventRule").inputs;
    const token = grown.all("aws:secretsmanager/secret:Secret").find(({ name }) => name.includes("search-token"));
    expect(token?.id).to.contain(":secret:webapp-grown-search-secrets-search-token-");
    expect(String(eventPattern)).to.contain(token?.id).and.to.contain(grown.outputs.databaseSecretArn);
    expect(grown.outputs).to.include.keys("searchServiceName", "searchTaskDefinitionArn");
    expect(grown.outputs.repositoryUrls).to.include.keys("search");
    expect(grown.outputs.imageKeys).to.include({
      search: "webapp:services.search.image",
      thumbnails: "webapp:workers.thumbnails.image",
    });
    const prod = await deployGrown("grown-prod");
    expect(alarmsOf(prod).length).to.be.greaterThan(alarmsOf(grown).length);
  });

  it("stops at night, runs on instances, and shares the database's connections", async () => {
    const service =
      "{ image: { build: tests/fixtures/app/backend }, paths: [/search], capacity: ec2Spot, maxTasks: 3, uses: [database] }";
    const set = [`services={ search: ${service} }`, ...officeHours()];
    const made = await deployStack("dev", { set, mode: "both" });
    expect(scheduledInput(made, "stop-search")).to.include({ MinCapacity: 0, MaxCapacity: 0 });
    expect(scheduledInput(made, "start-search")).to.include({ MinCapacity: 1, MaxCapacity: 3 });
    expect(firstProvider(made, "search")).to.match(/^cluster-arm64/);
    expect(connectionsOf(made, "search")).to.equal("5");
  });
});
