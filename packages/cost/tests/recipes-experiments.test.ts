import { T } from "@toolkit/offline/aws-types";
import { expect } from "chai";

import { costOf, linesOf, resource, usage } from "./support/fixtures";

const action = (duration?: string) => ({
  name: "cut",
  actionId: "aws:network:disrupt-connectivity",
  parameters:
    duration === undefined
      ? []
      : [
          { key: "scope", value: "all" },
          { key: "duration", value: duration },
        ],
});
const monthly = usage({ operations: { experimentRuns: 1 } });
const template = (...actions: object[]) => resource(T.experimentTemplate, "zone", { actions });

describe("experiments", () => {
  it("cost 0.10 USD for each minute of each action, one run a month", () => {
    expect(costOf([template(action("PT5M"))], "zone", monthly)).to.be.closeTo(0.5, 1e-9);
    expect(costOf([template(action("PT5M"), action("PT1H"))], "zone", monthly)).to.be.closeTo(6.5, 1e-9);
  });

  it("count a minute for an action without a duration", () => {
    expect(linesOf([template(action(), action())], "zone", monthly)[0]).to.include({
      name: "Action-minutes",
      monthlyQuantity: 2,
    });
  });
});
