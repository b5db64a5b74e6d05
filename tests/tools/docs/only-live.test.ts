import { readFileSync } from "node:fs";

import { expect } from "chai";

import { loadSubcommand } from "../../../tools/cli/load";
import { deployStack } from "../../support/deploy-stack";
import { LATENCY } from "../../support/latency";

const PAGE = readFileSync("docs/only-live.md", "utf8");
const rows = [...PAGE.matchAll(/^\| (?!Claim|-)(.+?) \|(.+?)\|(.+?)\|$/gm)].map(([, claim = "", , command = ""]) => ({
  claim: claim.trim(),
  command: command.trim(),
}));

/** Experiments that a stack can have at most. */
const experiments = async (stack: string, ...set: string[]): Promise<string[]> => {
  const made = await deployStack(stack, { set: [...LATENCY, ...set], mode: "known" });
  return Object.keys((made.outputs.experiments as { templates: object }).templates);
};

describe("docs/only-live.md", () => {
  it("lists each claim once, with what shows it", () => {
    expect(rows.length).to.be.greaterThan(15);
    expect(new Set(rows.map(({ claim }) => claim)).size).to.equal(rows.length);
    expect(rows.filter(({ command }) => !/^(`npm run [a-z-]+.*`|\[.+\]\(runbooks\/.+\))$/.test(command))).to.deep.equal(
      [],
    );
  });

  for (const line of new Set(rows.flatMap(({ command }) => /^`npm run (.+)`$/.exec(command)?.[1] ?? []))) {
    it(`npm run ${line}`, async () => {
      const [name = "", ...args] = line.split(" ").filter((word) => word !== "--");
      const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };
      expect(scripts, name).to.have.property(name);
      const { command } = loadSubcommand(name);
      const flags = args.filter((word) => word.startsWith("--"));
      expect(flags.filter((flag) => !command.options.some(({ long }) => long === flag))).to.deep.equal([]);
      if (name !== "drill") return;
      const stack = args[args.indexOf("--stack") + 1] ?? "";
      const set = stack === "prod" ? ["acceptedRisks=[faultInjection]"] : ["backend.capacity=ec2Spot"];
      expect(await experiments(stack, ...set)).to.include(args[0]);
    });
  }
});
