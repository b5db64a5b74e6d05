import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { refusedValues } from "@toolkit/offline/constraints/check";
import type { ConstraintTable } from "@toolkit/offline/constraints/table";
import { refreshConstraints } from "../../../tools/schemas/refresh-constraints";

/** Schemas in the form in which AWS publishes them, with what the table has to cope with. */
const SCHEMAS = [
  {
    typeName: "AWS::Budgets::Budget",
    properties: { Budget: { $ref: "#/definitions/BudgetData" } },
    definitions: {
      BudgetData: {
        properties: {
          BudgetName: { type: "string", pattern: "^(?![^:\\\\]*/action/|(?i).*<script>.*</script>.*)[^:\\\\]+$" },
          TimeUnit: { enum: ["DAILY", "MONTHLY"] },
          Self: { $ref: "#/definitions/BudgetData" },
        },
      },
    },
  },
  {
    typeName: "AWS::SQS::Queue",
    properties: {
      QueueName: { type: "string", pattern: "\\A[a-z]+\\Z" },
      DelaySeconds: { minimum: 0, maximum: 900 },
      Unconstrained: { type: "string" },
    },
  },
  {
    typeName: "AWS::Lambda::Function",
    properties: { Runtime: { enum: Array.from({ length: 30 }, (_, number) => `nodejs${number}.x`) } },
  },
];

describe("the table of what AWS allows", () => {
  let folder: string;
  let table: ConstraintTable;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "constraints-"));
    for (const schema of SCHEMAS) writeFileSync(join(folder, `${schema.typeName}.json`), JSON.stringify(schema));
    const out = join(folder, "table");
    refreshConstraints(folder, "2026-01-31", out);
    table = JSON.parse(readFileSync(out, "utf8")) as ConstraintTable;
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  const refused = (type: string, inputs: Record<string, unknown>): string[] =>
    refusedValues({ type, inputs }, table).map(({ input }) => input);

  it("has a property by its own name, with the type's before it, and out of a wrapper of the type's name", () => {
    const inputs = { name: "Orders", delaySeconds: 901 };
    expect(refused("aws:sqs/queue:Queue", inputs).sort()).to.deep.equal(["delaySeconds", "name"]);
    expect(refused("aws:budgets/budget:Budget", { timeUnit: "HOURLY" })).to.deep.equal(["timeUnit"]);
  });

  it("leaves out what JavaScript cannot read, and lists that grow", () => {
    expect(refused("aws:budgets/budget:Budget", { name: "a:b" })).to.deep.equal([]);
    expect(refused("aws:lambda/function:Function", { runtime: "nodejs99.x" })).to.deep.equal([]);
  });

  it("says where it comes from", () => {
    expect(table.source).to.include("cfn-lint");
    expect(table.date).to.equal("2026-01-31");
    expect(() => refreshConstraints(__dirname, "", "")).to.throw("there are no resource schemas of AWS");
  });
});
