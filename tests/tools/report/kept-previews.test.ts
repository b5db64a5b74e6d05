import { RunError } from "@pulumi/pulumi/errors";
import { expect } from "chai";

import { ONE_OF_EACH } from "@toolkit/scaling/availability/failures";
import { assess } from "../../../tools/availability/assess";
import { tradesOf } from "../../../tools/availability/trades";
import { bundledPrices } from "@toolkit/cost/prices";
import { usagePresets } from "@toolkit/cost/usage";
import { whatIfs } from "../../../tools/cost/analysis/what-if";
import { FIXTURE_STACKS } from "../../../tools/program/fixtures";
import { keptPreviews, type Preview, type Run } from "../../../tools/program/kept-previews";
import { previewStack } from "../../../tools/program/program";

describe("previews that are kept for one command", () => {
  const stack = { stack: "prod", folder: FIXTURE_STACKS };

  const refusing = (ran: Run[]): Preview => {
    return (run) => {
      ran.push(run);
      return Promise.reject(new RunError(`run ${ran.length}`));
    };
  };

  it("run the program again for another stack, folder or assignment, and for nothing else", async () => {
    const ran: Run[] = [];
    const preview = keptPreviews(refusing(ran));
    const runs = [stack, { ...stack, stack: "dev" }, { ...stack, folder: "." }, { ...stack, set: ["a=1"] }, stack];
    const said = await Promise.allSettled(runs.map(preview));
    expect(said.map((each) => each.status === "rejected" && (each.reason as Error).message)).to.deep.equal(
      [1, 2, 3, 4, 1].map((count) => `run ${count}`),
    );
    expect(ran).to.deep.equal(runs.slice(0, -1));
  });

  it("give the report's what-ifs and trades the five variants of prod that they have in common", async () => {
    const { config, ...preview } = await previewStack({ stack: "prod", folder: FIXTURE_STACKS });
    const commonTo = async (of: (preview: Preview) => Preview): Promise<number> => {
      const ran: Run[] = [];
      const options = { ...stack, preview: of(refusing(ran)) };
      await whatIfs({ options, config, total: 0, usage: usagePresets.idle, prices: bundledPrices() });
      await tradesOf(config, assess({ config, ...preview }, ONE_OF_EACH), ONE_OF_EACH, options);
      return ran.length;
    };
    expect((await commonTo((each) => each)) - (await commonTo(keptPreviews))).to.equal(5);
  });
});
