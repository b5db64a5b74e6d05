import { readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { gunzipSync } from "node:zlib";

import { Command } from "@commander-js/extra-typings";
import { actionFacts } from "@toolkit/iam/actions";
import { HANDLER_FILE, type HandlerActions } from "@toolkit/iam/handlers";
import { traceOption } from "../cli/options";
import { subcommand } from "../cli/subcommand";
import { typesOfProvider } from "../schemas/provider-types";
import { BY_HAND, schemaTypeOf } from "./schema-types";

interface Schema {
  readonly handlers?: Readonly<Record<string, { readonly permissions?: readonly string[] }>>;
}

const KINDS = ["create", "read", "update", "delete"] as const;

const command = new Command("refresh-handlers")
  .description("Reads which actions AWS's resource schemas name for each type of the provider.")
  .argument("<file>", "schemas.json.gz: { types: { AWS::…: schema } }, as cfn-lint carries them")
  .addOption(traceOption());

export default subcommand(command, {
  run: (_options, file) => {
    const { types } = JSON.parse(gunzipSync(readFileSync(file)).toString()) as { types: Record<string, Schema> };
    const schemas = new Map(Object.entries(types).map(([name, schema]) => [name.toLowerCase(), schema]));
    const others = Object.keys(BY_HAND).filter((type) => !type.startsWith("aws:"));
    const known = [...typesOfProvider(dirname(require.resolve("@pulumi/aws/package.json"))), ...others].flatMap(
      (type) => {
        const actions = actionsOf(type, schemas.get(schemaTypeOf(type)));
        return actions === undefined ? [] : [[type, actions] as const];
      },
    );
    // A line for each type, so that a difference can be read.
    const lines = known.map(([type, actions]) => `${JSON.stringify(type)}:${JSON.stringify(actions)}`);
    writeFileSync(HANDLER_FILE, `{\n${lines.join(",\n")}\n}\n`);
    process.stdout.write(`${known.length} types in ${HANDLER_FILE}\n`);
  },
});

function actionsOf(type: string, schema: Schema | undefined): HandlerActions | undefined {
  const byHand = BY_HAND[type];
  if (byHand !== undefined) {
    const plain = Object.entries(byHand).map(([kind, names]) => [kind, names.trim().split(/\s+/).join(" ")]);
    return { read: "", ...(Object.fromEntries(plain) as typeof byHand) };
  }
  if (schema?.handlers === undefined) return undefined;
  const handlers = schema.handlers;
  const named = (kind: string): string =>
    // What AWS's own list of actions does not have is a slip of the schema, such as s3:REST.PUT.OBJECT; patterns say nothing.
    [...new Set((handlers[kind]?.permissions ?? []).flatMap(spelled))].sort().join(" ");
  return Object.fromEntries(KINDS.map((kind) => [kind, named(kind)])) as unknown as HandlerActions;
}

/** An action as AWS's list spells it: schemas differ in case. */
function spelled(action: string): string[] {
  const facts = actionFacts(action);
  return facts === undefined ? [] : [`${(action.split(":")[0] ?? "").toLowerCase()}:${facts.name}`];
}
