import { expect } from "chai";

import { parse, refusal } from "./raw";

const refused = (experiments: unknown, others: Record<string, unknown> = {}): string =>
  refusal(() => parse({ experiments, ...others }));

describe("experiments in the stack file", () => {
  it("are none by default, and by day on working days where nothing else is said", () => {
    expect(parse().experiments).to.equal(undefined);
    expect(parse({ experiments: {} }).experiments).to.deep.equal({
      minutes: 5,
      window: { days: ["MON", "TUE", "WED", "THU"], from: "09:00", to: "16:00", timezone: "UTC" },
    });
  });

  it("take a zone in which something runs", () => {
    expect(refused({ zone: "a" })).to.equal("");
    expect(refused({ zone: "c" })).to.contain(
      'webapp:experiments.zone = "c" must be one of webapp:network.workloadAzs (a, b)',
    );
  });

  it("have a window that begins before it ends, at times that there are", () => {
    const window = { days: ["MON"], from: "16:00", to: "09:00", timezone: "Europe/Madrid" };
    expect(refused({ window })).to.contain("webapp:experiments.window");
    expect(refused({ window })).to.contain("must end later on the day on which it begins");
    expect(refused({ window: { ...window, to: "24:00" } })).to.contain("a time such as 09:00");
    expect(refused({ window: { ...window, days: ["Monday"] } })).to.contain("webapp:experiments.window.days");
    expect(refused({ minutes: 0 })).to.contain("webapp:experiments.minutes");
  });

  it("are a risk that prod accepts by name", () => {
    const prod = { profile: "prod", acceptedRisks: ["plainHttp"] };
    expect(refused({}, prod)).to.contain("whoever may start one of its templates");
    expect(refused({}, { ...prod, acceptedRisks: ["plainHttp", "faultInjection"] })).to.equal("");
    expect(refused(undefined, { ...prod, acceptedRisks: ["plainHttp", "faultInjection"] })).to.contain(
      "accepts faultInjection, which this stack does not take: remove it",
    );
  });
});
