import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { runReport } from "../../../tools/report/command";
import { inFolder } from "../../../tools/cli/options";
import { optionsOf } from "../../../tools/cli/read";
import { reportCommand } from "../../../tools/report/options";
import { writePage } from "../../../tools/report/write";
import { rejection } from "../../../packages/offline/tests/fixtures";
import { ON_FIXTURES } from "../../support/command-line";
import { DAY, textOf } from "./support";
import { runSubcommand } from "../ci/run-script";

describe("npm run report", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "webapp-report-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const read = (...args: string[]) => inFolder(optionsOf(reportCommand(), args));
  const run = (...args: string[]): Promise<string> => runReport(read(...ON_FIXTURES, ...args), DAY);

  it("writes the page to a folder that it makes, and prints the path, and on standard error what is to be filled in", async () => {
    const out = join(folder, "new", "report.html");
    const args = [...ON_FIXTURES, "--stack", "prod", "--out", out];
    const { stdout, stderr, exitCode } = await runSubcommand("report", args);
    expect({ stdout, exitCode }).to.deep.equal({ stdout: `${out}\n`, exitCode: 0 });
    expect(stderr).to.match(/^To be filled in before the first deployment of prod, .*: aws:allowedAccountIds, .*\.\n$/);
    const page = readFileSync(out, "utf8");
    expect(page).to.match(/^<!doctype html>\n/);
    const text = textOf(page);
    expect(text)
      .to.include("database in one zone")
      .and.include("Against dev")
      .and.include("Load balancing and scaling");
  });

  describe("of one run", () => {
    let usage: string;
    let out: string;
    let text: string;

    before(async () => {
      const inputs = mkdtempSync(join(tmpdir(), "webapp-usage-"));
      usage = join(inputs, "usage.yaml");
      writeFileSync(usage, "logs: { flowGb: 1 }\n");
      out = await run("--set", "frontend=spa", "--set", "aws:region=eu-central-1", "--usage", usage);
      rmSync(inputs, { recursive: true });
      text = textOf(readFileSync(out, "utf8"));
    });

    it("takes the usage from a file, and the configuration from --set", () => {
      expect(text).to.include("Single-page application in eu-central-1").and.include(`at usage ${usage}`);
      expect(text).to.include("changed for this report by frontend=spa , aws:region=eu-central-1");
    });

    it("says that the cost is about so much in a region whose prices are estimated", () => {
      expect(text)
        .to.match(/Monthly cost about \d/)
        .and.include("eu-central-1")
        .and.include("permitted flows");
    });

    it("writes to build/ under the stack's name by default", () => {
      expect(out).to.equal("build/report-dev.html");
    });
  });

  it("refuses a stack that does not exist, with those that do", async () => {
    const out = join(folder, "report.html");
    expect(await rejection(run("--stack", "staging", "--out", out))).to.match(/Unknown stack "staging".*dev, prod/);
    expect(existsSync(out)).to.equal(false);
  });

  it("refuses a usage that is none", async () => {
    expect(await rejection(run("--usage", "huge", "--out", join(folder, "r.html")))).to.match(/huge.*small/s);
  });

  it("names every option it does not know", () => {
    expect(() => read("--stak", "prod", "--output")).to.throw(
      /Unknown option --stak; did you mean --stack\?\nUnknown option --output.*\nnpm run report -- --help/,
    );
    expect(() => read("--out")).to.throw("--out needs a value.");
  });

  it("says why a file cannot be written", () => {
    expect(() => {
      writePage(folder, "");
    }).to.throw(`--out ${folder} cannot be written: it is a folder. Name a file in it.`);
    const file = join(folder, "file");
    writeFileSync(file, "");
    expect(() => {
      writePage(join(file, "report.html"), "");
    }).to.throw("a part of the path is a file, not a folder.");
    if (existsSync("/proc/self")) {
      expect(() => {
        writePage("/proc/none/report.html", "");
      }).to.throw("--out /proc/none/report.html cannot be written: the folder cannot be made there.");
    }
    mkdirSync(join(folder, "there"));
    writePage(join(folder, "there", "page.html"), "page");
    expect(readFileSync(join(folder, "there", "page.html"), "utf8")).to.equal("page");
  });
});
