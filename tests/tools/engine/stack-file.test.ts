import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";
import fc from "fast-check";

import { readStackFile, toRuntimeConfig } from "@toolkit/offline/stack-file";
import { run, type Finished } from "@toolkit/rehearsal/driver/cli";
import { rehearsalEnvironment } from "@toolkit/rehearsal/driver/environment";
import { findPulumi } from "@toolkit/rehearsal/pulumi-cli/find";

/** Plain scalars that YAML's versions and readers disagree about, and whatever else begins like a number. */
const plain = fc.oneof(
  fc.constantFrom(
    ...["050", "08", "-017", "0o17", "0x1F", "0b11", "1_000", "+5", "1e3", "1.", ".5", "-.5e2", "012345678901"],
    ...["123456789012", "001234567012", "9223372036854775807", "18446744073709551616", "2026-01-01", "2026-02-30"],
    ...["2026-1-2T03:04:05.60Z", "2026-01-02 3:04:05", "2026-01-02T03:04:05+02:00", "12:30:00", "1.2.3.4", "0x", "1e"],
    ...["yes", "no", "on", "True", "FALSE", "~", "Null", "null", "nil", "n", "y", "=", "0", "-0", "_1", "1__0"],
  ),
  fc.stringMatching(/^[-+]?[0-9][0-9_.eExXoObB]{0,12}$/),
  fc.stringMatching(/^[a-z][a-z0-9. /-]{0,8}[a-z]$/),
);
const quoted = fc.oneof(plain, fc.string({ maxLength: 12 })).map((text) => JSON.stringify(text));
const single = plain.map((text) => `'${text}'`);
const tagged = fc.tuple(fc.constantFrom("!!str", "!"), plain).map((parts) => parts.join(" "));
const word = fc.oneof(
  fc.stringMatching(/^[a-z][a-z0-9-]{0,6}$/).filter((text) => text !== "secure"),
  fc.constantFrom("5", "050", "true", "1.5", "~", "__proto__"),
);

const { value } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthIdentifier: "yaml" },
    plain,
    quoted,
    single,
    tagged,
    fc.array(tie("value"), { maxLength: 4 }).map((items) => `[${items.join(", ")}]`),
    fc.dictionary(word, tie("value"), { maxKeys: 4 }).map(mapping),
  ),
}));

function mapping(fields: Record<string, string>): string {
  const entries = Object.entries(fields).map(([key, item]) => `${key}: ${item}`);
  return `{${entries.join(", ")}}`;
}

/** Values by keys of every form, with anchors that others refer to and merge. */
const stackFile = fc
  .record({
    values: fc.array(fc.tuple(fc.constantFrom("", "shop:", "aws:", "other:config:"), value), {
      minLength: 25,
      maxLength: 40,
    }),
    bases: fc.tuple(fc.dictionary(word, value, { maxKeys: 4 }), fc.dictionary(word, value, { maxKeys: 4 })),
    own: fc.dictionary(word, value, { maxKeys: 3 }),
  })
  .map(({ values, bases: [first, second], own }) =>
    [
      "config:",
      ...values.map(([namespace, text], index) => `  ${namespace}key${String(index)}: ${text}`),
      `  first: &first ${mapping(first)}`,
      `  shop:second: &second ${mapping(second)}`,
      "  again: *first",
      `  merged: ${mapping({ ...own, "<<": "*first" })}`,
      `  quoted: ${mapping({ ...own, "'<<'": "{ quoted: 1 }" })}`,
      `  shop:both: ${mapping({ "<<": "[*second, *first]", ...own })}`,
      "",
    ].join("\n"),
  );

const refused: readonly [string, string][] = [
  ["a number as a key", "config:\n  5: x\n"],
  ["a list as a key", "config:\n  shop:a: {[1]: x}\n"],
  ["a key of three parts", "config:\n  a:b:c: x\n"],
  ["a key twice", "config:\n  shop:a: 1\n  shop:a: 2\n"],
  ["a merge of a number", "config:\n  shop:a: {<<: 5}\n"],
  ["a merge of a text, in quotes", "config:\n  shop:a: {'<<': x}\n"],
  ["an unknown anchor", "config:\n  shop:a: *nobody\n"],
  ["an anchor that contains itself", "config:\n  shop:a: &a [*a]\n"],
  ["a list for a file", "- config\n"],
  ["a word that is said to be a number", "config:\n  shop:a: !!int x\n"],
  ["aliases without measure", bomb()],
];

function bomb(): string {
  const levels = Array.from({ length: 9 }, (_, level) => {
    const items = Array.from({ length: 9 }, () => (level === 0 ? "x" : `*l${String(level - 1)}`));
    return `  shop:l${String(level)}: &l${String(level)} [${items.join(", ")}]`;
  });
  return ["config:", ...levels, ""].join("\n");
}

describe("a stack file, read beside Pulumi's CLI", () => {
  const pulumi = findPulumi();
  let folder: string;
  let config: (text: string) => Promise<Finished>;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "stack-file-cli-"));
    const [state, home] = ["state", "home"].map((name) => join(folder, name)) as [string, string];
    for (const place of [state, home]) mkdirSync(place);
    writeFileSync(
      join(folder, "Pulumi.yaml"),
      "name: shop\nruntime: nodejs\nconfig:\n  aws:region: us-east-1\n  size: { default: 2 }\n  deep.er: 3\n",
    );
    const env = rehearsalEnvironment(pulumi, "", { state, home });
    const exec = (...args: string[]): Promise<Finished> =>
      run(pulumi, [...args, "--stack", "dev"], { cwd: folder, env });
    await exec("stack", "init");
    config = (text) => {
      writeFileSync(join(folder, "Pulumi.dev.yaml"), text);
      return exec("config", "--json", "--non-interactive");
    };
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  const ours = () => toRuntimeConfig(readStackFile("dev", folder).config).config;

  it("has the same keys and values, whatever it holds", async () => {
    await fc.assert(
      fc.asyncProperty(stackFile, async (text) => {
        const { stdout, stderr, exitCode } = await config(text);
        expect(exitCode, stderr).to.equal(0);
        const theirs = Object.entries(JSON.parse(stdout) as Record<string, { value: string }>);
        const read = ours();
        expect(Object.keys(read)).to.have.members(theirs.map(([key]) => key));
        for (const [key, { value: text }] of theirs) expect(contentOf(read[key]), key).to.deep.equal(contentOf(text));
      }),
      { seed: 14, numRuns: 8, endOnFailure: true },
    );
  });

  for (const [what, text] of refused) {
    it(`is refused for ${what} by both`, async () => {
      const { exitCode } = await config(text);
      expect(exitCode).not.to.equal(0);
      expect(ours).to.throw(/^[^\n]+$/);
    });
  }
});

/** Go writes JSON with sorted keys, and with `<`, `>` and `&` escaped: read, it is the same. */
function contentOf(text = ""): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
