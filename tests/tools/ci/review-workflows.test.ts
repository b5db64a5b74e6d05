import { readFileSync } from "node:fs";
import * as path from "node:path";
import { runInNewContext } from "node:vm";

import { expect } from "chai";
import { parse } from "yaml";

interface Job {
  readonly if: string;
  readonly environment: string;
  readonly concurrency: { readonly group: string; readonly "cancel-in-progress": boolean };
  readonly permissions: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly uses?: string; readonly run?: string; readonly with?: Record<string, string> }[];
}
interface Workflow {
  readonly on: Readonly<Record<string, { readonly types?: readonly string[] } | null>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const workflow = (name: string): Workflow =>
  parse(readFileSync(path.resolve(__dirname, "../../../.github/workflows", `${name}.yml`), "utf8")) as Workflow;

const REPOSITORY = "example/webapp";

interface Event {
  readonly action?: string;
  readonly label?: string;
  readonly labels?: readonly string[];
  readonly from?: string;
  readonly state?: "open" | "closed";
  readonly roles?: string;
  readonly kind?: string;
  readonly ref?: string;
}

/** Jobs of both workflows that GitHub would start: their conditions, as expressions of GitHub's. */
function started(event: Event): string[] {
  const { action, label, labels = [], from = REPOSITORY, state = "open", roles = "arn" } = event;
  const { ref = "refs/heads/main" } = event;
  const pullRequest = { head: { repo: { full_name: from } }, state, labels: labels.map((name) => ({ name })) };
  const known = (kind: string) => ({
    vars: { REVIEW_ROLES: roles },
    github: {
      event_name: kind,
      repository: REPOSITORY,
      ref,
      event: { action, label: label === undefined ? undefined : { name: label }, pull_request: action && pullRequest },
    },
    contains: (list: readonly string[] | undefined, item: string) => list?.includes(item) === true,
    names: (list: readonly { name: string }[] | undefined) => list?.map(({ name }) => name),
  });
  return ["review", "review-keeper"].flatMap((name) => {
    const { on, jobs } = workflow(name);
    // Of a pull request each workflow is told by the event that it asks for.
    const kind = event.kind ?? (name === "review" ? "pull_request" : "pull_request_target");
    if (!Object.hasOwn(on, kind)) return [];
    if (action !== undefined && on[kind]?.types?.includes(action) !== true) return [];
    return Object.entries(jobs).flatMap(([job, { if: condition }]) => {
      const script = condition.replaceAll(/([\w.]+)\.\*\.name/g, "names($1)").replaceAll(/(?<=\w)\.(?=\w)/g, "?.");
      return runInNewContext(script, known(kind)) === true ? [job] : [];
    });
  });
}

describe("workflows of review stacks", () => {
  const label = { action: "labeled", label: "review", labels: ["review"] };
  for (const [what, event, jobs] of [
    ["the label makes role and stack", label, ["stack", "open"]],
    ["a push updates the stack", { action: "synchronize", labels: ["review"] }, ["stack"]],
    ["the label that goes ends it", { action: "unlabeled", label: "review", labels: [] }, ["close"]],
    ["a pull request that is closed ends it", { action: "closed", labels: ["review"], state: "closed" }, ["close"]],
    ["the clock sweeps", { kind: "schedule" }, ["sweep"]],
    ["a person sweeps on main", { kind: "workflow_dispatch" }, ["sweep"]],
    ["a person sweeps on no other branch", { kind: "workflow_dispatch", ref: "refs/heads/x" }, []],
    ["another label does nothing", { action: "labeled", label: "bug", labels: ["review", "bug"] }, []],
    ["another label that goes does nothing", { action: "unlabeled", label: "bug", labels: ["review"] }, []],
    ["a push without the label does nothing", { action: "synchronize", labels: ["bug"] }, []],
    ["a closed pull request gets nothing", { ...label, state: "closed" }, []],
    ["a fork gets nothing", { ...label, from: "somebody/webapp" }, []],
    ["a fork's push gets nothing", { action: "synchronize", labels: ["review"], from: "somebody/webapp" }, []],
    ["a fork ends nothing", { action: "closed", labels: ["review"], from: "somebody/webapp" }, []],
    ["nothing runs where it is not switched on", { ...label, roles: "" }, []],
    ["nor is anything swept there", { kind: "schedule", roles: "" }, []],
  ] as const satisfies readonly (readonly [string, Event, readonly string[]])[]) {
    it(what, () => {
      expect(started(event)).to.deep.equal(jobs);
    });
  }

  const jobs = { ...workflow("review").jobs, ...workflow("review-keeper").jobs };

  it("run in the environments that the roles trust, one after the other where they would meet", () => {
    const settings = Object.entries(jobs).map(([name, { environment, concurrency }]) => [
      name,
      environment,
      concurrency.group.replace("${{ github.event.pull_request.number }}", "N"),
      concurrency["cancel-in-progress"],
    ]);
    expect(settings).to.deep.equal([
      ["stack", "review", "review-stack-N", false],
      ["open", "review-keeper", "review-open", false],
      ["close", "review-keeper", "review-stack-N", false],
      ["sweep", "review-keeper", "review-sweep", false],
    ]);
    for (const { permissions } of Object.values(jobs)) expect(permissions).not.to.have.property("actions");
  });

  it("give the keeper the main branch's code alone, and put nothing of an event into a command", () => {
    const { on, jobs: ofKeeper } = workflow("review-keeper");
    expect(on).to.have.property("pull_request_target");
    for (const [name, { steps }] of Object.entries(ofKeeper)) {
      const checkouts = steps.filter(({ uses = "" }) => uses.startsWith("actions/checkout@"));
      expect(
        checkouts.map((step) => step.with?.ref),
        name,
      ).to.deep.equal(
        // A schedule runs on the default branch by itself.
        name === "sweep" ? [undefined] : ["${{ github.event.repository.default_branch }}"],
      );
    }
    const commands = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
    expect(commands.filter((command) => command.includes("${{"))).to.deep.equal([]);
    expect(Object.keys(workflow("review").on)).to.deep.equal(["pull_request"]);
  });
});
