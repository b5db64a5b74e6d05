import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { expect } from "chai";

import { findPulumi, PulumiUnavailable, whyUnavailable } from "../src/pulumi-cli/find";
import { isAtLeast, pinnedVersion } from "../src/pulumi-cli/versions";
import { nodeOptions } from "../src/language-host/options";

describe("finding the Pulumi CLI", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "cli-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const program = (name: string, text: string): void => {
    writeFileSync(path.join(folder, name), `#!/bin/sh\n${text}\n`);
    chmodSync(path.join(folder, name), 0o755);
  };
  const environment = (): NodeJS.ProcessEnv => ({ PATH: folder, PULUMI_REHEARSAL_CACHE: path.join(folder, "cache") });
  const silent = (): void => undefined;

  it("compares versions number by number", () => {
    expect(isAtLeast("v3.259.0", "3.246.0")).to.equal(true);
    expect(isAtLeast("3.99.1", "3.246.0")).to.equal(false);
    expect(isAtLeast("3.246.0-alpha.1", "3.246.0")).to.equal(true);
  });

  it("takes any that the program accepts, by its Pulumi.yaml, and the pinned one without it", () => {
    program("pulumi", "echo v3.200.0");
    const find = (requirement: string) => {
      writeFileSync(path.join(folder, "Pulumi.yaml"), `name: small\n${requirement}\n`);
      return () => findPulumi({ program: folder, environment: environment(), announce: silent });
    };
    expect(find('requiredPulumiVersion: ">=3.200.0"')()).to.equal(path.join(folder, "pulumi"));
    expect(find('requiredPulumiVersion: ">=3.201.0"')).to.throw(PulumiUnavailable, "is older than 3.201.0");
    expect(find("")).to.throw(PulumiUnavailable, `is older than ${pinnedVersion()}`);
    expect(find('requiredPulumiVersion: "<4"')).to.throw(/"<4" in .*Pulumi\.yaml: write it as >=3\.246\.0/);
  });

  it("uses the installed CLI when it is new enough", () => {
    program("pulumi", `echo v${pinnedVersion()}`);
    expect(findPulumi({ environment: environment(), announce: silent })).to.equal(path.join(folder, "pulumi"));
  });

  it("builds its own when the installed one is too old, and says so", () => {
    program("pulumi", "echo v3.100.0");
    program("go", '[ "$1" = version ] && exit 0\nwhile [ "$1" != -o ]; do shift; done\nprintf built > "$2"');
    const said: string[] = [];
    const found = findPulumi({ environment: environment(), announce: (line) => said.push(line) });
    expect(found).to.equal(path.join(folder, "cache", pinnedVersion(), "pulumi"));
    expect(said).to.have.length(1);
    expect(said[0]).to.contain("pulumi 3.100.0 on the PATH is older than");
  });

  it("says, without building, whether there is a way to one", () => {
    expect(whyUnavailable({ environment: environment() })).to.equal(
      "no pulumi on the PATH, and no Go to build one with",
    );
    program("go", "exit 0");
    expect(whyUnavailable({ environment: environment() })).to.equal(undefined);
  });

  it("says in one line why there is none", () => {
    expect(() => findPulumi({ environment: environment(), announce: silent }))
      .to.throw(PulumiUnavailable)
      .with.property("message", "no pulumi on the PATH, and no Go to build one with");
    program("go", '[ "$1" = version ] && exit 0\necho first >&2; echo "no network" >&2; exit 1');
    expect(() => findPulumi({ environment: environment(), announce: silent }))
      .to.throw(PulumiUnavailable)
      .with.property("message", "no pulumi on the PATH, and building one failed: no network");
  });
});

describe("options of the Node.js runtime", () => {
  it("reads what Pulumi.yaml says", () => {
    expect(
      nodeOptions({ tsconfig: "tsconfig.pulumi.json", nodeargs: "--max-old-space-size=512  --no-warnings" }),
    ).to.deep.equal({
      typescript: true,
      tsconfig: "tsconfig.pulumi.json",
      nodeArgs: ["--max-old-space-size=512", "--no-warnings"],
    });
  });

  it("refuses values of a wrong type", () => {
    expect(() => nodeOptions({ nodeargs: ["--x"] })).to.throw(
      "runtime.options.nodeargs in Pulumi.yaml must be a string",
    );
    expect(() => nodeOptions({ typescript: "yes" })).to.throw(
      "runtime.options.typescript in Pulumi.yaml must be true or false",
    );
  });
});
