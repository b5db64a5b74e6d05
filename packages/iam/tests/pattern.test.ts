import { expect } from "chai";
import fc from "fast-check";
import { arnMatches, globMatches, LITERAL } from "../src/pattern";

/** As the user guide says it, a character at a time. */
function slowly(pattern: string, text: string): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return text === "";
  if (first === "*") return slowly(rest.join(""), text) || (text !== "" && slowly(pattern, text.slice(1)));
  const isLiteral = first === LITERAL;
  const wanted = isLiteral ? rest[0] : first;
  if (text === "" || (wanted !== text[0] && (isLiteral || wanted !== "?"))) return false;
  return slowly(rest.slice(isLiteral ? 1 : 0).join(""), text.slice(1));
}

/** Each of the first five segments by itself, then all the rest. */
function slowlySegmented(pattern: string, arn: string): boolean {
  const [wanted, given] = [pattern.split(":"), arn.split(":")];
  if (pattern === "*") return true;
  if (wanted.length < 6 || given.length < 6) return pattern === arn;
  const segments = wanted.slice(0, 5).every((segment, index) => slowly(segment, given[index] ?? ""));
  return segments && slowly(wanted.slice(5).join(":"), given.slice(5).join(":"));
}

const of = (parts: readonly string[]) =>
  fc.array(fc.constantFrom(...parts), { maxLength: 8 }).map((chosen) => chosen.join(""));

/** Segments of a pattern and of an ARN, most of which fit. */
const SEGMENTS = [
  ["a", "a"],
  ["*", "ab"],
  ["*", ""],
  ["*", "a:b"],
  ["?", "b"],
  ["a*", "a"],
  ["a*:b", "ab:b"],
  ["\0*", "*"],
  ["\0?", "a"],
  ["a", "b"],
] as const;

describe("IAM: patterns", () => {
  let covered = 0;
  beforeEach(() => (covered = 0));
  afterEach(() => expect(covered).to.be.greaterThan(5));

  it("cover a text as if compared a character at a time", () => {
    fc.assert(
      fc.property(of(["a", ".", "*", "?", "\0*", "\0?"]), of(["a", ".", "*", "?"]), (wanted, given) => {
        const expected = slowly(wanted, given);
        covered += Number(expected);
        expect(globMatches(wanted, given)).to.equal(expected);
      }),
      { numRuns: 500 },
    );
  });

  it("cover an ARN as if compared a segment at a time", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...SEGMENTS), { minLength: 4, maxLength: 8 }), (segments) => {
        const [wanted, given] = [0, 1].map((side) => segments.map((one) => one[side]).join(":")) as [string, string];
        const expected = slowlySegmented(wanted, given);
        covered += Number(expected);
        expect(arnMatches(wanted, given)).to.equal(expected);
      }),
      { numRuns: 500 },
    );
  });
});
