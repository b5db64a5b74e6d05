import { expect } from "chai";

import { proofs } from "../src/proofs";
import { Scenario } from "../src/proofs/scenario";
import { ruleBook } from "../src/rules";

describe("rule book", () => {
  it("names every rule once, with its source", () => {
    const ids = ruleBook.map(({ id }) => id);
    expect(ids).to.deep.equal([...new Set(ids)]);
    expect(ids.length).to.be.at.least(60);
    expect(ruleBook.filter(({ source }) => source.length < 10)).to.be.empty;
  });

  it("is proved rule by rule", () => {
    expect(proofs.map(({ rule }) => rule).sort()).to.deep.equal(ruleBook.map(({ id }) => id).sort());
  });

  for (const { rule, program } of proofs) {
    it(`refuses: ${rule}`, () => {
      const aws = new Scenario();
      const { refused, accepted } = program(aws);
      const before = aws.account.all();
      expect(aws.account.journal.filter(({ action }) => action === "refuse")).to.be.empty;

      expect(refused).to.throw();
      expect(aws.account.journal.at(-1)).to.include({ action: "refuse", rule });
      expect(aws.account.all()).to.deep.equal(before);

      accepted();
      expect(aws.account.journal.filter(({ action }) => action === "refuse")).to.have.length(1);
    });
  }
});
