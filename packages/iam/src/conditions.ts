import { BlockList } from "node:net";
import { type Context, substituted, valuesOf } from "./context";
import { arnMatches, globMatches } from "./pattern";
import { type ConditionBlock, listOf } from "./policy";

type Test = (policyValue: string, requestValue: string) => boolean;

/**
 * The operators that hold when any of the policy's values fits. Each has a negation that holds when none does.
 *
 * Source: IAM user guide, "IAM JSON policy elements: Condition operators"
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html).
 */
const POSITIVE: Readonly<Record<string, Test>> = {
  StringEquals: (wanted, given) => wanted === given,
  StringEqualsIgnoreCase: (wanted, given) => wanted.toLowerCase() === given.toLowerCase(),
  StringLike: (wanted, given) => globMatches(wanted, given),
  NumericEquals: (wanted, given) => Number(given) === Number(wanted),
  NumericLessThan: (wanted, given) => Number(given) < Number(wanted),
  NumericLessThanEquals: (wanted, given) => Number(given) <= Number(wanted),
  NumericGreaterThan: (wanted, given) => Number(given) > Number(wanted),
  NumericGreaterThanEquals: (wanted, given) => Number(given) >= Number(wanted),
  DateEquals: (wanted, given) => timeOf(given) === timeOf(wanted),
  DateLessThan: (wanted, given) => timeOf(given) < timeOf(wanted),
  DateLessThanEquals: (wanted, given) => timeOf(given) <= timeOf(wanted),
  DateGreaterThan: (wanted, given) => timeOf(given) > timeOf(wanted),
  DateGreaterThanEquals: (wanted, given) => timeOf(given) >= timeOf(wanted),
  Bool: (wanted, given) => wanted.toLowerCase() === given.toLowerCase(),
  BinaryEquals: (wanted, given) => wanted === given,
  IpAddress: isInNetwork,
  ArnEquals: arnMatches,
  ArnLike: arnMatches,
};

const NEGATIVE: Readonly<Record<string, string>> = {
  StringNotEquals: "StringEquals",
  StringNotEqualsIgnoreCase: "StringEqualsIgnoreCase",
  StringNotLike: "StringLike",
  NumericNotEquals: "NumericEquals",
  DateNotEquals: "DateEquals",
  NotIpAddress: "IpAddress",
  ArnNotEquals: "ArnEquals",
  ArnNotLike: "ArnLike",
};

/**
 * Whether every condition of a statement holds for a request.
 *
 * @throws Error for an operator that IAM does not have.
 */
export function conditionsHold(conditions: ConditionBlock | undefined, context: Context): boolean {
  return Object.entries(conditions ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => holds(operator, key, listOf(values).map(String), context)),
  );
}

function holds(operator: string, key: string, wanted: readonly string[], context: Context): boolean {
  const [, quantifier, name = "", ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  const given = valuesOf(context, key);
  if (name === "Null") return wanted.some((value) => (value.toLowerCase() === "true") === (given === undefined));
  const negated = NEGATIVE[name];
  const test = POSITIVE[negated ?? name];
  if (test === undefined) throw new Error(`IAM has no condition operator ${operator}.`);
  // A variable without value is a value that nothing equals.
  const values = wanted.map((value) => substituted(value, context)).filter((value) => value !== undefined);
  const fits = (one: string): boolean => values.some((value) => test(value, one)) === (negated === undefined);
  if (given === undefined || given.length === 0) {
    // A negated operator holds for a key that is absent; a set that is empty has no value that does not fit.
    return (
      ifExists !== undefined || quantifier === "ForAllValues" || (quantifier === undefined && negated !== undefined)
    );
  }
  if (quantifier === "ForAllValues") return given.every(fits);
  return quantifier === "ForAnyValue" || negated === undefined ? given.some(fits) : given.every(fits);
}

/** Milliseconds of an ISO 8601 date or of seconds since 1970. */
const timeOf = (text: string): number => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text));

function isInNetwork(network: string, address: string): boolean {
  const [start = "", length] = network.split("/");
  const family = start.includes(":") ? "ipv6" : "ipv4";
  const list = new BlockList();
  list.addSubnet(start, Number(length ?? (family === "ipv6" ? 128 : 32)), family);
  return list.check(address, address.includes(":") ? "ipv6" : "ipv4");
}
