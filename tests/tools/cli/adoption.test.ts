import { expect } from "chai";

import { answer, madeFor } from "../../../tools/adoption/adoption";
import { CHECKS } from "../../../tools/adoption/checks";
import { failures, tableOf } from "../../../tools/adoption/report";
import { ROWS } from "../../../tools/adoption/rows";

const [preview] = CHECKS.filter(({ name }) => name === "preview");
const [tests] = CHECKS.filter(({ name }) => name === "npm test");
const account = ROWS.find(({ name }) => name === "account");
if (preview === undefined || tests === undefined || account === undefined)
  throw new Error("A check or row is missing.");

describe("npm run toolkit -- adoption", () => {
  it("makes each change of its list once, and runs the whole npm test", () => {
    expect(new Set(ROWS.map(({ name }) => name)).size).to.equal(ROWS.length);
    expect(tests.args("dev")).to.deep.equal(["test"]);
  });

  it("makes a row that needs another one upon it, alone and in its clone", () => {
    const made = (rows: typeof ROWS): string[] => rows.flatMap((row) => madeFor(row, rows)).map(({ name }) => name);
    expect(ROWS.flatMap(({ name, after }) => (after ? [[after.name, name]] : []))).to.deep.equal([
      ["account", "placeholders"],
      ["front-end", "application"],
    ]);
    expect(made(ROWS.filter(({ name }) => name === "application"))).to.deep.equal(["front-end", "application"]);
    expect(made(ROWS)).to.deep.equal(ROWS.map(({ name }) => name));
  });

  it("takes a command for good that ends well and says what it did", () => {
    expect(answer(preview, { exitCode: 0, text: "shop-dev  145 resources\n├─ aws" }).said).to.equal("145 resources");
    expect(answer(tests, { exitCode: 0, text: "  2863 passing (2m)\n" })).to.not.have.property("failure");
  });

  it("does not trust a command that says nothing, nor one that ends with another exit code", () => {
    expect(answer(preview, { exitCode: 0, text: "" })).to.include({ said: "exit 0", failure: "" });
    expect(answer(preview, { exitCode: 1, text: "shop-dev  145 resources" })).to.include({ said: "exit 1" });
    expect(answer(tests, { exitCode: 3, text: "2860 passing\n 3 failing" })).to.include({ said: "3 failing" });
  });

  it("says of a command that is run once what the clone had", () => {
    const failed = answer(tests, { exitCode: 1, text: "  1 failing\n" });
    const result = { row: account, before: ROWS.slice(-1), answers: [failed] };
    expect(failures([result])[0]).to.match(
      /^the account id .*, upon application \(.* adoption NAME .*\): npm test: 1 failing\n/,
    );
  });

  it("prints rows by commands, and under them what failed", () => {
    const failed = answer(preview, { exitCode: 1, text: "Configuration of stack dev: 1 problem.\n" });
    const results = [{ row: account, before: [], answers: [failed, { check: tests, said: undefined }] }];
    expect(tableOf(results)).to.match(/\| the account id in three files \| exit 1 \| ↓ \|/);
    expect(failures(results)).to.deep.equal([
      "the account id in three files: preview: exit 1\nConfiguration of stack dev: 1 problem.",
    ]);
  });
});
