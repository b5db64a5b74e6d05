import { expect } from "chai";
import fc from "fast-check";
import { conditionsHold } from "../src/conditions";
import type { Context } from "../src/context";

const KEY = "aws:thing";
const holds = (operator: string, wanted: string | string[], given?: string | string[] | number | boolean) =>
  conditionsHold({ [operator]: { [KEY]: wanted } }, given === undefined ? {} : { [KEY]: given });

describe("IAM: conditions", () => {
  // Operator, the policy's values, a value that fits, one that does not.
  const operators: readonly (readonly [string, string | string[], string, string])[] = [
    ["StringEquals", ["a", "b"], "b", "B"],
    ["StringEqualsIgnoreCase", "aB", "Ab", "c"],
    ["StringLike", "a*", "abc", "ba"],
    ["NumericEquals", "10", "10.0", "11"],
    ["NumericLessThan", "10", "9", "10"],
    ["NumericLessThanEquals", "10", "10", "11"],
    ["NumericGreaterThan", "10", "11", "10"],
    ["NumericGreaterThanEquals", "10", "10", "9"],
    ["DateEquals", "2026-01-01T00:00:00Z", "1767225600", "2026-01-02T00:00:00Z"],
    ["DateLessThan", "2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z", "2026-01-03T00:00:00Z"],
    ["DateLessThanEquals", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", "2026-01-03T00:00:00Z"],
    ["DateGreaterThan", "2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z", "2026-01-01T00:00:00Z"],
    ["DateGreaterThanEquals", "2026-01-02T00:00:00Z", "2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z"],
    ["Bool", "true", "True", "false"],
    ["BinaryEquals", "QUE=", "QUE=", "QUI="],
    ["IpAddress", ["10.0.0.0/8", "2001:db8::/32"], "2001:db8::1", "11.0.0.1"],
    ["ArnEquals", "arn:aws:sns:*:1:t*", "arn:aws:sns:eu-west-1:1:topic", "arn:aws:sns:eu-west-1:2:topic"],
    ["ArnLike", "arn:aws:sns:*:1:t*", "arn:aws:sns:eu-west-1:1:topic", "arn:aws:sqs:eu-west-1:1:topic"],
  ];
  const negations: Readonly<Record<string, string>> = {
    StringEquals: "StringNotEquals",
    StringEqualsIgnoreCase: "StringNotEqualsIgnoreCase",
    StringLike: "StringNotLike",
    NumericEquals: "NumericNotEquals",
    DateEquals: "DateNotEquals",
    IpAddress: "NotIpAddress",
    ArnEquals: "ArnNotEquals",
    ArnLike: "ArnNotLike",
  };

  for (const [operator, wanted, fitting, other] of operators) {
    it(`${operator} holds for what fits, and not without the key`, () => {
      expect([holds(operator, wanted, fitting), holds(operator, wanted, other), holds(operator, wanted)]).to.deep.equal(
        [true, false, false],
      );
      expect([holds(`${operator}IfExists`, wanted, other), holds(`${operator}IfExists`, wanted)]).to.deep.equal([
        false,
        true,
      ]);
    });
  }

  for (const [operator, negation] of Object.entries(negations)) {
    const [, wanted = "", fitting = "", other = ""] = operators.find(([name]) => name === operator) ?? [];
    it(`${negation} holds for what fits none of the values, and without the key`, () => {
      expect([holds(negation, wanted, fitting), holds(negation, wanted, other), holds(negation, wanted)]).to.deep.equal(
        [false, true, true],
      );
    });
  }

  it("Null asks whether the key is absent", () => {
    expect([holds("Null", "true"), holds("Null", "true", "x"), holds("Null", "false", "x")]).to.deep.equal([
      true,
      false,
      true,
    ]);
  });

  it("sets fit in all their values, or in any", () => {
    expect(holds("ForAllValues:StringLike", "a*", ["ab", "ac"])).to.equal(true);
    expect(holds("ForAllValues:StringLike", "a*", ["ab", "bc"])).to.equal(false);
    expect(holds("ForAllValues:StringLike", "a*")).to.equal(true);
    expect(holds("ForAnyValue:StringLike", "a*", ["ab", "bc"])).to.equal(true);
    expect(holds("ForAnyValue:StringLike", "a*")).to.equal(false);
    expect(holds("ForAnyValue:StringNotLike", "a*", ["ab", "bc"])).to.equal(true);
    expect(holds("ForAnyValue:StringNotLike", "a*")).to.equal(false);
  });

  it("must all hold, under keys in any case", () => {
    const context: Context = { "aws:ResourceTag/Stage": "dev", "aws:RequestedRegion": "eu-west-1" };
    const both = (region: string) => ({
      StringEquals: { "AWS:resourcetag/Stage": "dev", "aws:RequestedRegion": region },
    });
    expect([conditionsHold(both("eu-west-1"), context), conditionsHold(both("us-east-1"), context)]).to.deep.equal([
      true,
      false,
    ]);
  });

  it("are refused when IAM does not have the operator", () => {
    expect(() => holds("StringMatches", "a", "a")).to.throw("IAM has no condition operator StringMatches.");
  });

  it("a negation is never true of the same value that its operator is true of", () => {
    const text = fc.stringMatching(/^[a-z*?]{0,6}$/);
    fc.assert(
      fc.property(fc.constantFrom(...Object.entries(negations).slice(0, 3)), text, text, ([yes, no], wanted, given) => {
        expect(holds(yes, wanted, given)).to.not.equal(holds(no, wanted, given));
      }),
    );
  });
});
