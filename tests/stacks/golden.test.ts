import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { deployCombination, forEachCombination } from "./combinations";

/** Hashes in file names change with each build of the front end; the names themselves are the contract. */
const withoutHashes = (urn: string): string => urn.replace(/(::site\/assets\/.*?)-[\w-]{8}(\.\w+)$/, "$1-<hash>$2");

/** `type::name` in the form of a URN, without what is the same in every line. */
const shorten = (urn: string): string => withoutHashes(urn.split("::").slice(2).join("::"));

describe("golden URNs", () => {
  forEachCombination((combination, name) => {
    it(`of ${name} are those under review (UPDATE_GOLDEN=1 rewrites them)`, async () => {
      const { urns } = await deployCombination(combination);
      const lines = [...new Set(urns.map(shorten))].sort();
      const path = join(__dirname, "golden", `${combination.stack}-${combination.frontend}.txt`);
      if (process.env.UPDATE_GOLDEN === "1") writeFileSync(path, `${lines.join("\n")}\n`);
      expect(lines).to.deep.equal(readFileSync(path, "utf8").trimEnd().split("\n"));
    });
  });
});
