import { expect } from "chai";
import { z } from "zod";

import { webappSchema } from "../../../stacks/config/schema";
import { parts } from "./grown-steps";

/** Settings below a schema by path, without those that can have one value alone. */
function settingsOf(schema: z.ZodType, path = ""): string[] {
  if (schema instanceof z.ZodLiteral) return [];
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return settingsOf(schema.unwrap() as z.ZodType, path);
  }
  if (schema instanceof z.ZodRecord && path === "") return settingsOf(schema.valueType as z.ZodType);
  if (!(schema instanceof z.ZodObject)) return [path];
  return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([key, inner]) =>
    settingsOf(inner, path === "" ? key : `${path}.${key}`),
  );
}

const pathsOf = (value: unknown, path: string): string[] =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, `${path}.${key}`))]
    : [path];

describe("the lifecycle of a stack with all five kinds", () => {
  for (const [part, steps] of Object.entries(parts)) {
    it(`changes every setting of ${part}`, () => {
      const [section = ""] = part.split(".");
      const schema = (webappSchema.shape as Record<string, z.ZodType>)[section];
      const settings = schema === undefined ? [] : settingsOf(schema);
      expect(settings).to.have.length.above(3);
      const changed = steps.flatMap((step) => Object.entries(step.settings).flatMap(([key, to]) => pathsOf(to, key)));
      expect(settings.filter((setting) => !changed.includes(setting))).to.deep.equal([]);
    });
  }
});
