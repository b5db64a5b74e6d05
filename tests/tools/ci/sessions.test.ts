import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";
import { parse } from "yaml";

import { ROOT } from "../../support/links";

interface Step {
  readonly run?: string;
  readonly uses?: string;
}

const GITHUB = join(ROOT, ".github");
const WORKFLOWS = join(GITHUB, "workflows");

const isInstall = ({ run = "" }: Step): boolean => /\b(npm|npx|yarn|pnpm) (ci|install|i|add)\b/.test(run);
const isSession = ({ uses = "" }: Step): boolean => uses.startsWith("aws-actions/configure-aws-credentials@");

const prepare = (parse(readFileSync(join(GITHUB, "actions/prepare/action.yml"), "utf8")) as { runs: { steps: Step[] } })
  .runs.steps;

describe("jobs with rights", () => {
  it("run no script of a package, and prepare before they take their session", () => {
    const session = prepare.findIndex(isSession);
    const before = prepare.slice(0, session).flatMap(({ run }) => run ?? []);
    expect(before.slice(0, 2)).to.deep.equal(["npm ci --ignore-scripts", "npm run --silent prepare"]);
    expect(prepare.filter(isInstall)).to.have.length(1);
    expect(prepare.slice(session + 1).filter(({ run }) => run !== undefined)).to.deep.equal([]);
  });

  it("install packages and take sessions by that action alone", () => {
    const steps = readdirSync(WORKFLOWS).flatMap((file) => {
      const { jobs } = parse(readFileSync(join(WORKFLOWS, file), "utf8")) as {
        jobs: Readonly<Record<string, { steps?: Step[] }>>;
      };
      return Object.values(jobs).flatMap((job) => job.steps ?? []);
    });
    expect(steps).to.have.length.above(10);
    expect(steps.filter((step) => isInstall(step) || isSession(step))).to.deep.equal([]);
  });
});
