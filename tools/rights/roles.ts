import type { GraphResource, ResourceGraph } from "@toolkit/offline/graph";
import { parsePolicy, type Policy } from "@toolkit/iam/policy";
import type { Home } from "./inventory";
import { callerOf, EVERYTHING, type Role } from "./role";
import { BOUNDARIES_OF_REVIEWS, reviewRolesOf } from "./review-roles";

export type { Role };

const ROLE = "aws:iam/role:Role";
const POLICY = "aws:iam/policy:Policy";
const INLINE = "aws:iam/rolePolicy:RolePolicy";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

/**
 * The roles of CI in the bootstrap's graph, and for each of its stacks the most powerful role that a deployment could make:
 * one with every right, within the boundary that it must carry.
 *
 * @param pullRequests those with a review stack, whose roles are made from the bootstrap's policies @default none
 */
export function rolesOf(
  graph: ResourceGraph,
  { accountId, region }: Pick<Home, "accountId" | "region">,
  pullRequests: readonly number[] = [],
): Role[] {
  const documents = new Map(
    graph.ofType(POLICY).map(({ inputs }) => [text(inputs.name), parsePolicy(text(inputs.policy))]),
  );
  const document = (arn: unknown): Policy => {
    const found = documents.get(text(arn).split("/").at(-1) ?? "");
    if (found === undefined) throw new Error(`The bootstrap makes no policy ${String(arn)}.`);
    return found;
  };
  const policiesOf = (role: GraphResource): Policy[] => {
    const ofRole = (type: string) => graph.ofType(type).filter(({ inputs }) => inputs.role === role.inputs.name);
    return [
      ...ofRole(INLINE).map(({ inputs }) => parsePolicy(text(inputs.policy))),
      ...ofRole(ATTACHMENT).map(({ inputs }) => document(inputs.policyArn)),
    ];
  };
  const boundaryOf = (stack: string): string => {
    const policy = graph.ofType(POLICY).find(({ name }) => name === `boundary-${stack}`);
    return `arn:aws:iam::${accountId}:policy/${text(policy?.inputs.name)}`;
  };
  const stackOf = (role: GraphResource): string => role.name.replace(/^(deploy|preview)-/, "");
  const ofCi = graph.ofType(ROLE).map((role): Role => ({
    name: role.name,
    stack: stackOf(role),
    region,
    stackBoundaryArn: boundaryOf(stackOf(role)),
    policies: { identity: policiesOf(role), boundary: document(role.inputs.permissionsBoundary) },
    trust: parsePolicy(text(role.inputs.assumeRolePolicy)),
    caller: callerOf(accountId, text(role.inputs.name)),
  }));
  const made = graph
    .ofType(POLICY)
    .filter(({ name }) => name.startsWith("boundary-") && !BOUNDARIES_OF_REVIEWS.includes(name))
    .map(({ name, inputs }): Role => {
      const stack = name.replace("boundary-", "");
      return {
        name: `made by ${stack}`,
        stack,
        region,
        stackBoundaryArn: boundaryOf(stack),
        policies: { identity: [EVERYTHING], boundary: parsePolicy(text(inputs.policy)) },
        caller: callerOf(accountId, `made-by-${stack}`),
      };
    });
  const reviews = pullRequests.flatMap((number) => reviewRolesOf(graph, { number, accountId, region }));
  return [...ofCi, ...made, ...reviews].sort((a, b) => order(a) - order(b) || a.name.localeCompare(b.name));
}

const order = ({ name }: Role): number =>
  ["preview", "deploy", "made", "review"].findIndex((kind) => name.startsWith(kind));

const text = (value: unknown): string => (typeof value === "string" ? value : "");
