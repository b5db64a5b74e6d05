import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { drill, type Load } from "../../../tools/drill/drill";
import { isInside } from "../../../tools/drill/window";
import { type Hands } from "../../../tools/daily/hands";
import { refusal } from "../../support/refusal";
import { EmulatedHands } from "../daily/hands";

/** A Thursday at noon, UTC. */
const NOON = Date.parse("2026-11-26T12:00:00Z");
const folder = mkdtempSync(join(tmpdir(), "drill-"));
const options = { stack: "dev", rate: 2, path: "/", out: join(folder, "result.json") };

/** Hands of the emulated account with a clock that sleeping turns on. */
function onClock(hands: EmulatedHands, start = NOON): Hands & { passed: number } {
  const own = {
    passed: 0,
    aws: hands.aws,
    attend: (args: readonly string[]) => hands.attend(args),
    pulumi: (args: readonly string[]) => hands.pulumi(args),
    say: (line: string) => {
      hands.say(line);
    },
    ask: (question: string) => hands.ask(question),
    input: () => hands.input(),
    now: () => start + own.passed * 1000,
    sleep: async (seconds: number) => {
      own.passed += seconds;
      await hands.sleep();
    },
  };
  return own;
}

/** A load whose requests fail for some seconds after its begin, until it is ended. */
const load =
  (lost: readonly number[]): Load =>
  async ({ signal, url }) => {
    expect(url.href).to.match(/^https:\/\/\w+\.cloudfront\.net\/$/);
    await new Promise<void>((resolve) => {
      if (signal?.aborted === true) resolve();
      else
        signal?.addEventListener("abort", () => {
          resolve();
        });
    });
    return Array.from({ length: 200 }, (_, at) => ({
      at,
      seconds: 0.1,
      late: 0,
      status: lost.includes(at) ? 503 : 200,
    }));
  };

const never = new AbortController().signal;

describe("a drill on a deployed stack", () => {
  let hands: EmulatedHands;

  before(async () => {
    hands = await EmulatedHands.open(["webapp:experiments={}"]);
  });

  beforeEach(() => {
    hands.said.length = 0;
    hands.answer = "dev";
    hands.api.runtime.experiments.length = 0;
    hands.api.runtime.alarmHistory.length = 0;
    hands.onSleep = () => Promise.resolve();
  });

  after(() => {
    hands.close();
  });

  const expected = (): string[] => {
    const { templates } = hands.outputs.experiments as { templates: Record<string, { expectedAlarms: string[] }> };
    return templates.zone?.expectedAlarms ?? [];
  };

  it("says what it does, where, and at what price, and does nothing without the stack's name", async () => {
    hands.answer = "yes";
    expect(await refusal(drill(onClock(hands), "zone", options, never, load([])))).to.equal("Nothing was done.");
    expect(hands.said[0]).to.match(
      /^Nothing gets into or out of the subnets of zone b, on dev \(https:\/\/\w+\.cloudfront\.net\), under 2 requests a second\. 0\.50 USD, and the requests\.$/,
    );
    expect(hands.api.runtime.experiments).to.deep.equal([]);
  });

  it("counts what was lost and for how long, what AWS counted, and the alarms that fired and that should have", async () => {
    const [first = "", second = ""] = expected();
    hands.api.runtime.alarmHistory.push(
      { alarm: first, time: NOON + 90_000, summary: "Alarm updated from OK to ALARM" },
      { alarm: second, time: NOON + 90_000, summary: "Alarm updated from ALARM to OK" },
      { alarm: "long-ago", time: NOON - 90_000, summary: "Alarm updated from OK to ALARM" },
    );
    hands.api.runtime.counted.set("HTTPCode_Target_5XX_Count", [{ time: NOON + 60_000, sum: 3 }]);
    // The experiment begins after a minute of load; a request was lost before it, too.
    const result = await drill(onClock(hands), "zone", options, never, load([10, 61, 74]));
    expect(result).to.deep.include({
      stack: "dev",
      experiment: "zone",
      requests: 200,
      lost: 3,
      recoverySeconds: 14,
      fired: [first],
      silent: [second],
    });
    expect(Object.values(result.counted)).to.deep.equal([3, 3]);
    expect(result.ended.status).to.equal("completed");
    expect(hands.said.at(-1)).to.equal("3 of 200 requests lost; the last 14 s after the experiment began");
    const written = JSON.parse(readFileSync(options.out, "utf8")) as { digest: string; lost: number };
    expect(written.digest).to.match(/^[0-9a-f]{64}$/);
    expect(written.lost).to.equal(3);
  });

  it("stops the experiment when it is told to, and says so", async () => {
    const stop = new AbortController();
    hands.onSleep = () => {
      if (hands.api.runtime.experiments.length > 0) stop.abort();
      return Promise.resolve();
    };
    const result = await drill(onClock(hands), "nat", options, stop.signal, load([10]));
    expect(result.ended).to.deep.include({ status: "stopped", reason: "Experiment stopped by user." });
    // What was lost before it began is none of its doing.
    expect([result.lost, result.recoverySeconds]).to.deep.equal([1, 0]);
  });

  it("asks for the outputs once, and refuses a stack that is not deployed", async () => {
    hands.pulumiCalls.length = 0;
    hands.answer = "";
    await refusal(drill(onClock(hands), "zone", options, never, load([])));
    expect(hands.pulumiCalls.map(([area, what]) => `${area ?? ""} ${what ?? ""}`)).to.deep.equal(["stack output"]);
    const empty = { ...onClock(hands), pulumi: () => Promise.resolve({ exitCode: 0, stdout: "{}", stderr: "" }) };
    expect(await refusal(drill(empty, "zone", options, never, load([])))).to.match(
      /^The stack dev has no output .*: deploy it with pulumi up --stack dev first\.$/,
    );
  });

  it("refuses outside of the window, and what the stack has not, with what it has", async () => {
    const night = Date.parse("2026-11-26T16:00:00Z");
    expect(await refusal(drill(onClock(hands, night), "zone", options, never, load([])))).to.equal(
      "It is THU 16:00 UTC; drills on dev start MON, TUE, WED, THU 09:00 to 16:00 UTC (webapp:experiments.window).",
    );
    expect(await refusal(drill(onClock(hands), "zones", options, never, load([])))).to.equal(
      "dev has no experiment zones. Did you mean zone? There is: nat, tasks, zone (docs/drills.md).",
    );
    const without = await EmulatedHands.open();
    expect(await refusal(drill(onClock(without), "zone", options, never, load([])))).to.contain(
      "dev has no experiments: pulumi config set --stack dev --path webapp:experiments.minutes 5, and deploy it.",
    );
    without.close();
    expect(hands.api.runtime.experiments).to.deep.equal([]);
  });

  it("knows days and times of a zone, through a change of clocks", () => {
    const window = { days: ["MON"], from: "09:00", to: "10:00", timezone: "Europe/Madrid" };
    const inside = (moment: string) => isInside(window, new Date(moment));
    expect(["2026-11-30T08:00Z", "2026-11-30T08:59Z", "2026-11-30T09:00Z"].map(inside)).to.deep.equal([
      true,
      true,
      false,
    ]);
    expect(["2026-07-06T07:00Z", "2026-07-06T08:00Z", "2026-07-07T07:30Z"].map(inside)).to.deep.equal([
      true,
      false,
      false,
    ]);
  });
});
