import { expect } from "chai";
import { NO_NOTES } from "@toolkit/offline/notes";
import { deployStack } from "../../support/deploy-stack";

describe("the preview of this program", () => {
  for (const stack of ["dev", "prod"]) {
    for (const frontend of ["ssr", "spa"]) {
      it(`is exact: every type of ${stack} ${frontend} has a model made by hand, and nothing is looked up`, async () => {
        const { graph, document } = await deployStack(stack, { set: [`frontend=${frontend}`] });
        const ours = new Set(graph.managed.map(({ type }) => type));
        for (const notes of [graph.notes, document.notes ?? NO_NOTES]) {
          expect({ ...notes, described: notes.described.filter((type) => ours.has(type)) }).to.deep.equal(NO_NOTES);
        }
      });
    }
  }
});
