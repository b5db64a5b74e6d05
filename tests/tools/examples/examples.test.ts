import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";

import { componentClasses } from "./component-examples";
import { contextOf } from "./context";
import { typeErrors } from "./type-check";

const ROOT = join(__dirname, "..", "..", "..");

const classes = ["components", "bootstrap/components"].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .sort()
    .flatMap((file) => {
      const path = `${folder}/${file}`;
      return componentClasses(readFileSync(join(ROOT, path), "utf8")).map((found) => ({ ...found, path }));
    }),
);

/** Every example as a module of its own, and what all of them may name. */
function texts(): Record<string, string> {
  const modules = classes.map(({ name, path }) => [name, `./${path.replace(/\.ts$/, "")}`] as const);
  const examples = classes.flatMap(({ name, examples }) =>
    examples.map((code, index) => [`example-${name}-${index + 1}.ts`, `${code}\nexport {};\n`] as const),
  );
  return { "example-context.ts": contextOf(Object.fromEntries(modules)), ...Object.fromEntries(examples) };
}

describe("examples of components", () => {
  const broken = {
    "example-broken.ts": 'new StaticSite("site", { account, files: [], forceDestory: true });\nexport {};\n',
  };
  let errors: readonly string[];

  before(() => {
    errors = typeErrors({ ...texts(), ...broken });
  });

  it("are there for every component class", () => {
    expect(classes.map(({ name }) => name)).to.include.members(["Network", "Database", "FargateService", "CiRoles"]);
    expect(classes.filter(({ examples }) => examples.length === 0).map(({ name }) => name)).to.deep.equal([]);
    expect(classes.filter(({ examples }) => examples.includes("")).map(({ name }) => name)).to.deep.equal([]);
  });

  it("compile", () => {
    expect(errors.filter((error) => !error.startsWith("example-broken.ts"))).to.deep.equal([]);
  });

  it("do not compile with a misspelt argument", () => {
    const [error, ...others] = errors.filter((text) => text.startsWith("example-broken.ts"));
    expect(error).to.match(/^example-broken\.ts:1: .*'forceDestory' does not exist in type 'StaticSiteArgs'/);
    expect(others).to.deep.equal([]);
  });
});

describe("examples in a source", () => {
  it("are the fenced code of a class's comment, each by itself", () => {
    const source = [
      "/**",
      " * A thing.",
      " *",
      " * @example",
      " * ```ts",
      " * const thing = new Thing({",
      ' *   owner: "ops@example.com",',
      " * });",
      " * ```",
      " * @example",
      " * new Thing();",
      " */",
      "export class Thing extends pulumi.ComponentResource {}",
      "export class Other extends pulumi.ComponentResource {}",
      "class Inner extends pulumi.ComponentResource {}",
      "export class Plain {}",
    ].join("\n");
    expect(componentClasses(source)).to.deep.equal([
      { name: "Thing", examples: ['const thing = new Thing({\n  owner: "ops@example.com",\n});', ""] },
      { name: "Other", examples: [] },
    ]);
  });
});
