import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { setPath, setPaths } from "../src/set-path";
import { readStackFile, stacksIn, toRuntimeConfig } from "../src/stack-file";

describe("stack files", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "stack-file-"));
    writeFileSync(
      join(folder, "Pulumi.yaml"),
      "name: shop\nconfig:\n  size: { default: 2 }\n  aws:region: us-east-1\n",
    );
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const stackFile = (name: string, text: string): void => {
    writeFileSync(join(folder, `Pulumi.${name}.yaml`), text);
  };

  it("reads the stack's values over the project's defaults", () => {
    stackFile("dev", "config:\n  aws:region: eu-west-1\n  shop:config:domain: { name: a.example.com }\n");
    expect(readStackFile("dev", folder)).to.deep.equal({
      project: "shop",
      stack: "dev",
      config: { "shop:size": 2, "aws:region": "eu-west-1", "shop:domain": { name: "a.example.com" } },
    });
  });

  it("gives keys without a namespace to the project, and what the project says at a path to the stack's value", () => {
    writeFileSync(join(folder, "Pulumi.yaml"), "name: shop\nconfig: { size.low: 1, size.high: 9 }\n");
    stackFile("dev", "config:\n  frontend: spa\n  size: { low: 2 }\n");
    expect(readStackFile("dev", folder).config).to.deep.equal({
      "shop:frontend": "spa",
      "shop:size": { low: 2, high: 9 },
    });
  });

  it("merges mappings, and reads numbers that begin with 0 as the CLI does", () => {
    stackFile("dev", "config:\n  a: &a { x: 050, y: 1 }\n  b: { <<: *a, y: 2 }\n  c: [08, 012345670123]\n");
    const { config } = readStackFile("dev", folder);
    expect(config["shop:b"]).to.deep.equal({ x: 40, y: 2 });
    expect(config["shop:c"]).to.deep.equal([8, 1402433619]);
  });

  const refusals: readonly [string, string, string][] = [
    ["a key in two forms", "config: { frontend: spa, 'shop:frontend': ssr }", "shop:frontend is given twice"],
    ["a key of three parts", "config: { 'a:b:c': 1 }", '"a:b:c" is no configuration key'],
    ["a list for a file", "- frontend", 'must be a mapping, such as "config: …"; it holds ["frontend"]'],
    ["nesting without end", `config: ${"[".repeat(50_000)}`, "cannot be read as YAML: it is nested too deeply."],
    ["aliases without measure", bomb(), "cannot be read as YAML: its aliases repeat each other without measure."],
  ];
  for (const [what, text, message] of refusals) {
    it(`refuses ${what} in one line`, () => {
      stackFile("dev", text);
      expect(() => readStackFile("dev", folder))
        .to.throw(message)
        .with.property("message")
        .that.matches(/^[^\n]{0,300}$/);
    });
  }

  it("names the stacks there are when one is unknown", () => {
    stackFile("dev", "config: {}");
    stackFile("prod", "config: {}");
    expect(stacksIn(folder)).to.deep.equal(["dev", "prod"]);
    expect(() => readStackFile("prd", folder)).to.throw(
      'Unknown stack "prd": there is no Pulumi.prd.yaml (stacks: dev, prod).',
    );
  });

  it("refuses broken YAML in one line", () => {
    stackFile("dev", "config:\n  a: [1,\n");
    expect(() => readStackFile("dev", folder)).to.throw(/^.*Pulumi\.dev\.yaml cannot be read as YAML: [^\n]*$/);
    expect(() => readStackFile("dev", join(folder, "elsewhere"))).to.throw("Run this in the project's folder.");
  });

  it("hands over strings as the CLI does, and marks encrypted values", () => {
    const values = {
      "a:text": "01",
      "a:number": 5,
      "a:on": true,
      "a:list": ["x"],
      "a:key": { deep: { secure: "v1:abc" } },
    };
    expect(toRuntimeConfig(values)).to.deep.equal({
      config: {
        "a:text": "01",
        "a:number": "5",
        "a:on": "true",
        "a:list": '["x"]',
        "a:key": '{"deep":"encrypted-value@stack.file"}',
      },
      secretKeys: ["a:key"],
    });
  });
});

/** Nine levels of nine aliases each: four hundred million words. */
function bomb(): string {
  const level = (name: number): string => {
    const items = Array.from({ length: 9 }, () => (name === 0 ? "word" : `*l${name - 1}`));
    return `  l${name}: &l${name} [${items.join(", ")}]`;
  };
  return ["config:", ...Array.from({ length: 9 }, (_, name) => level(name))].join("\n");
}

describe("--set", () => {
  const config = { "shop:frontend": "ssr", "shop:network": { azs: ["a", "b"] } };

  const cases: [string, string, unknown][] = [
    ["frontend=spa", "shop:frontend", "spa"],
    ["shop:frontend=spa", "shop:frontend", "spa"],
    ["aws:region=eu-west-1", "aws:region", "eu-west-1"],
    ["database.multiAz=false", "shop:database", { multiAz: false }],
    ["network.azs[1]=c", "shop:network", { azs: ["a", "c"] }],
    ["network.azs[2]=c", "shop:network", { azs: ["a", "b", "c"] }],
    ["network.azs=[c]", "shop:network", { azs: ["c"] }],
    ['backend.environment["A.B"]=x=y', "shop:backend", { environment: { "A.B": "x=y" } }],
    ["backend.cpu=512", "shop:backend", { cpu: 512 }],
    ["alerts.email=", "shop:alerts", { email: "" }],
    ["account=012345678901", "shop:account", "012345678901"],
    ["answer=null", "shop:answer", "null"],
    ["text=: broken [yaml", "shop:text", ": broken [yaml"],
  ];
  for (const [assignment, key, value] of cases) {
    it(assignment, () => {
      expect(setPath(config, assignment, "shop")[key]).to.deep.equal(value);
    });
  }

  const refusals: [string, string][] = [
    ["frontend", "write it as path=value"],
    ["=spa", "write it as path=value"],
    ["[0]=x", "begins with a key"],
    ["a..b=x", "the path cannot be read"],
    [
      "network.zones[0]=x",
      "network.zones is not set in the stack file. Set the whole list: --set 'network.zones=[a, b]'.",
    ],
    ["network.azs[3]=x", "network.azs has 2 entries, so the next index is 2"],
    ["frontend[0]=x", "frontend is not a list"],
    ["frontend.kind=x", 'frontend holds "ssr", which has no key "kind"'],
    ["network.azs.first=x", "network.azs holds"],
    ["network.azs=[a", "the value cannot be read as YAML: Flow sequence must end with a ]"],
  ];
  for (const [assignment, message] of refusals) {
    it(`${assignment} is refused`, () => {
      expect(() => setPath(config, assignment, "shop")).to.throw(message);
    });
  }

  it("changes a copy, in the order given", () => {
    expect(setPaths(config, ["frontend=spa", "frontend=ssr"], "shop")).to.deep.equal(config);
    expect(setPaths(config, ["network.azs[0]=z"], "shop")).not.to.equal(config);
    expect(config["shop:network"].azs).to.deep.equal(["a", "b"]);
  });

  it("any text arrives whole, unless YAML gives it a type", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/^\s*[[{"']/.test(text));
        expect(String(setPath({}, `key=${text}`, "shop")["shop:key"])).to.equal(
          text.trim() === "true" || text.trim() === "false" ? text.trim() : text,
        );
      }),
    );
  });
});
