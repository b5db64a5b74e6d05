import type { CreatedResource } from "@toolkit/offline/capture";
import type { ResourceGraph } from "@toolkit/offline/graph";
import { Account } from "../aws/account";
import { afterCreation } from "../aws/effects";
import { T } from "@toolkit/offline/aws-types";
import type { Properties } from "../protocol/values";
import { ruleBook } from "../rules";
import { firstRefusal, type Rule } from "../rules/rule";
import { creationOrder } from "./order";

/** A dependency that AWS needs and the program does not have: without it the order is luck. */
export interface MissingDependency {
  /** URN of what is refused, or starts without what it needs. */
  readonly from: string;
  /** URN of what must be there before it. */
  readonly to: string;
  /** The rule that says so, and AWS's message. */
  readonly rule: string;
  readonly message: string;
}

/** One run of a program: its graph, and each resource as its provider made it. */
export interface Run {
  readonly graph: ResourceGraph;
  readonly created: readonly CreatedResource[];
  /** @default "123456789012" */
  readonly accountId?: string;
  /** @default "us-east-1" */
  readonly region?: string;
}

type Step = CreatedResource & { readonly dependsOn: readonly string[] };

/**
 * Makes each resource of a program as late as its graph allows, and asks the refusal rules of the emulated account
 * whether AWS would have needed it earlier. The engine creates in parallel whatever does not wait for something, so
 * such a dependency goes unnoticed for as long as AWS is quick with what should have come first.
 *
 * @param rules @default the whole rule book
 * @throws Error when the rules refuse the resources in the order of the graph, where nothing is late.
 */
export function missingDependencies(run: Run, rules: readonly Rule[] = ruleBook): MissingDependency[] {
  const steps = stepsOf(run);
  const [refused] = refusals(run, creationOrder(steps), rules);
  if (refused !== undefined) throw new Error(`${refused.from} is refused in any order: ${refused.message}`);
  return steps.flatMap(({ urn }) =>
    refusals(run, creationOrder(steps, urn), rules).map((refusal) => ({ ...refusal, to: urn })),
  );
}

function stepsOf({ graph, created }: Run): Step[] {
  return created
    .filter(({ type }) => !type.startsWith("pulumi:"))
    .map((resource) => {
      const registered = graph.byUrn(resource.urn);
      // A child needs the URN of its component, which the SDK gives when what the component depends on is there.
      const all = [...graph.ancestorsOf(registered), registered];
      return { ...resource, dependsOn: all.flatMap(({ dependsOn }) => dependsOn) };
    });
}

/** What the rules refuse when resources are made in this order; what is refused is made all the same. */
function refusals({ accountId, region }: Run, order: readonly Step[], rules: readonly Rule[]) {
  const account = new Account(accountId, region);
  const refused: Omit<MissingDependency, "to">[] = [];
  for (const step of order) {
    const { type, name, urn } = step;
    const inputs = step.inputs as Properties;
    const refusal = firstRefusal(rules, "create", {
      account,
      type,
      name,
      urn,
      region: step.region,
      inputs,
      current: undefined,
    });
    if (refusal !== undefined) refused.push({ from: urn, rule: refusal.rule.id, message: refusal.message });
    make(account, step);
  }
  return refused;
}

/** Puts a resource of AWS into the account; a component of awsx stands for the image that it builds and pushes. */
function make(account: Account, { type, id, urn, region, inputs, outputs }: Step): void {
  if (!type.startsWith("aws")) return;
  const image = type === "awsx:ecr:Image" ? digestOf(outputs.imageUri) : undefined;
  const resource = {
    type: image === undefined ? type : T.image,
    id: image ?? id,
    urn,
    region,
    serial: account.nextSerial(),
    inputs: inputs as Properties,
    outputs: outputs as Properties,
  };
  account.put(resource, "create");
  afterCreation(account, resource);
}

const digestOf = (imageUri: unknown): string => String(imageUri).split("@")[1] ?? String(imageUri);
