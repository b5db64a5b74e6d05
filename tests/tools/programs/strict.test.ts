import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NO_NOTES } from "@toolkit/offline/notes";
import { expect } from "chai";
import { unknownProblems, unpricedProblems } from "../../../tools/program/strict";

/** A program with something that has no price, and something that only the account knows. */
const PROGRAM = `
  const aws = require("@pulumi/aws");
  const url = aws.ssm.getParameterOutput({ name: "/shop/url" }).value;
  new aws.iot.Thing("thing", { attributes: { url } });`;

const COMMANDS = ["preview", "cost", "policy"];

describe("--strict", () => {
  let folder = "";

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "strict-"));
    writeFileSync(join(folder, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
    writeFileSync(join(folder, "index.js"), PROGRAM);
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (command: string, ...args: string[]) =>
    spawnSync(
      process.execPath,
      [
        "--require",
        "tsx/cjs",
        "tools/cli.ts",
        command,
        "--program",
        folder,
        "--config",
        "aws:region=us-east-1",
        ...args,
      ],
      { encoding: "utf8" },
    );

  for (const command of COMMANDS) {
    it(`makes ${command} fail for what is unknown or has no price, and says what`, () => {
      const { status, stderr } = run(command, "--strict");
      expect(status).to.equal(1);
      expect(stderr).to.match(/^--strict: \d problems$/m);
      expect(stderr).to.include("only the account knows it");
      if (command !== "policy") expect(stderr).to.include("thing (aws:iot/thing:Thing) has no price");
    });

    it(`is not how ${command} works by default`, () => {
      const { status, stdout, stderr } = run(command);
      expect(status).to.equal(0);
      expect(stderr).to.not.include("--strict");
      expect(stdout).to.not.equal("");
    });
  }

  it("is content with what was answered", () => {
    const { status, stderr } = run(
      ...(["policy", "--strict", "--answer", "aws.ssm.getParameter[/shop/url].value=x"] as const),
      ...["--answer", "aws.ssm.getParameter[/shop/url].insecureValue=x"],
    );
    expect(stderr).to.equal("");
    expect(status).to.equal(0);
  });

  it("names what has no price, and the parts that have none", () => {
    const type = "aws:iot/thing:Thing";
    expect(
      unpricedProblems([
        { name: "a", type, noPrice: "there is no recipe for this type", missing: [] },
        {
          name: "b",
          type,
          noPrice: undefined,
          missing: ["real-time logs, by the line", "Lambda@Edge, by the request"],
        },
      ]),
    ).to.deep.equal([
      "a (aws:iot/thing:Thing) has no price: there is no recipe for this type.",
      "b (aws:iot/thing:Thing) has no price for a part: real-time logs, by the line.",
      "b (aws:iot/thing:Thing) has no price for a part: Lambda@Edge, by the request.",
    ]);
  });

  it("takes examples", () => {
    expect(unknownProblems(undefined)).to.deep.equal([]);
    expect(unknownProblems({ ...NO_NOTES, described: ["aws:iot/thing:Thing"], lookUps: ["ec2.getAmi"] })).to.deep.equal(
      [],
    );
    const notes = { ...NO_NOTES, opaque: ["a"], remote: ["b"], withheld: ["c"] };
    expect(unknownProblems(notes)).to.have.length(3);
  });
});
