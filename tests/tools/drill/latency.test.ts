import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { T } from "@toolkit/offline/aws-types";
import type { Resource } from "@toolkit/rehearsal/aws/account";
import { shown } from "@toolkit/rehearsal/aws/look";
import { expect } from "chai";

import { drill, type Load } from "../../../tools/drill/drill";
import { type DrillResult } from "../../../tools/drill/result";
import { type Hands } from "../../../tools/daily/hands";
import { LATENCY } from "../../support/latency";
import { EmulatedHands } from "../daily/hands";

const NOON = Date.parse("2026-11-26T12:00:00Z");
const out = join(mkdtempSync(join(tmpdir(), "latency-")), "result.json");

/** A minute of load before the experiment, 20 s while it runs, and two minutes after it: slow while it runs. */
const load: Load = async ({ signal }) => {
  await new Promise<void>((resolve) => {
    signal?.addEventListener("abort", () => {
      resolve();
    });
  });
  return Array.from({ length: 200 }, (_, at) => ({
    at,
    seconds: at >= 60 && at < 80 ? 0.5 : 0.1,
    late: 0,
    status: 200,
  }));
};

describe("a drill that slows tasks", () => {
  let hands: EmulatedHands;

  before(async () => {
    hands = await EmulatedHands.open(LATENCY.map((setting) => `webapp:${setting}`));
    hands.answer = "dev";
  });

  after(() => {
    hands.close();
  });

  function run(): Promise<DrillResult> {
    let passed = 0;
    const clock: Hands = {
      aws: hands.aws,
      attend: (args) => hands.attend(args),
      pulumi: (args) => hands.pulumi(args),
      say: (line) => {
        hands.say(line);
      },
      ask: (question) => hands.ask(question),
      input: () => hands.input(),
      now: () => NOON + passed * 1000,
      sleep: (seconds) => {
        passed += seconds;
        return Promise.resolve();
      },
    };
    const options = { stack: "dev", rate: 2, path: "/", out };
    return drill(clock, "latency", options, new AbortController().signal, load);
  }

  const only = (type: string, name: string): Resource => {
    const found = hands.api.account.all(type).find(({ urn }) => urn.endsWith(`::${name}`));
    if (found === undefined) throw new Error(`no ${type} ${name}`);
    return found;
  };

  /** Why an experiment fails when something of the account is otherwise. */
  function failsWith(resource: Resource, change: Readonly<Record<string, unknown>>): string | undefined {
    const { account } = hands.api;
    account.put({ ...resource, inputs: { ...resource.inputs, ...change } as never }, "update");
    const { id: experimentTemplateId } = only(T.experimentTemplate, "experiments-latency");
    const { experiment } = ask("StartExperiment", { experimentTemplateId, clientToken: "1" });
    const { status, reason } = ask("GetExperiment", { id: experiment.id }).experiment.state;
    account.put(resource, "update");
    expect(status).to.equal("failed");
    return reason;
  }

  interface Answer {
    readonly experiment: { readonly id: string; readonly state: { readonly status: string; readonly reason?: string } };
  }

  const ask = (operation: string, parameters: Readonly<Record<string, string>>): Answer =>
    hands.api.answer({ service: "fis", operation, parameters, region: hands.api.account.region }) as Answer;

  it("says the price, and tells how slow answers were before and meanwhile", async () => {
    hands.said.length = 0;
    const { ended, lost, p95, version } = await run();
    expect(hands.said[0]).to.match(
      /^What leaves the tasks of backend takes 200 ms longer, on dev \(.+\), under 2 requests a second\. 0\.50 USD/,
    );
    expect({ ended: ended.status, lost, p95, version }).to.deep.equal({
      ended: "completed",
      lost: 0,
      p95: { before: 0.1, meanwhile: 0.5 },
      version: 2,
    });
    expect(hands.said.join("\n")).to.contain("0.10 s before, 0.50 s meanwhile");
  });

  it("fails where no agent has registered the tasks", () => {
    const definition = only(T.taskDefinition, "backend");
    const service = only(T.service, "backend");
    const containers = JSON.parse(shown(definition.inputs.containerDefinitions)) as object[];
    const notRegistered = /^The targeted resources could not be used .* not registered as a SSM managed instance\./;
    const alone = { containerDefinitions: JSON.stringify(containers.slice(0, 1)) };
    expect(failsWith(definition, alone)).to.match(notRegistered);
    expect(failsWith(service, { enableExecuteCommand: true })).to.match(notRegistered);
    expect(failsWith(only(T.rolePolicy, "backend-task"), { policy: "{}" })).to.match(notRegistered);
    expect(failsWith(only(T.role, "backend-agent"), { assumeRolePolicy: "{}" })).to.match(notRegistered);
  });

  it("says what AWS FIS said of an experiment that failed", async () => {
    const definition = only(T.taskDefinition, "backend");
    const { account } = hands.api;
    account.put({ ...definition, inputs: { ...definition.inputs, enableFaultInjection: false } }, "update");
    const { ended, lost } = await run();
    account.put(definition, "update");
    expect([ended.status, lost]).to.deep.equal(["failed", 0]);
    expect(hands.said.join("\n")).to.contain(
      "failed: The action slow-backend failed: enableFaultInjection is not enabled",
    );
  });

  it("fails where the tasks let nobody at their network, and where there are none", () => {
    const definition = only(T.taskDefinition, "backend");
    expect(failsWith(definition, { enableFaultInjection: false })).to.match(
      /^The action slow-backend failed: enableFaultInjection is not enabled for tasks of backend/,
    );
    expect(failsWith(definition, { pidMode: undefined })).to.contain("must have pidMode set to task");
    const template = only(T.experimentTemplate, "experiments-latency");
    const [action] = template.inputs.actions as unknown as { parameters: { key: string }[] }[];
    const parameters = action?.parameters.filter(({ key }) => key !== "useEcsFaultInjectionEndpoints");
    expect(failsWith(template, { actions: [{ ...action, parameters }] })).to.contain(
      "on Fargate useEcsFaultInjectionEndpoints must be true",
    );
    expect(failsWith(only(T.service, "backend"), { desiredCount: 0 })).to.equal(
      "Target resolution returned empty set.",
    );
  });
});
