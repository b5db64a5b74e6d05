import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import type { sarifOf } from "@toolkit/policies/sarif";
import { Sources } from "../../../tools/policies/sources";
import { FIXTURE_STACKS } from "../../../tools/program/fixtures";
import { isOurSource } from "../../support/ours";
import { runSubcommand } from "../ci/run-script";

describe("npm run policy -- --sarif", () => {
  it("finds each resource at a line of a file that makes one", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "webapp-sarif-"));
    const file = path.join(folder, "policies.sarif");
    const args = ["--stack", "dev", "--stacks", FIXTURE_STACKS, "--set", "database.backupRetentionDays=3"];
    const { exitCode, stdout } = await runSubcommand("policy", [...args, "--sarif", file]);
    const [run] = (JSON.parse(readFileSync(file, "utf8")) as ReturnType<typeof sarifOf>).runs;
    rmSync(folder, { recursive: true });
    expect(exitCode).to.equal(1);
    expect(stdout).to.contain("rds-backups");
    const results = run?.results ?? [];
    const filesOf = results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri ?? "");
    const lines = results.map(({ locations }, index) => {
      const { region } = locations[0]?.physicalLocation ?? {};
      const source = filesOf[index] ?? "";
      const text = existsSync(source) ? readFileSync(source, "utf8").split("\n") : [];
      return `${source}: ${(text[(region?.startLine ?? 0) - 1] ?? "").trim()}`;
    });
    expect(lines.filter((line) => !/\.ts: .*\bnew /.test(line))).to.deep.equal([]);
    const open = results.filter(
      ({ suppressions }, index) =>
        suppressions === undefined && isOurSource(readFileSync(filesOf[index] ?? "", "utf8")),
    );
    expect(open.map(({ ruleId }) => ruleId)).to.deep.equal(["rds-backups"]);
    expect(lines[results.findIndex((result) => result === open[0])]).to.match(
      /^components\/data\/database\.ts: .*new aws\.rds\.Instance\(/,
    );
    expect(results.filter(({ suppressions }) => suppressions?.[0]?.justification === "")).to.deep.equal([]);
  });

  it("is not for another program", async () => {
    const { exitCode, stderr } = await runSubcommand("policy", ["--program", "x", "--sarif", "y"]);
    expect([exitCode, stderr.split("\n")[0]]).to.deep.equal([
      1,
      "--sarif is about this program's own files: leave it out with --program.",
    ]);
  });

  it("takes the innermost call in the repository, and the program where there is none", () => {
    const sources = new Sources("/repo");
    const at = (file: string, line: number) => ({ uri: pathToFileURL(file).href, line });
    sources.note("a", [at("/repo/node_modules/x/a.js", 1), at("/repo/components/a.ts", 2), at("/repo/index.ts", 3)]);
    sources.note("b", [at("/other/a.ts", 1), { uri: "node:internal", line: 1 }]);
    expect(["a", "b", "c"].map(sources.placeOf)).to.deep.equal([
      { file: "components/a.ts", line: 2 },
      { file: "index.ts", line: 1 },
      { file: "index.ts", line: 1 },
    ]);
  });
});
