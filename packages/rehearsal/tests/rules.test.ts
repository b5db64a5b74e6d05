import { expect } from "chai";

import { proofs } from "../src/proofs";
import { Scenario } from "../src/proofs/scenario";
import { ruleBook } from "../src/rules";

describe("rule book", () => {
  it("names every rule once, with its source", () => {
    const ids = ruleBook.map(({ id }) => id);
    expect(ids).to.deep.equal([...new Set(ids)]);
    expect(ids.length).to.be.at.least(60);
    for (const { id, source } of ruleBook) {
      expect(source.title.length, id).to.be.at.least(10);
      expect(new URL(source.address).protocol, id).to.equal("https:");
    }
  });

  it("cites a page for an operation of an API by its address", () => {
    const [rule] = ruleBook.filter(({ id }) => id === "vpc-is-empty");
    expect(rule?.source).to.deep.equal({
      title: "Amazon EC2 API Reference, DeleteVpc",
      address: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteVpc.html",
    });
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
