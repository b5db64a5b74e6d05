import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { packPolicies } from "@toolkit/policies/pack/policies";
import { rules } from "@toolkit/policies/rules";
import { documentedKeys } from "../../../tools/docs/documented-keys";
import { hints } from "../../../tools/policies/hints";

const PACKAGE = join(__dirname, "..", "..", "..", "packages", "policies", "src");

const keys = documentedKeys().map(({ path }) => path);
/** Keys of one word are words of English too; `webapp` before them gives them away. */
const dotted = keys.filter((key) => key.includes("."));

/** What a text takes from our configuration. */
const ownWords = (text: string): string[] => [
  ...dotted.filter((key) => new RegExp(`(?<![\\w.])${key.replaceAll(".", "\\.")}\\b`).test(text)),
  ...(/webapp/i.test(text) ? ["webapp"] : []),
];

/** Texts that look like a path of keys; names of files do too. */
const pathsIn = (text: string): string[] =>
  (text.match(/(?<![\w/-])[a-z]\w*(\.[a-z]\w*)+\b/g) ?? []).filter((path) => !/^ecr\.(api|dkr)$/.test(path));

describe("rules", () => {
  it("name no key of our configuration", () => {
    const texts = rules.map(({ id, title, fix }) => ({ id, words: ownWords(`${title} ${fix}`) }));
    expect(texts.filter(({ words }) => words.length > 0)).to.deep.equal([]);
  });

  it("nor does any other file of their package", () => {
    const files = readdirSync(PACKAGE, { recursive: true, encoding: "utf8" }).filter((file) =>
      /\.(ts|json)$/.test(file),
    );
    const found = files.map((file) => ({ file, words: ownWords(readFileSync(join(PACKAGE, file), "utf8")) }));
    expect(files).to.have.length.above(40);
    expect(found.filter(({ words }) => words.length > 0)).to.deep.equal([]);
  });
});

describe("hints", () => {
  it("are about rules that exist", () => {
    const ids = new Set(rules.map(({ id }) => id));
    expect(Object.keys(hints).filter((id) => !ids.has(id))).to.deep.equal([]);
  });

  it("name keys that the schema has", () => {
    const known = new Set(
      keys.flatMap((key) => key.split(".").map((_, depth, all) => all.slice(0, depth + 1).join("."))),
    );
    const named = Object.values(hints).flatMap(pathsIn);
    expect(named).to.include.members(["database.multiAz", "network.endpoints", "backend.secrets"]);
    expect(named.filter((key) => !known.has(key))).to.deep.equal([]);
  });

  it("stand in the engine's description of a rule", () => {
    const described = (given: typeof hints | undefined) =>
      packPolicies({
        labels: () => ({ stack: "prod", profile: "prod", frontend: "ssr" }),
        suppressions: [],
        ...(given === undefined ? {} : { hints: given }),
      }).find(({ name }) => name === "rds-multi-az")?.description;
    const fix = "The database has a standby in another zone. Set multiAz to true.";
    expect(described(undefined)).to.equal(fix);
    expect(described(hints)).to.equal(`${fix} Here: set database.multiAz to true.`);
  });
});
