import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type {
  PolicyResource,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import { expect } from "chai";
import { suppressions } from "../../../tools/policies/ledger";
import { combinationOf } from "../../../tools/policies/pack/combination";
import { packPolicies } from "@toolkit/policies/pack/policies";
import { rules } from "@toolkit/policies/rules";
import { T } from "@toolkit/offline/aws-types";

const prod = { stack: "prod", profile: "prod", frontend: "ssr" };

const URN = "urn:pulumi:live::webapp::aws:s3/bucket:Bucket::files";

/** Throws as the engine's own objects do when a value that is not known yet is read. */
class UnknownValueError extends Error {}

function withUnknown(props: Record<string, unknown>, ...unknown: readonly string[]): Record<string, unknown> {
  const made = { ...props };
  for (const key of unknown) {
    Object.defineProperty(made, key, {
      enumerable: true,
      get: () => {
        throw new UnknownValueError(`${key} can't be known during preview`);
      },
    });
  }
  return made;
}

function policy(name: string, combination = prod) {
  const found = packPolicies({ labels: () => combination, suppressions }).find((one) => one.name === name);
  if (found === undefined) throw new Error(`no policy ${name}`);
  return found;
}

function validate(name: string, type: string, props: Record<string, unknown>, combination = prod): string[] {
  const { validateResource } = policy(name, combination) as ResourceValidationPolicy;
  const reported: string[] = [];
  const args = { type, props, urn: "urn", name: "thing", opts: {} } as unknown as ResourceValidationArgs;
  for (const one of [validateResource ?? []].flat()) {
    void one(args, (message: unknown) => reported.push(String(message)));
  }
  return reported;
}

function stackResource(type: string, name: string, props = {}, refers: Record<string, PolicyResource[]> = {}) {
  return { type, name, urn: `urn:${name}`, props, opts: {}, propertyDependencies: refers } as unknown as PolicyResource;
}

function validateStack(name: string, resources: PolicyResource[], combination = prod): string[] {
  const reported: string[] = [];
  const { validateStack: run } = policy(name, combination) as StackValidationPolicy;
  const args = { resources } as unknown as Parameters<StackValidationPolicy["validateStack"]>[0];
  void run(args, (message: unknown, urn?: string) => reported.push(`${String(urn)}: ${String(message)}`));
  return reported;
}

describe("policy pack", () => {
  it("has a mandatory policy for each rule, over the stack where a rule looks at neighbours", () => {
    const policies = packPolicies({ labels: () => prod, suppressions });
    expect(policies.map(({ name }) => name)).to.deep.equal(rules.map(({ id }) => id));
    expect(policies.filter((one) => "validateStack" in one).map(({ name }) => name)).to.deep.equal(
      rules.filter(({ needsGraph }) => needsGraph).map(({ id }) => id),
    );
    expect(new Set(policies.map(({ enforcementLevel }) => enforcementLevel))).to.deep.equal(new Set(["mandatory"]));
  });

  it("reports a resource that does not comply", () => {
    expect(validate("rds-private", T.databaseInstance, { publiclyAccessible: true })).to.deep.equal([
      "publiclyAccessible is true",
    ]);
    expect(validate("rds-private", T.databaseInstance, { publiclyAccessible: false })).to.deep.equal([]);
    expect(validate("rds-private", T.bucket, { publiclyAccessible: true })).to.deep.equal([]);
  });

  it("reads policies from their text and names the statement", () => {
    const Statement = [{ Sid: "All", Effect: "Allow", Action: "*", Resource: "*" }];
    expect(validate("iam-no-full-access", T.rolePolicy, { policy: JSON.stringify({ Statement }) })).to.deep.equal([
      "All: allows *",
    ]);
  });

  it("holds nothing against values that are not known yet", () => {
    expect(validate("rds-private", T.databaseInstance, withUnknown({}, "publiclyAccessible"))).to.deep.equal([]);
    expect(validate("iam-no-full-access", T.rolePolicy, withUnknown({}, "policy"))).to.deep.equal([]);
  });

  it("looks at neighbours by what refers to what", () => {
    const bucket = stackResource(T.bucket, "files");
    const versioning = stackResource(
      T.bucketVersioning,
      "files-versions",
      withUnknown({ versioningConfiguration: { status: "Enabled" } }, "bucket"),
      { bucket: [bucket] },
    );
    expect(validateStack("bucket-versioned", [bucket, versioning])).to.deep.equal([]);
    expect(validateStack("bucket-versioned", [bucket])).to.deep.equal(["urn:files: no BucketVersioning refers to it"]);
  });

  it("accepts what the ledger accepts for the stack at hand", () => {
    const props = { protocol: "HTTP" };
    expect(validate("listener-encrypted", T.listener, props)).to.deep.equal(["speaks HTTP"]);
    expect(validate("listener-encrypted", T.listener, props, { ...prod, profile: "dev" })).to.deep.equal([]);
  });

  it("learns the stack from the environment, when the engine gives it one", () => {
    const PULUMI_CONFIG = JSON.stringify({ "webapp:profile": "prod", "webapp:frontend": "spa" });
    expect(combinationOf(URN, { PULUMI_CONFIG }, [])).to.deep.equal({
      stack: "live",
      profile: "prod",
      frontend: "spa",
    });
  });

  it("else from the stack's file in the first folder that has it", () => {
    const folder = mkdtempSync(join(tmpdir(), "pack-"));
    try {
      expect(() => combinationOf(URN, {}, [folder])).to.throw(`there is no Pulumi.live.yaml in ${folder}`);
      writeFileSync(join(folder, "Pulumi.yaml"), "name: webapp\n");
      writeFileSync(join(folder, "Pulumi.live.yaml"), "config:\n  webapp:profile: dev\n");
      expect(combinationOf(URN, {}, [join(folder, "none"), folder])).to.deep.equal({
        stack: "live",
        profile: "dev",
        frontend: "ssr",
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("starts as plain JavaScript, the way the engine starts it, and serves", async () => {
    const runner = join("node_modules", "@pulumi", "pulumi", "cmd", "run-policy-pack");
    const child = spawn(process.execPath, [runner, "127.0.0.1:1", "tools/policies/pack"], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    try {
      const said = await new Promise<string>((resolve, reject) => {
        child.stdout.once("data", (data: Buffer) => {
          resolve(data.toString());
        });
        child.once("exit", (code) => {
          reject(new Error(`ended with ${String(code)}`));
        });
      });
      expect(Number(said.trim())).to.be.greaterThan(1024);
    } finally {
      child.kill();
    }
  });
});
