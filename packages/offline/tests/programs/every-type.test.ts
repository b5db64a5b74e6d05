import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { previewProgram } from "../../src/program";
import { type DeclaredType, describeResource, fieldsOf } from "../../src/provider";
import { ALL_TYPES, problemsWith } from "../declared";
import { clean, project } from "./fixture";

/** A value of a declared type, made without the code under test; nested types only as far as they must. */
function sample(type: DeclaredType, folder: string, depth = 0): unknown {
  switch (type.kind) {
    case "number":
      return 1;
    case "boolean":
      return true;
    case "list":
      return depth > 12 ? [] : [sample(type.element, folder, depth + 1)];
    case "map":
      return {};
    case "named": {
      if (type.name.startsWith("enums.")) return "x";
      const fields = [...(fieldsOf(folder, type.name) ?? [])].filter(([, field]) => field.kind !== "optional");
      return depth > 12
        ? {}
        : Object.fromEntries(fields.map(([name, field]) => [name, sample(field, folder, depth + 1)]));
    }
    case "literal":
      return type.value;
    default:
      return "x";
  }
}

/** What the class of a type refuses to be made without. */
function requiredInputs(type: string): Record<string, unknown> {
  const description = describeResource(type);
  const required = description?.required ?? [];
  return Object.fromEntries(
    required.map((name) => [
      name,
      sample(description?.outputs.get(name) ?? { kind: "string" }, description?.folder ?? ""),
    ]),
  );
}

const PROGRAM = `
  const aws = require("@pulumi/aws");
  const { writeFileSync, readFileSync } = require("node:fs");
  const outputs = {};
  for (const [type, args] of Object.entries(JSON.parse(readFileSync("types.json", "utf8")))) {
    const [, path, name] = type.split(":");
    const service = path.split("/")[0];
    const Class = (service === "index" ? aws : aws[service])[name];
    const resource = new Class(name, args);
    outputs[type] = {};
    for (const property of Object.keys(resource).filter((key) => !key.startsWith("__") && key !== "urn")) {
      resource[property]?.apply?.((value) => { outputs[type][property] = value; });
    }
  }
  process.on("exit", () => writeFileSync("outputs.json", JSON.stringify(outputs)));`;

describe("a program with a resource of each type of @pulumi/aws", () => {
  after(clean);

  it("previews, every output of its declared type", async () => {
    const types = Object.fromEntries(ALL_TYPES.map((type) => [type, requiredInputs(type)]));
    const folder = project({ "index.js": PROGRAM, "types.json": JSON.stringify(types) });
    const { graph } = await previewProgram({ folder });
    expect(new Set(graph.managed.map(({ type }) => type)).size).to.equal(ALL_TYPES.length);
    const outputs = JSON.parse(readFileSync(join(folder, "outputs.json"), "utf8")) as Record<
      string,
      Record<string, unknown>
    >;
    const problems = ALL_TYPES.flatMap((type) => problemsWith(type, outputs[type] ?? {}));
    expect(problems).to.deep.equal([]);
    expect(Object.values(outputs).flatMap((values) => Object.keys(values)).length).to.be.greaterThan(12_000);
    expect(graph.notes.remarks.filter((text) => text.includes("has no outputs"))).to.deep.equal([]);
  });
});
