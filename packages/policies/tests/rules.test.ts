import { expect } from "chai";
import { findingsIn } from "../src/evaluate";
import { PolicyGraph } from "../src/graph";
import { judges } from "../src/rule";
import { rules } from "../src/rules";
import { UNKNOWN } from "../src/values";
import { describeBreak, resourcesOf, withBreak } from "./examples";

describe("rules", () => {
  it("have ids of their own, in kebab case", () => {
    const ids = rules.map(({ id }) => id);
    expect(new Set(ids).size).to.equal(ids.length);
    expect(ids.filter((id) => !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id))).to.deep.equal([]);
  });

  for (const rule of rules) {
    describe(rule.id, () => {
      const compliant = resourcesOf(rule.examples.compliant);
      const find = (resources: typeof compliant) =>
        findingsIn(new PolicyGraph(resources), [rule]).map(({ message }) => message);

      it("accepts what complies", () => {
        expect(compliant.some(({ type }) => judges(rule, type))).to.equal(true);
        expect(find(compliant)).to.deep.equal([]);
      });

      for (const change of rule.examples.breaks) {
        it(`refuses: ${describeBreak(change)}`, () => {
          expect(find(withBreak(compliant, change))).to.not.deep.equal([]);
        });
      }

      it("holds nothing against what others own", () => {
        const [change] = rule.examples.breaks;
        const broken = change === undefined ? [] : withBreak(compliant, change);
        expect(find(broken.map((resource) => ({ ...resource, external: true })))).to.deep.equal([]);
      });

      it("holds nothing against values that are not known yet", () => {
        const unknown = compliant.map((resource) => ({
          ...resource,
          inputs: Object.fromEntries(Object.keys(resource.inputs).map((key) => [key, UNKNOWN])),
        }));
        expect(find(unknown)).to.deep.equal([]);
      });
    });
  }
});
