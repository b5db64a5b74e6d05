import { RunError } from "@pulumi/pulumi/errors";
import jsonata from "jsonata";
import { z } from "zod";

import { holds, type Value } from "../claims";
import { output, outputOf, resource, until, type Check, type Scene } from "./scene";

const settings = z.strictObject({
  /** Arguments of the AWS CLI; `{name}` is an output of the stack, `{type::name.property}` one of a resource. */
  aws: z.array(z.string()),
  /** A JSONata expression that makes a number or a text of the answer. */
  read: z.string(),
});

/** One call of the AWS CLI, asked again until its answer is the expected one. */
export const ask: Check = async (scene, { check, expected, minutes }) => {
  const { aws, read } = settings.parse(check.with);
  const args = aws.map((word) => filled(scene, word));
  const expression = jsonata(read);
  let seen: Value | undefined;
  await until(scene, minutes, async () => {
    seen = valueOf(await expression.evaluate(await scene.aws.json(...args)));
    return holds(expected, seen) ? seen : undefined;
  });
  return { seen: seen ?? "nothing", details: [`aws ${args.join(" ")}`, `${read}: ${String(seen)}`] };
};

function filled(scene: Scene, word: string): string {
  return word.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const [, type, logical, property] = /^(.+)::(.+)\.(\w+)$/.exec(name) ?? [];
    if (type === undefined || logical === undefined || property === undefined) return output(scene, name);
    return outputOf(resource(scene, type, logical), property);
  });
}

function valueOf(value: unknown): Value {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (value === undefined) return "nothing";
  throw new RunError(`the expression gives ${JSON.stringify(value)} and no single value`);
}
