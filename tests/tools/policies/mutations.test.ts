import { expect } from "chai";
import { readsOf } from "@toolkit/policies/coverage";
import { findingsIn } from "@toolkit/policies/evaluate";
import { PolicyGraph, type PolicyResource } from "@toolkit/policies/graph";
import { suppressions } from "../../../tools/policies/ledger";
import { judge } from "@toolkit/policies/ledger/apply";
import type { Combination } from "../../../tools/policies/ledger/entry";
import { type Break, isGeneral, type Rule, UNLINK } from "@toolkit/policies/rule";
import { rules } from "@toolkit/policies/rules";
import { valuesAt } from "@toolkit/policies/values";
import { broken, describeBreak } from "../../../packages/policies/tests/examples";
import { defaultRun } from "./stacks";

const SEED = 20261124;

interface Stack {
  readonly combination: Combination;
  readonly resources: readonly PolicyResource[];
  /** Failures before anything is broken: none. */
  readonly failing: ReadonlySet<string>;
}

interface Mutation {
  readonly rule: Rule;
  readonly change: Break;
}

const LOCAL = rules.filter(({ needsGraph }) => !needsGraph);
const GLOBAL = rules.filter(({ needsGraph }) => needsGraph);

/** Which rule fails for which resource. */
function failures(
  resources: readonly PolicyResource[],
  combination: Combination,
  some: readonly Rule[] = rules,
): Set<string> {
  const found = judge(findingsIn(new PolicyGraph(resources), some), suppressions, combination);
  return new Set(
    found
      .filter(({ suppression }) => suppression === undefined)
      .map(({ rule, resource }) => `${rule.id} ${resource.urn}`),
  );
}

/** Mulberry32: the same order in every run. */
function shuffled<V>(values: readonly V[]): V[] {
  let state = SEED;
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return values
    .map((value) => ({ value, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value);
}

/**
 * Ids that fail after one input of one resource is broken. A rule that needs no graph sees the broken resource alone,
 * as it does in the policy pack.
 */
function newFailures({ resources, combination }: Stack, target: PolicyResource, mutation: Mutation): string[] {
  const changed = broken(target, mutation.change);
  const all = resources.map((one) => (one === target ? changed : one));
  const run = (some: readonly Rule[]) => [
    ...failures(
      [changed],
      combination,
      some.filter((rule) => LOCAL.includes(rule)),
    ),
    ...failures(
      all,
      combination,
      some.filter((rule) => GLOBAL.includes(rule)),
    ),
  ];
  // Most candidates are none that the rule judges: ask it alone first.
  if (run([mutation.rule]).length === 0) return [];
  return [...new Set(run(rules).map((failure) => failure.split(" ")[0] ?? ""))].sort();
}

/** True when the break changes something that is there, or puts something there. */
function isApplicable(resource: PolicyResource, { type, path, to }: Break): boolean {
  if (resource.type !== type) return false;
  if (to === UNLINK) return resource.propertyDependencies[path] !== undefined;
  return path.startsWith("@") || path.endsWith("+") || valuesAt(resource.inputs, path).length > 0;
}

/** What fails for the first candidate for which the rule itself does. */
function firstHit(
  candidates: readonly { stack: Stack; target: PolicyResource }[],
  mutation: Mutation,
): string[] | undefined {
  for (const { stack, target } of candidates) {
    const failed = newFailures(stack, target, mutation);
    if (failed.length > 0) return failed;
  }
  return undefined;
}

describe("mutations of the four default stacks", () => {
  let stacks: Stack[] = [];

  before(async () => {
    stacks = (await defaultRun()).verdicts.map(({ combination, graph }) => {
      const { resources } = graph;
      return { combination, resources, failing: failures(resources, combination) };
    });
  });

  it("start from stacks without a failure", () => {
    expect(stacks.flatMap(({ failing }) => [...failing])).to.deep.equal([]);
  });

  it("fail exactly the rules that read the broken input", () => {
    const wrong: string[] = [];
    const exercised = new Set<string>();
    const table: Mutation[] = rules.flatMap((rule) => rule.examples.breaks.map((change) => ({ rule, change })));
    for (const { rule, change } of shuffled(table)) {
      const expected = [rule.id, ...(change.also ?? [])].sort();
      const candidates = shuffled(
        stacks.flatMap((stack) =>
          stack.resources.filter((one) => isApplicable(one, change)).map((target) => ({ stack, target })),
        ),
      );
      // Not every resource of a type is one that the rule judges; the first that it does judge counts.
      const hit = firstHit(candidates, { rule, change });

      if (hit === undefined) continue;
      exercised.add(rule.id);
      if (hit.join() !== expected.join()) {
        wrong.push(`${rule.id}, ${describeBreak(change)}: failed ${hit.join(", ")}; expected ${expected.join(", ")}`);
      }
    }
    expect(wrong).to.deep.equal([]);
    expect(unexercised(exercised)).to.deep.equal(ONLY_BY_EXAMPLE);
  });

  it("break every input that a rule reads", () => {
    // General rules look at every input of every type.
    const reads = readsOf(
      rules.filter((rule) => !isGeneral(rule)),
      stacks.map(({ resources }) => resources),
    );
    const missing = [...reads].flatMap(([type, paths]) =>
      [...paths].filter((path) => !isBroken(type, path)).map((path) => `${type}.${path}`),
    );
    expect(missing.sort()).to.deep.equal(SELECTORS);
  });
});

/** Rules that no default stack lets fail; their examples prove them. */
const ONLY_BY_EXAMPLE = [
  // The ledger accepts the finding wherever there is such a resource.
  "bucket-object-lock",
  "bucket-replicated",
  "cluster-exec-encrypted",
  "container-no-environment",
  "edge-classic-logs",
  "edge-geography",
  "edge-hsts-preload",
  "edge-signed-urls",
  "interface-checks-source",
  "listener-http-redirects",
  "rds-all-logs",
  "rds-custom-port",
  "target-group-encrypted",
  "target-group-health-encrypted",
  "vpc-ecr-api-endpoint",
  "vpc-ecr-registry-endpoint",
  // No default stack has such a resource.
  "cache-customer-key",
  "cache-encrypted-at-rest",
  "cache-encrypted-in-transit",
  "cache-fails-over",
  "cache-in-vpc",
  "cache-minor-upgrades",
  "cache-multi-az",
  "cache-port",
  "cache-snapshots",
  "cache-users",
  "rds-performance-insights-key",
  "repository-policy-not-public",
  "secret-customer-key",
  "secret-rotates",
  "template-metadata-v2",
  "vpc-no-network-acls",
  "no-key-as-only-proof",
  "no-lasting-credentials",
  "policy-not-everything",
  "resource-encrypted",
  "resource-not-public",
].sort();

/** Inputs that cannot be broken: they name a part in messages, or say which resource another one is about. */
const SELECTORS = [
  "aws:ec2/route:Route.routeTableId",
  "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy.policy.Statement.*.Effect",
  "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy.policy.Statement.*.Sid",
  "aws:ecs/taskDefinition:TaskDefinition.containerDefinitions.*.name",
  "aws:lb/listener:Listener.loadBalancerArn",
];

const unexercised = (exercised: ReadonlySet<string>): string[] =>
  rules
    .map(({ id }) => id)
    .filter((id) => !exercised.has(id))
    .sort();

/** True when some rule breaks the input, a part of it, or what it is part of. */
function isBroken(type: string, path: string): boolean {
  return rules.some(({ examples }) =>
    examples.breaks.some((change) => {
      const target = change.path.replace(/(^|\.)(\d+|\+)(?=\.|$)/g, "$1*");
      const overlaps = `${target}.`.startsWith(`${path}.`) || `${path}.`.startsWith(`${target}.`);
      return change.type === type && overlaps;
    }),
  );
}
