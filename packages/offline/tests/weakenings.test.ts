import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { T } from "../src/aws-types";
import { consequencesOf } from "../src/consequences";
import { HOLDING, lossesOf } from "../src/consequences/losses";
import type { Weakening } from "../src/consequences/weakening";
import { WEAKENINGS } from "../src/consequences/weakenings";
import { type DeclaredType, describeResource, fieldsOf } from "../src/provider";
import { GRAPH_VERSION, type GraphDocument } from "../src/graph";
import { deploy } from "../src/testing";
import { ALL_TYPES } from "./declared";

type Fields = Record<string, unknown>;

/** Final losses of an update from one set of inputs to another. */
function losses(type: string, before: Fields, after: Fields): string[] {
  const urn = `urn:pulumi:dev::program::${type}::it`;
  const holder = { urn, type, name: "it", inputs: before, protect: false, retainOnDelete: false };
  const inputs = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const fate = { operation: "update", inputs, isDeletedFirst: false, after } as const;
  return lossesOf({ ...holder, propertyDependencies: {} }, fate, new Set())
    .filter(({ isFinal }) => isFinal)
    .map(({ text }) => text);
}

/** Inputs with one value at the path of a row; undefined leaves it out. */
function withValue({ list, input, unless }: Weakening, value: unknown): Fields {
  const item = nested(input, value);
  if (list === undefined) return item as Fields;
  const other = unless === undefined ? {} : nested(unless.input, unless.is === false ? true : "Enabled");
  const items =
    value === undefined && input === "" ? [] : [input === "" ? item : { ...(item as Fields), ...(other as Fields) }];
  return nested(list, items) as Fields;
}

const nested = (path: string, value: unknown): unknown =>
  path === ""
    ? value
    : path.split(".").reduceRight<unknown>((inner, step) => (inner === undefined ? {} : { [step]: inner }), value);

/** Two values that the row calls worse in this order. */
const WORSE = { lower: [9, 3], off: [true, false], on: [false, true], setting: [undefined, "2027-01-01"] } as const;
const worse = (row: Weakening): readonly [unknown, unknown] =>
  row.destroys === "removal" ? [row.by === undefined ? "one" : { ruleName: "one" }, undefined] : WORSE[row.destroys];

const rows = Object.entries(WEAKENINGS).flatMap(([type, some]) => some.map((row) => [type, row] as const));

describe("updates that destroy", () => {
  for (const [type, row] of rows) {
    it(`${type} ${[row.list, row.input].filter(Boolean).join(".")} ${row.destroys}`, () => {
      const [before, after] = worse(row).map((value) => withValue(row, value)) as [Fields, Fields];
      const told = losses(type, before, after);
      expect(told).to.have.length(1);
      expect(told[0])
        .to.contain("it")
        .and.to.not.match(/[{}]|undefined|NaN/);
      expect(losses(type, after, before)).to.deep.equal([]);
      expect(losses(type, before, before)).to.deep.equal([]);
    });
  }

  it("are told only of types and inputs that there are", () => {
    const unknown = rows.flatMap(([type, row]) => {
      const description = describeResource(type);
      const path = [row.list, row.input].filter(Boolean).join(".").split(".");
      const [input = "", ...rest] = path;
      if (!ALL_TYPES.includes(type) || description?.inputs.has(input) !== true) return [`${type} ${path.join(".")}`];
      const end = rest.reduce<DeclaredType | undefined>(
        (declared, step) => fieldOf(declared, step, description.folder),
        description.outputs.get(input),
      );
      return end === undefined ? [`${type} ${path.join(".")}`] : [];
    });
    expect(unknown).to.deep.equal([]);
    expect(HOLDING.filter((type) => !ALL_TYPES.includes(type))).to.deep.equal([]);
  });

  it("count what AWS takes where nothing is given", () => {
    const days = (value?: number): Fields => (value === undefined ? {} : { retentionInDays: value });
    expect(losses(T.logGroup, days(), days(30))).to.deep.equal([
      "log lines of it older than 30 days (was without limit)",
    ]);
    expect(losses(T.logGroup, days(0), days(30))).to.have.length(1);
    expect(losses(T.logGroup, days(30), days(0))).to.deep.equal([]);
    expect(losses(T.trail, {}, { enableLogging: false })).to.deep.equal(["it records no calls any more"]);
    expect(losses(T.databaseInstance, { backupRetentionPeriod: 7 }, {})).to.deep.equal(["all automated backups of it"]);
    expect(losses(T.databaseInstance, {}, { deleteAutomatedBackups: true })).to.deep.equal([]);
  });

  it("hold each rule against the one for the same objects", () => {
    const rule = (days: number, more: Fields = {}): Fields => ({
      rules: [{ id: "a", status: "Enabled", filter: {}, expiration: { days }, ...more }],
    });
    expect(losses(T.bucketLifecycle, { rules: [] }, rule(400))).to.deep.equal([
      "objects of it older than 400 days (was without limit)",
    ]);
    expect(losses(T.bucketLifecycle, rule(400), rule(400, { id: "b" }))).to.deep.equal([]);
    expect(losses(T.bucketLifecycle, rule(400), rule(1, { status: "Disabled" }))).to.deep.equal([]);
    expect(losses(T.bucketLifecycle, rule(400), rule(400, { filter: { prefix: "a/" } }))).to.have.length(1);
    const plan = (deleteAfter: number, ruleName = "daily"): Fields => ({
      rules: [{ ruleName, lifecycle: { deleteAfter } }],
    });
    expect(losses(T.backupPlan, plan(35), plan(7))).to.deep.equal([
      "daily backups of it older than 7 days (was 35), from now on",
    ]);
    expect(losses(T.backupPlan, plan(35), plan(35, "weekly"))).to.deep.equal(["it makes no daily backups any more"]);
  });

  it("are not guessed from what nobody knows", () => {
    for (const value of ["[unknown]", "[secret]", "04da6b54-80e4-46f7-96ec-b56ff0331ba9"]) {
      expect(losses(T.trail, { enableLogging: true }, { enableLogging: value }), value).to.deep.equal([]);
    }
  });

  it("read rules in a JSON text", () => {
    const policy = (countNumber: number): Fields => ({
      policy: JSON.stringify({
        rules: [{ selection: { tagStatus: "untagged", countType: "sinceImagePushed", countNumber } }],
      }),
    });
    expect(losses(T.repositoryLifecycle, policy(14), policy(1))).to.deep.equal([
      "images of it beyond 1 (was 14) (untagged sinceImagePushed)",
    ]);
  });
});

describe("what ends with a resource that guards another", () => {
  const files =
    (isVersioned: boolean, isThere = true) =>
    () => {
      if (!isThere) return;
      const bucket = new aws.s3.Bucket("files");
      const status = { status: "Enabled" };
      if (isVersioned) new aws.s3.BucketVersioning("files", { bucket: bucket.id, versioningConfiguration: status });
    };
  const between = async (before: () => unknown, after: () => unknown): Promise<string[]> => {
    const document = async (program: () => unknown): Promise<GraphDocument> => {
      const { resources, outputs } = await deploy(program, { both: false, house: {} });
      return { version: GRAPH_VERSION, project: "program", stack: "dev", config: {}, resources, outputs };
    };
    return consequencesOf(await document(before), await document(after)).flatMap(({ final }) => final);
  };

  it("is told while the other stays, and not beside its own loss", async () => {
    expect(await between(files(true), files(false))).to.deep.equal([
      "objects of files that are overwritten or deleted from now on",
    ]);
    expect(await between(files(true), files(true, false))).to.deep.equal([
      "all objects of files; AWS refuses while there are any",
    ]);
  });
});

/** The declared type of a field, of an item where it is a list. */
function fieldOf(declared: DeclaredType | undefined, step: string, folder: string): DeclaredType | undefined {
  switch (declared?.kind) {
    case "optional":
      return fieldOf(declared.type, step, folder);
    case "list":
      return fieldOf(declared.element, step, folder);
    case "named":
      return fieldsOf(folder, declared.name)?.get(step);
    // A JSON text, whose fields AWS's documentation tells.
    case "string":
      return declared;
    default:
      return undefined;
  }
}
