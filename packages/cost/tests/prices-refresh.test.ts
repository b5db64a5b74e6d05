import { expect } from "chai";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { CostError, loadPriceBook, parsePriceTable, type PriceTable } from "../src";
import { runRefresh } from "../src/prices/refresh/run";
import { readOfferFile } from "../src/prices/refresh/offer-file";
import { PriceList } from "../src/prices/refresh/price-list";
import { queryOf } from "../src/prices/refresh/queries";
import { refreshTable } from "../src/prices/refresh/refresh-table";
import table from "../src/prices/table.json";
import { type PriceListServer, servePriceList } from "./support/price-list-server";

const today = "2026-12-01";
const rowOf = (refreshed: PriceTable, key: string, region = "us-east-1") => refreshed.regions[region]?.[key];

describe("price refresh", () => {
  let server: PriceListServer;
  let refreshed: PriceTable;
  let outcome: Awaited<ReturnType<typeof refreshTable>>["outcome"];

  before(async () => {
    server = await servePriceList();
    const list = new PriceList(fetch, server.url);
    ({ table: refreshed, outcome } = await refreshTable(parsePriceTable(table), list, ["us-east-1"], today));
  });
  after(() => server.close());

  it("takes price, SKU and catalogue version from the offer of the region", () => {
    expect(rowOf(refreshed, "nat.hour")).to.deep.equal({
      usd: 0.046,
      unit: "h",
      source: "AWS-PRICE-LIST",
      date: today,
      confidence: "A",
      sku: "M2YSHUBETB3JX4M4",
      catalogVersion: "AmazonEC2 20260925174521",
      refresh: "updated",
    });
  });

  it("tells products of one usage type apart by their attributes", () => {
    expect(rowOf(refreshed, "alb.hour")).to.include({ usd: 0.0225, sku: "37CUWUT8GSNQEPUV" });
    expect(rowOf(refreshed, "ec2.t4g.nano")).to.include({ usd: 0.0042, sku: "FIXTURET4GNANO01" });
  });

  it("reads each tier, and prices of single units in the unit of the row", () => {
    expect(rowOf(refreshed, "cloudfront.out.us_eu.gb")).to.include({ usd: 0.085, refresh: "updated" });
    expect(rowOf(refreshed, "cloudfront.out.us_eu.next40tb.gb")).to.include({ usd: 0.08, refresh: "updated" });
    expect(rowOf(refreshed, "cloudfront.out.us_eu.next4pb.gb")).to.include({ usd: 0.025, refresh: "notFound" });
    expect(rowOf(refreshed, "cloudfront.function1m")).to.include({ usd: 0.1, sku: "FIXTURECFFN00001" });
  });

  it("takes the class of a table for no region, and the processor of a function for no other usage type", () => {
    const keys = Object.keys(table.regions["us-east-1"]).filter((key) => /^(dynamodb|lambda)\./.test(key));
    expect(keys).to.have.length(26);
    for (const [plain, other] of [
      ["dynamodb.write1m", "IA-WriteRequestUnits"],
      ["dynamodb.gb", "IA-TimedStorage-ByteHrs"],
      ["dynamodb.rcu.hour", "EUC1-IA-ReadCapacityUnit-Hrs"],
      ["lambda.x86.req1m", "EU-Request-ARM"],
    ] as const)
      expect(queryOf(plain)?.usagetype.test(other), other).to.equal(false);
    for (const [key, usagetype] of [
      ["dynamodb.write1m", "EUC1-WriteRequestUnits"],
      ["dynamodb.ia.write1m", "EU-IA-WriteRequestUnits"],
      ["dynamodb.gb", "TimedStorage-ByteHrs"],
      ["lambda.arm.run.next11b", "EU-Lambda-GB-Second-ARM"],
    ] as const)
      expect(queryOf(key)?.usagetype.test(usagetype), usagetype).to.equal(true);
    expect(keys.filter((key) => queryOf(key) === undefined)).to.deep.equal([]);
  });

  it("keeps and marks rows that are missing, contradictory or not in the price list at all", () => {
    expect(rowOf(refreshed, "kms.key")).to.include({ usd: 1, refresh: "notFound", source: "PL-A" });
    expect(rowOf(refreshed, "ebs.gp3.gb")).to.include({ usd: 0.08, refresh: "ambiguous" });
    expect(rowOf(refreshed, "fargate.spot.arm.vcpu")).to.include({ usd: 0.01008421, refresh: "handDated" });
    expect(outcome.ambiguous).to.deep.equal(["us-east-1 ebs.gp3.gb"]);
    expect(outcome.updated).to.have.length(10).and.include("us-east-1 nlb.hour");
  });

  it("leaves no row at confidence A without SKU and catalogue version", () => {
    const rows = Object.values(refreshed.regions["us-east-1"] ?? {}).filter(({ confidence }) => confidence === "A");
    expect(rows).not.to.be.empty;
    expect(rows.every(({ sku, catalogVersion }) => sku !== undefined && catalogVersion !== undefined)).to.be.true;
  });

  it("leaves other regions alone and stays a valid table of the new date", () => {
    expect(refreshed.regions["eu-west-1"]).to.deep.equal(parsePriceTable(table).regions["eu-west-1"]);
    expect(loadPriceBook(refreshed).compiled).to.equal(today);
  });

  it("opens each offer once, at the immutable address of the region's version", () => {
    const files = server.requests.filter((path) => path.includes("/us-east-1/"));
    expect(files).to.have.members([
      "/offers/v1.0/aws/AmazonEC2/20260925174521/us-east-1/index.json",
      "/offers/v1.0/aws/AWSELB/20260911124544/us-east-1/index.json",
    ]);
    expect(server.requests.filter((path) => path.endsWith("/aws/index.json"))).to.have.length(1);
  });

  it("ignores products of other regions", async () => {
    const { table: european } = await refreshTable(
      parsePriceTable(table),
      new PriceList(fetch, server.url),
      ["eu-west-1"],
      today,
    );
    expect(rowOf(european, "nat.hour", "eu-west-1")).to.include({ usd: 0.048, sku: "FIXTUREEUNATHOUR" });
  });
});

describe("the refresh of the price table", () => {
  let server: PriceListServer;
  let folder: string;

  before(async () => {
    server = await servePriceList();
    folder = mkdtempSync(join(tmpdir(), "prices-"));
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await server.close();
  });

  const run = async (region: string, out?: string) => {
    const lines: string[] = [];
    await runRefresh({ regions: [region], out, url: server.url, fetch, today, print: (line) => lines.push(line) });
    return lines;
  };
  const failure = (promise: Promise<unknown>) =>
    promise.then(
      () => undefined,
      (error: unknown) => error,
    );

  it("writes the table and prints what it did", async () => {
    const out = join(folder, "table.json");
    const lines = await run("us-east-1", out);
    expect(lines).to.include.members(["updated: 10", "ambiguous: 1", "  ambiguous: us-east-1 ebs.gp3.gb"]);
    const written = parsePriceTable(JSON.parse(readFileSync(out, "utf8")));
    expect(rowOf(written, "nat.hour")?.usd).to.equal(0.046);
  });

  it("adds a region with the rows that the price list has", async () => {
    const out = join(folder, "new.json");
    await run("eu-central-1", out);
    const written = parsePriceTable(JSON.parse(readFileSync(out, "utf8")));
    expect(Object.keys(written.regions["eu-central-1"] ?? {}))
      .to.include("cloudfront.out.us_eu.gb")
      .and.not.include("kms.key");
  });

  it("says which rows of a region stay estimated", async () => {
    const lines = await run("mx-central-1", join(folder, "mexico.json"));
    expect(lines.some((line) => /^estimated: \d{3}$/.test(line))).to.equal(true);
    expect(lines).to.include("  estimated: mx-central-1 kms.key");
  });

  it("refuses what is no region, and a server that does not answer or answers badly", async () => {
    expect(await failure(run("Ireland")))
      .to.be.instanceOf(CostError)
      .with.property("message")
      .match(/Ireland/);
    const gone = await failure(new PriceList(fetch, `${server.url}/nowhere`).open("AmazonEC2", "us-east-1"));
    expect(gone)
      .to.be.instanceOf(CostError)
      .with.property("message")
      .match(/status 404/);
    const offline = () => Promise.reject(new Error("offline"));
    const unreachable = await failure(new PriceList(offline, "http://127.0.0.1").open("AmazonEC2", "us-east-1"));
    expect(unreachable)
      .to.be.instanceOf(CostError)
      .with.property("message")
      .match(/cannot be reached: offline/);
  });
});

describe("reading an offer file", () => {
  const bytes = (...texts: string[]) =>
    (async function* () {
      for (const t of texts) yield await Promise.resolve(new TextEncoder().encode(t));
    })();
  const failure = (...texts: string[]) =>
    readOfferFile(bytes(...texts), () => true).then(
      () => "",
      (error: unknown) => String(error),
    );

  it("refuses a file that is no offer file or ends early", async () => {
    expect(await failure("<html>")).to.match(/CostError: The offer file is not in the Price List's format/);
    expect(await failure('{"offerCode": "X"}')).to.match(/lacks offerCode and version/);
    expect(await failure('{"offerCode": "X", "version": "1", "products": {')).to.match(/ends early/);
    expect(await failure('{"offerCode":"X","version":"1","products":{"A":{"no":1}}}')).to.match(/CostError/);
  });

  it("keeps only what is wanted", async () => {
    const product = (sku: string) => `"${sku}":{"sku":"${sku}","attributes":{"usagetype":"${sku}"}}`;
    const text = `{"offerCode":"X","version":"1","products":{${product("A")},${product("B")}},"terms":{"OnDemand":{}}}`;
    const file = await readOfferFile(bytes(text.slice(0, 50), text.slice(50)), ({ usagetype }) => usagetype === "B");
    expect(file.products.map(({ sku }) => sku)).to.deep.equal(["B"]);
  });
});
