import { RunError } from "@pulumi/pulumi/errors";
import { expect } from "chai";
import fc from "fast-check";

import { shuffled } from "@toolkit/rehearsal/traffic/order";
import { combinations } from "../../stacks/combinations";
import { changes } from "./changes";
import { meet, unnamed } from "./errors";

describe("traffic while two things of a stack change at once", () => {
  it("nothing is lost that neither of the two names", async () => {
    const one = fc.constantFrom(...changes.filter(({ from = [] }) => from.length === 0));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...combinations), one, one, fc.nat(), async (where, first, second, seed) => {
        const to = [...(first.to ?? []), ...(second.to ?? [])];
        const met = await meet(where, { to }, shuffled(seed)).catch((error: unknown) => {
          // Two changes may ask for what is refused together.
          fc.pre(!(error instanceof RunError));
          throw error;
        });
        expect(unnamed(met.errors, first, second)).to.deep.equal([]);
      }),
      { seed: 27, numRuns: 60 },
    );
  });
});
