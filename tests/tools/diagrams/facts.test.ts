import { expect } from "chai";

import { pictureSvg, type PictureKind } from "../../../tools/diagrams";
import { requestPathScene } from "../../../tools/diagrams/pictures/request-path";
import { previewStack } from "../../../tools/program/program";
import { previewFixture } from "../../support/deploy-stack";
import { GROWN_STACKS } from "../../support/grown";
import { wordsOf } from "./drawing";

async function words(kind: PictureKind, stack: string, set: readonly string[] = []): Promise<string[]> {
  return wordsOf(await pictureSvg(kind, await previewFixture({ stack, set })));
}

const count = (all: readonly string[], word: string): number => all.filter((one) => one === word).length;

describe("what the pictures say", () => {
  it("ssr: ranges, zones, ports, sizes and copies of the stack", async () => {
    const said = await words("ssr", "prod");
    expect(said).to.include.members([
      "Region us-east-1",
      "10.1.0.0/16",
      "Availability Zone us-east-1a",
      "Availability Zone us-east-1b",
      "10.1.192.0/21",
      "HTTP 3000",
      "2 to 10 tasks",
      "db.t4g.small",
      "port 3306",
      "6 rules",
      "/assets/*",
      "daily 02:00 UTC",
      "kept 365 days",
      "Glacier Instant Retrieval",
      "after 30 days",
    ]);
    expect([count(said, "Public ALB"), count(said, "Internal ALB"), count(said, "NAT gateway")]).to.deep.equal([
      2, 2, 2,
    ]);
    expect(said).not.to.include("VPC origin");
  });

  it("spa: the API comes through a VPC origin, and there is no public load balancer", async () => {
    const said = await words("spa", "prod", ["frontend=spa"]);
    expect(said).to.include.members(["VPC origin", "/api/*", "/assets/*, other paths"]);
    expect(said).not.to.include.members(["Public ALB", "Frontend"]);
  });

  it("spa with releases: the store at the edge that names the one which viewers get", async () => {
    const releases = await words("spa", "dev", ["frontend=spa", "spa.keepReleases=2"]);
    expect(releases).to.include.members(["KeyValueStore", "site-releases", "key current"]);
    expect(await words("spa", "dev", ["frontend=spa"])).not.to.include("KeyValueStore");
  });

  it("services beside the backend with their paths, the cache with its replica, and who queries what", async () => {
    const grown = await previewStack({ stack: "grown-prod", folder: GROWN_STACKS });
    const path = await pictureSvg("ssr", grown);
    expect(wordsOf(path)).to.include.members([
      "Search",
      "/search/*",
      "2 to 4 tasks",
      "Cache",
      "Cache replica",
      "Valkey 8.1",
      "Digest job",
      "daily 06:00 Europe/Madrid",
      "uses database, cache,",
      "reports and thumbnails",
      "from backend and digest",
    ]);
    const { links } = requestPathScene(grown);
    expect(new Set(links.map(({ id }) => id)).size).to.equal(links.length);
    const queries = links.filter(({ tone, from }) => tone === "data" && from.includes("us-east-1a"));
    expect(queries.map(({ from, to }) => `${from} > ${to}`)).to.have.members([
      "backend-us-east-1a-tasks > database-us-east-1a",
      "search-us-east-1a-tasks > database-us-east-1a",
      "thumbnails-us-east-1a-tasks > database-us-east-1a",
      "backend-us-east-1a-tasks > cache-us-east-1a",
      "search-us-east-1a-tasks > cache-us-east-1a",
    ]);
    expect(links.filter(({ to }) => to === "bucket-uploads").map(({ label }) => label)).to.deep.equal(["/uploads/*"]);
    const security = wordsOf(await pictureSvg("security", grown));
    expect(security).to.include.members(["Search", "Cache", "port 6379"]);
  });

  it("a database in one zone has no standby", async () => {
    const single = ["database.multiAz=false", "acceptedRisks=[singleAzDatabase]"];
    expect(count(await words("ssr", "prod"), "Standby")).to.equal(1);
    expect(count(await words("ssr", "prod", single), "Standby")).to.equal(0);
  });

  it("where tasks may connect by name: port and network, through the NAT instance where that is the way", async () => {
    const egress = "{smtp: {to: 0.0.0.0/0, port: 587}, ledger: {to: pl-0123456789abcdef0, port: 5432, from: [ssr]}}";
    const said = await words("security", "dev", [`network.egress=${egress}`]);
    expect(said).to.include.members(["Smtp", "port 587", "Ledger", "port 5432", "pl-0123456789abcdef0"]);
    expect(said).to.include.members(["port 443, 587, 5432", "to the internet, Ledger and Smtp"]);
    expect(await words("security", "dev"))
      .to.include("to the internet")
      .and.not.include("pl-3b927c52");
  });

  it("NAT stands where the configuration puts it", async () => {
    const said = async (...set: string[]): Promise<number[]> => {
      const all = await words("ssr", "dev", set);
      return [count(all, "NAT instance"), count(all, "NAT gateway")];
    };
    expect(await said()).to.deep.equal([1, 0]);
    expect(await said("network.nat=single")).to.deep.equal([0, 1]);
    expect(await said("network.nat=perAz")).to.deep.equal([0, 2]);
    const moved = await words("ssr", "dev", ["network.nat=single", "network.natAz=b"]);
    expect(moved.indexOf("NAT gateway")).to.be.greaterThan(moved.lastIndexOf("RDS MySQL"));
  });

  it("three zones and another range", async () => {
    const said = await words("ssr", "dev", ["network.azs=[a, b, c]", "network.cidr=10.8.0.0/16"]);
    expect(said).to.include.members(["Availability Zone us-east-1c", "10.8.0.0/16"]);
    expect(count(said, "Public ALB")).to.equal(3);
  });

  it("scaling: bounds, targets, capacity and what rolls back", async () => {
    const set = ["ssr.minTasks=3", "ssr.maxTasks=7", "ssr.scaling.cpuPercent=55", "ssr.onDemandBase=1"];
    const said = await words("scaling", "prod", set);
    expect(said).to.include.members([
      "at least 3, at most 7",
      "starts with 3 tasks",
      "CPU at 55 %",
      "first 1 task, weight 1",
      "weight 4",
      "10 server errors, 2 of 3 minutes",
      "/healthz every 15 s",
    ]);
  });

  it("scaling: instances of an Auto Scaling group", async () => {
    const said = await words("scaling", "prod", ["backend.capacity=ec2Spot"]);
    expect(said).to.include.members([
      "EC2 Auto Scaling group",
      "0 to 10 instances, 2 on demand, else Spot",
      "t4g.medium, c6g.large, c7g.large, m6g.large",
    ]);
  });

  it("security: a group's port is that of its rules", async () => {
    const said = await words("security", "dev", ["ssr.port=4321"]);
    expect(said).to.include.members(["port 4321", "port 3306", "NAT instance", "Private subnets", "10.0.32.0/19"]);
    expect(said).to.include("9 security groups, 14 permitted flows; TCP, all else is refused");
    const spa = await words("security", "dev", ["frontend=spa"]);
    expect(spa).to.include("Internal ALB from CloudFront");
    expect(spa).not.to.include("Public ALB");
  });

  it("security: without NAT nothing goes out to the internet", async () => {
    const none = [
      "network.nat=none",
      "network.endpoints=[ecr.api, ecr.dkr, logs, secretsmanager, sts, ssmmessages, kms]",
    ];
    expect(await words("security", "dev")).to.include("Internet");
    expect(await words("security", "dev", none)).not.to.include("Internet");
  });

  it("timeline: as long as the schedule, and a row a component", async () => {
    const dev = await words("timeline", "dev");
    const prod = await words("timeline", "prod");
    expect(prod).to.include.members(["database", "backend", "edge", "20 min"]);
    expect(dev.join("\n")).to.match(/database Instance 8 min 00 s, then backend Service/u);
    expect(prod.join("\n")).to.match(/database Instance 20 min 00 s, then backend Service/u);
    expect(prod.length).to.be.greaterThan(dev.length);
  });

  it("has a title and a description, and ids that no other picture has", async () => {
    const preview = await previewFixture({ stack: "prod" });
    const ids: string[] = [];
    for (const kind of ["ssr", "scaling", "security", "timeline"] as const) {
      const svg = await pictureSvg(kind, preview);
      expect(svg).to.match(new RegExp(`<title id="${kind}-prod-title">webapp prod: .+</title>`, "u"));
      expect(svg).to.match(new RegExp(`<desc id="${kind}-prod-desc">.{60,}</desc>`, "u"));
      const own = [...svg.matchAll(/\bid="([^"]+)"/gu)].map((match) => match[1] ?? "");
      for (const [, used] of svg.matchAll(/url\(#([^)]+)\)/gu)) expect(own).to.include(used);
      ids.push(...own);
    }
    expect(new Set(ids).size).to.equal(ids.length);
  });

  it("refuses the picture of the other variant", async () => {
    const preview = await previewFixture({ stack: "dev" });
    const message = await pictureSvg("spa", preview).then(
      () => "",
      (error: unknown) => String(error),
    );
    expect(message).to.equal("Error: The picture spa needs a preview of that variant; this one is of ssr.");
  });
});
