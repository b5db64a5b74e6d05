import { expect } from "chai";

import { parseStackConfig, type StackConfig } from "../../../stacks/config";
import { image, parse, parseProd, raw, refusal } from "./raw";

const lines = (run: () => unknown) => refusal(run).split("\n");

/** Overrides with the default that each replaces, without the folders of the tests' own. */
const settingsIn = ({ overrides }: StackConfig) =>
  overrides
    .filter(({ value }) => !JSON.stringify(value).includes("tests/fixtures/"))
    .map(({ key, value, default: standard }) => [key, value, standard]);

describe("configuration", () => {
  it("fills a dev stack from two keys", () => {
    const config = parse();
    expect(config.prefix).to.equal("webapp-dev");
    expect(config.frontend).to.equal("ssr");
    expect(config.network).to.deep.equal({
      cidr: "10.0.0.0/16",
      reservedCidrs: ["172.17.0.0/16"],
      azs: ["a", "b"],
      workloadAzs: ["a", "b"],
      nat: "instance",
      natAz: "a",
      endpoints: [],
      s3Buckets: [],
      egress: {},
      flowLogs: "rejected",
    });
    expect(config.backend).to.include({ port: 8080, cpu: 256, memory: 512, capacity: "fargateSpot", onDemandBase: 0 });
    expect(config.database).to.include({ instanceClass: "db.t4g.micro", multiAz: false, finalSnapshot: false });
    expect(config.domain).to.equal(undefined);
    expect(settingsIn(config)).to.deep.equal([]);
  });

  it("gives prod its own defaults", () => {
    const config = parseProd();
    expect(config.network.nat).to.equal("perAz");
    expect(config.network).not.to.have.property("natAz");
    expect(config.database).to.include({ multiAz: true, deletionProtection: true, finalSnapshot: true });
    expect(config.backend).to.include({ minTasks: 2, onDemandBase: 2 });
    expect(config.protection).to.include({ waf: true, customerManagedKeys: true, auditTrail: "own" });
  });

  it("puts a single NAT in the first zone that runs the workload", () => {
    expect(parse({ network: { nat: "single", workloadAzs: ["b"] } }).network.natAz).to.equal("b");
  });

  it("lists overrides with the default they replace, not values equal to it", () => {
    const config = parse({ backend: { cpu: 512, memory: 1024, port: 8080 } });
    expect(settingsIn(config)).to.deep.equal([
      ["backend.cpu", 512, 256],
      ["backend.memory", 1024, 512],
    ]);
  });

  it("reads account ids that YAML took for numbers", () => {
    expect(parse({}, { allowedAccountIds: [123456789012] }).aws.allowedAccountIds).to.deep.equal(["123456789012"]);
    expect(refusal(() => parse({}, { allowedAccountIds: [12345678901] }))).to.include(
      "aws:allowedAccountIds.0 = 12345678901 must be an AWS account id of 12 digits, in quotes if it begins with 0",
    );
  });

  it("reports every problem at once, each with key, value and what is allowed", () => {
    const message = lines(() =>
      parse(
        { frontend: "csr", backend: { cpuu: 1, minTasks: "two" }, database: { multiAZ: true }, netwrok: {} },
        { region: "moon" },
      ),
    );
    expect(message).to.have.members([
      "Configuration of stack dev: 6 problems.",
      '  aws:region = "moon" must be an AWS region such as us-east-1',
      '  webapp:frontend = "csr" must be one of ssr, spa',
      '  webapp:backend.minTasks = "two" must be a number',
      '  webapp:backend.cpuu unknown; did you mean "cpu"?',
      '  webapp:database.multiAZ unknown; did you mean "multiAz"?',
      '  webapp:netwrok unknown; did you mean "network"?',
    ]);
  });

  it("checks the sections that are right against each other, beside those that are not", () => {
    const wrong = { frontend: "csr", ssr: { cpu: 300 }, domain: { name: "x" }, backend: { port: 0, cpu: 300 } };
    const message = refusal(() => parse(wrong)).split("\n");
    expect(message.filter((line) => line.includes("ssr.cpu"))).to.have.length(1);
    expect(message[0]).to.equal("Configuration of stack dev: 4 problems.");
    expect(message.filter((line) => line.includes("backend"))).to.deep.equal([
      "  webapp:backend.port = 0 must be at least 1024",
    ]);
  });

  it("guesses nothing about risks when it cannot read which are accepted", () => {
    const message = refusal(() => parseProd({ acceptedRisks: ["foo", "natInstance"], network: { nat: "instance" } }));
    expect(message).to.match(/^Configuration of stack prod: 1 problem\.\n {2}webapp:acceptedRisks\.0 = "foo" must be/);
  });

  it("names the key that takes a risk, with its value", () => {
    const images = {
      backend: { image: image("backend"), minTasks: 1 },
      ssr: { image: image("frontend"), minTasks: 1 },
    };
    const lines = refusal(() => parseProd(images)).split("\n");
    expect(lines.map((line) => line.split(" is refused")[0])).to.deep.equal([
      "Configuration of stack prod: 2 problems.",
      "  webapp:backend.minTasks = 1",
      "  webapp:ssr.minTasks = 1",
    ]);
  });

  it("refuses settings of the AWS provider that it would not pass on", () => {
    expect(refusal(() => parse({}, { regoin: "eu-west-1" }))).to.include('aws:regoin unknown; did you mean "region"?');
    expect(refusal(() => parse({}, { maxRetries: "5", profile: "work" }))).to.equal(
      "Configuration of stack dev: 1 problem.\n  aws:maxRetries unknown; known keys: region, profile, allowedAccountIds, assumeRoles, defaultTags",
    );
  });

  it("names the keys there are when none is near", () => {
    expect(refusal(() => parse({ access: { zzzzzzzz: 1 } }))).to.include(
      "webapp:access.zzzzzzzz unknown; known keys: exec",
    );
  });

  it("says what is missing", () => {
    expect(refusal(() => parse({ domain: { name: "app.example.com" } }))).to.include("webapp:domain.zoneId is missing");
    expect(refusal(() => parseStackConfig({ ...raw(), aws: {} }))).to.include("aws:region is missing");
  });

  it("names what is wrong in the form of an image that was meant", () => {
    const built = { build: "app/backend", target: "-x", args: { "A-B": "1", C: 2 }, dokerfile: "d" };
    expect(lines(() => parse({ backend: { image: built } }))).to.have.members([
      "Configuration of stack dev: 4 problems.",
      '  webapp:backend.image.target = "-x" must be the name of a stage of the Dockerfile',
      "  webapp:backend.image.args.A-B must be the name of a build argument",
      "  webapp:backend.image.args.C = 2 must be a string",
      '  webapp:backend.image.dokerfile unknown; did you mean "dockerfile"?',
    ]);
    for (const wrong of [{}, { build: "a", uri: "b" }, "app/backend", { target: "x" }]) {
      expect(
        refusal(() => parse({ backend: { image: wrong } })),
        JSON.stringify(wrong),
      ).to.include("webapp:backend.image");
    }
  });

  it("refuses a section that is not a mapping", () => {
    expect(refusal(() => parse({ backend: "small" }))).to.include('webapp:backend = "small" must be a mapping');
  });

  it("refuses names that AWS would refuse later", () => {
    expect(refusal(() => parseStackConfig({ ...raw(), stack: "My_Stack" }))).to.include("webapp-My_Stack");
    expect(refusal(() => parseStackConfig({ ...raw(), stack: "x".repeat(30) }))).to.include("24 characters at most");
  });
});
