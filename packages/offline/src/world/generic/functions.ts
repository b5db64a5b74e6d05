import { describeFunction, describeResource, type FunctionDescription } from "../../provider";
import type { Answer } from "../answer";
import { scopeOf } from "../scope";
import type { Scope, WorldContext } from "../types";
import { arnOf, idOf } from "./identity";
import { valueOf } from "./values";

type Inputs = Readonly<Record<string, unknown>>;

/** Results that only an account holds: what is secret, and what others have stored there. */
const WITHHELD: Readonly<Record<string, readonly string[]>> = {
  "aws:cloudformation/getExport:getExport": ["value"],
  "aws:cloudformation/getStack:getStack": ["outputs", "parameters"],
  "aws:lambda/getInvocation:getInvocation": ["result"],
  "aws:ssm/getParameter:getParameter": ["value", "insecureValue"],
  "aws:ssm/getParametersByPath:getParametersByPath": ["values"],
};

const SECRET = /(secretString|secretBinary|password|plaintext|privateKey|authorizationToken|^token)$/i;

/**
 * An answer made from the types that the provider declares for a function: what it is asked for is echoed, everything
 * else is an example.
 *
 * @returns undefined when the provider's package is not installed or does not know the function.
 */
export function describedAnswer(
  token: string,
  inputs: Inputs,
  context: WorldContext,
  version: string,
): Answer | undefined {
  const description = describeFunction(token, version);
  if (description === undefined) return undefined;
  const withheld = [...description.results.keys()].filter(
    (name) => SECRET.test(name) || WITHHELD[token]?.includes(name) === true,
  );
  const subject = subjectOf(token, version);
  const urn = `${token}(${JSON.stringify(inputs)})`;
  const r = scopeOf({ urn, type: subject.type, name: subject.name, inputs }, context);
  return { result: resultOf(description, r, subject), source: "description", withheld };
}

/** The kind of resource that a function looks up: `getSubnets` tells of subnets. */
interface Subject {
  readonly type: string;
  readonly name: string;
  readonly version: string;
}

function subjectOf(token: string, version: string): Subject {
  const [provider = "", module = "", functionName = ""] = token.split(":");
  const kind = functionName.replace(/^get/, "").replace(/Ids$/, "");
  const service = module.split("/")[0] ?? "";
  const singular = kind.replace(/ies$/, "y").replace(/s$/, "");
  const known = [kind, singular].map((word) => `${provider}:${service}/${lowerFirst(word)}:${word}`);
  const type = known.find((candidate) => describeResource(candidate, version) !== undefined) ?? known[0] ?? token;
  return { type, name: lowerFirst(singular), version };
}

function resultOf(description: FunctionDescription, r: Scope, subject: Subject): Record<string, unknown> {
  const resource = describeResource(subject.type, subject.version);
  const given = r.text("id") !== "" ? r.text("id") : undefined;
  const id = given ?? (resource === undefined ? r.hex(17) : idOf(resource, r));
  const arn =
    resource === undefined
      ? r.arn(subject.type.split(/[:/]/)[1] ?? "", `${subject.name}/${id}`)
      : arnOf(resource, r, id);
  const { folder } = description;
  const name = r.text("name", `${subject.name}-${r.hex(7, "name")}`);
  const entries = [...description.results].flatMap(([property, type]) => {
    const asked = r.inputs[property];
    if (asked !== undefined) return [[property, asked] as const];
    const comment = description.comment(property);
    const value =
      property === "ids" && resource !== undefined
        ? idsOf(resource, r)
        : valueOf(type, r, { folder, property, comment, id, arn, name, filled: true, salt: "", within: [] });
    return value === undefined ? [] : [[property, value] as const];
  });
  return Object.fromEntries(entries);
}

/** Two of them, since many resources need two subnets or zones. */
function idsOf(resource: Parameters<typeof idOf>[0], r: Scope): string[] {
  const another: Scope = { ...r, hex: (length, salt = "") => r.hex(length, `${salt}another`) };
  return [idOf(resource, r), idOf(resource, another)];
}

const lowerFirst = (word: string): string => `${word.charAt(0).toLowerCase()}${word.slice(1)}`;
