import type { PolicyGraph, PolicyResource } from "./graph";
import { answersOf, type Break, type ExampleResource, type Rule, type RuleHead, UNLINK, type Violation } from "./rule";
import { isOpaque, valuesAt, withValue } from "./values";

type Accepts = (value: unknown) => boolean;

export const isTrue: Accepts = (value) => value === true;
export const isNotTrue: Accepts = (value) => value !== true;
export const isSet: Accepts = (value) =>
  value !== undefined && value !== "" && !(Array.isArray(value) && !value.length);
export const oneOf =
  (...values: readonly unknown[]): Accepts =>
  (value) =>
    values.includes(value);
export const noneOf =
  (...values: readonly unknown[]): Accepts =>
  (value) =>
    !values.includes(value);
export const atLeast =
  (least: number): Accepts =>
  (value) =>
    typeof value === "number" && value >= least;

/** A value that must be acceptable, with one that is and one that is not. */
interface Expectation {
  readonly path: string;
  readonly accepts: Accepts;
  readonly good: unknown;
  /** `undefined` removes the input. */
  readonly bad: unknown;
  /** Other rules that refuse the same value. */
  readonly also?: readonly string[];
}

const show = (value: unknown): string => (value === undefined ? "not set" : JSON.stringify(value));

/** What stands at a path and is not acceptable; values that are not known yet are. */
export function unacceptable(inputs: unknown, { path, accepts }: Pick<Expectation, "path" | "accepts">): Violation[] {
  return valuesAt(inputs, path)
    .filter((value) => !isOpaque(value) && !accepts(value))
    .map((value) => ({ message: `${path.replaceAll(".*", "[]")} is ${show(value)}` }));
}

export interface InputRule extends RuleHead, Expectation {
  readonly type: string;
  /** Only resources whose inputs say so. @default all of the type */
  readonly when?: (inputs: Readonly<Record<string, unknown>>) => boolean;
  /** Other inputs of the example, which make it one that the rule judges. @default none */
  readonly with?: Readonly<Record<string, unknown>>;
  /** Further breaks, for what `when` reads. @default none */
  readonly breaks?: readonly Omit<Break, "type">[];
}

/** A rule about one input of one type. */
export function inputRule(rule: InputRule): Rule {
  const { type, path, good, bad, also, when = () => true } = rule;
  const inputs = withValue(rule.with ?? {}, path, good) as Record<string, unknown>;
  return {
    ...headOf(rule),
    types: [type],
    needsGraph: false,
    check: (resource) => (when(resource.inputs) ? unacceptable(resource.inputs, rule) : []),
    examples: {
      compliant: [{ type, inputs }],
      breaks: [
        { type, path, to: bad, ...(also === undefined ? {} : { also }) },
        ...(rule.breaks ?? []).map((more) => ({ type, ...more })),
      ],
    },
  };
}

export interface CompanionRule extends RuleHead {
  readonly type: string;
  readonly companion: string;
  /** Input by which the companion refers to the resource. */
  readonly link: string;
  /** What every such companion must say. @default nothing */
  readonly expects?: readonly Expectation[];
  /** Other rules that miss the companion too. */
  readonly also?: readonly string[];
  readonly when?: (resource: PolicyResource, graph: PolicyGraph) => boolean;
}

/** A rule that wants another resource beside each one, such as a bucket's public access block. */
export function companionRule(rule: CompanionRule): Rule {
  const { type, companion, link, expects = [], when = () => true } = rule;
  const inputs = expects.reduce<unknown>((made, { path, good }) => withValue(made, path, good), {});
  const kind = companion.split(":").at(-1) ?? companion;
  return {
    ...headOf(rule),
    types: [type],
    needsGraph: true,
    check: (resource, graph) => {
      if (!when(resource, graph)) return [];
      const found = graph.referrers(resource, companion, link);
      if (found.length === 0) return [{ message: `no ${kind} refers to it` }];
      return found.flatMap((one) =>
        expects.flatMap((expected) =>
          unacceptable(one.inputs, expected).map(({ message }) => ({ message: `${kind} ${one.name}: ${message}` })),
        ),
      );
    },
    examples: {
      compliant: [
        { type, name: "subject" },
        { type: companion, inputs: inputs as Record<string, unknown>, links: { [link]: ["subject"] } },
      ],
      breaks: [
        { type: companion, path: link, to: UNLINK, ...(rule.also === undefined ? {} : { also: rule.also }) },
        ...expects.map(({ path, bad, also }) => ({
          type: companion,
          path,
          to: bad,
          ...(also === undefined ? {} : { also }),
        })),
      ],
    },
  };
}

export interface CustomRule extends RuleHead, Pick<Rule, "everyTypeBut"> {
  readonly types: readonly string[];
  /** @default false */
  readonly needsGraph?: boolean;
  readonly check: Rule["check"];
  readonly compliant: readonly ExampleResource[];
  readonly breaks: readonly Break[];
}

/** A rule with a check of its own. */
export function customRule(rule: CustomRule): Rule {
  const { types, everyTypeBut, needsGraph = false, check, compliant, breaks } = rule;
  const general = everyTypeBut === undefined ? {} : { everyTypeBut };
  return { ...headOf(rule), types, ...general, needsGraph, check, examples: { compliant, breaks } };
}

/** A value of one type that a general rule refuses, and one that it accepts in its place. */
export interface GeneralExample {
  readonly type: string;
  readonly path: string;
  readonly good: unknown;
  readonly bad: unknown;
  /** Other inputs. @default none */
  readonly with?: Readonly<Record<string, unknown>>;
}

export interface GeneralRule extends RuleHead, Required<Pick<Rule, "everyTypeBut">> {
  /** What is wrong with a resource. */
  readonly problems: (resource: PolicyResource) => readonly string[];
  readonly examples: readonly GeneralExample[];
}

/** A rule that reads resources of any type, by the names and the shape of their inputs. */
export function generalRule({ problems, examples, ...rule }: GeneralRule): Rule {
  return customRule({
    ...rule,
    types: [],
    check: (resource) => problems(resource).map((message) => ({ message })),
    compliant: examples.map(({ type, path, good, with: others = {} }, index) => ({
      type,
      name: `example${index}`,
      inputs: withValue(others, path, good) as Record<string, unknown>,
    })),
    breaks: examples.map(({ type, path, bad }, index) => ({ type, name: `example${index}`, path, to: bad })),
  });
}

function headOf({ id, answers, severity, title, fix }: RuleHead) {
  return { id, answers: answersOf(answers), severity, title, fix };
}
