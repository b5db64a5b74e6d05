import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "chai";
import type { GraphResource } from "../../src/graph";
import { previewProgram } from "../../src/program";
import { referenceOf } from "./reference";

/** Programs that others wrote; they are not part of this repository. */
const FOLDER =
  ["../shared", "../../shared"].map((path) => resolve(path, "data/programs")).find((path) => existsSync(path)) ?? "";
const PROGRAMS =
  FOLDER !== "" ? readdirSync(FOLDER).filter((name) => existsSync(join(FOLDER, name, "Pulumi.yaml"))) : [];

/** Imports an ES module, which the SDK's runner cannot without a package of the program's. */
const ES_MODULES = ["aws-ts-s3-folder"];

/** What is made of callback functions depends on the translator; everything else must be the same. */
function comparable(resources: readonly GraphResource[]): object[] {
  return resources
    .map(({ urn, id, inputs, dependsOn, propertyDependencies }) => {
      const isCallback = JSON.stringify(inputs.code ?? "").includes("__index.js");
      return { urn, id, inputs: isCallback ? { ...inputs, code: "" } : inputs, dependsOn, propertyDependencies };
    })
    .sort((a, b) => a.urn.localeCompare(b.urn));
}

describe("programs that others wrote", function () {
  before(function () {
    if (PROGRAMS.length === 0) this.skip();
  });

  it("are there, eight of them", () => {
    expect(PROGRAMS).to.have.length.of.at.least(8);
  });

  for (const name of PROGRAMS) {
    it(`${name} registers what it registers with Pulumi's own runner`, async () => {
      const { graph } = await previewProgram({ folder: join(FOLDER, name) });
      expect(graph.managed.length).to.be.greaterThan(1);
      if (ES_MODULES.includes(name)) return;
      expect(comparable(graph.resources)).to.deep.equal(comparable(await referenceOf(join(FOLDER, name))));
    });
  }
});
