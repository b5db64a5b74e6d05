import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { expect } from "chai";
import { stringify } from "yaml";

import { checks } from "../../../tools/prove/checks";
import { holds, wordsOf } from "../../../tools/prove/claims";
import { CLAIMS_FILE, readClaims } from "../../../tools/prove/read-claims";

describe("the claims that only an account can confirm", () => {
  const { claims } = readClaims();

  it("are walked by every check that there is, and rest on pages that there are", () => {
    expect([...new Set(claims.map(({ check }) => check.by))].sort()).to.deep.equal(Object.keys(checks).sort());
    for (const { decision } of claims) expect(existsSync(decision), decision).to.equal(true);
  });

  it("have phases in the order in which they are walked", () => {
    const phases = claims.map(({ phase }) => phase);
    expect([...new Set(phases)]).to.deep.equal(["deployed", "flipped", "destroyed"]);
    expect(phases).to.deep.equal([...phases].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
  });
  const order = ["deployed", "flipped", "destroyed"];

  it("hold when what was seen is what was expected, and only then", () => {
    const table = [
      [0, 0, true, "0"],
      [0, 1, false, "0"],
      ["delivered", "delivered", true, "delivered"],
      ["delivered", "ACCESS_DENIED", false, "delivered"],
      [{ atMost: 2 }, 2, true, "at most 2"],
      [{ atMost: 2 }, 3, false, "at most 2"],
      [{ atLeast: 1 }, 1, true, "at least 1"],
      [{ atLeast: 1 }, 0, false, "at least 1"],
      [{ atLeast: 1 }, "1", false, "at least 1"],
    ] as const;
    for (const [expected, seen, isTrue, words] of table) {
      expect(holds(expected, seen), `${words}: ${seen}`).to.equal(isTrue);
      expect(wordsOf(expected)).to.equal(words);
    }
  });

  it("are refused with every mistake at once", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "claims-"));
    const file = path.join(folder, "claims.yaml");
    const [first] = claims;
    const read = (...entries: readonly object[]): (() => unknown) => {
      writeFileSync(file, stringify({ destroy: { minutes: 1, source: "somebody" }, claims: entries }));
      return () => readClaims(file);
    };
    try {
      expect(read({ ...first, phase: "later" }, { ...first, sources: [] })).to.throw(
        /claims\[0\]\.phase[^]*claims\[1\]\.sources/,
      );
      expect(read({ ...first, check: { by: "gues" } }, { ...first })).to.throw(
        `${file}: ${first?.id ?? ""} stands twice; ${first?.id ?? ""}: there is no check gues`,
      );
      expect(read({ ...first })).not.to.throw();
    } finally {
      rmSync(folder, { recursive: true });
    }
    expect(path.relative(process.cwd(), CLAIMS_FILE)).to.equal("docs/decisions/claims.yaml");
  });
});
