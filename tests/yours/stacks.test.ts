import { expect } from "chai";

import { monthlyLine } from "../../tools/cost/monthly-line";
import { isClean, renderRun, runPolicies } from "../../tools/policies/run";
import { previewStack, type StackPreview } from "../../tools/program/program";
import { PLAIN } from "@toolkit/offline/render/style";
import { stacksIn } from "@toolkit/offline/stack-file";

/** A failure that says what to do about it. */
const mend = (problem: string, how: string): never => expect.fail(`${problem.trimEnd()}\n→ ${how}`);

// The only tests that read the stack files of this checkout: they hold for every valid configuration. All others run on
// tests/fixtures/stacks.
for (const stack of stacksIn()) {
  describe(`your Pulumi.${stack}.yaml`, function () {
    let preview: StackPreview | undefined;

    it("is previewed, and shows as much in a first preview as in later ones", async () => {
      preview = await previewStack({ stack, mode: "both" }).catch((error: unknown) =>
        mend((error as Error).message, `npm run preview -- --stack ${stack} shows it while you mend it`),
      );
      expect(preview.graph.managed.length).to.be.greaterThan(0);
    });

    it("has no finding that nobody has accepted", async function () {
      if (preview === undefined) this.skip();
      const run = await runPolicies({ stack, set: [] });
      const text = renderRun(run, { accepted: false }, new Date().toISOString().slice(0, 10), PLAIN);
      const how = `mend it as it says, or accept it (docs/policies.md): npm run policy -- --stack ${stack}`;
      if (!isClean(run)) mend(text, how);
    });

    it("has a price, or a reason why it has none", function () {
      if (preview === undefined) this.skip();
      expect(monthlyLine(preview.document)).to.match(/^((at least )?(about )?[\d,.]+ USD |unknown: \S)/);
    });
  });
}
