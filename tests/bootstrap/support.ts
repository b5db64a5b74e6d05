import { actionMatches } from "@toolkit/iam/pattern";
import { Deployment } from "@toolkit/offline/testing";

import { fixtureBootstrap } from "../support/fixture-bootstrap";

/** The bootstrap as its stack file describes it, run with known and with unknown values, once per process. */
export const bootstrap = async (...set: string[]): Promise<Deployment> =>
  new Deployment((await fixtureBootstrap(...set)).graph);

export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action: string | string[];
  readonly Resource: string | string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export const POLICY = "aws:iam/policy:Policy";
export const INLINE = "aws:iam/rolePolicy:RolePolicy";
export const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
export const ROLE = "aws:iam/role:Role";

/** The longest list of actions that the configuration takes: 400 characters. */
export const MOST_ACTIONS = Array.from({ length: 20 }, (_, index) => `dynamodb:Action${"xyz"[index % 3]?.repeat(4)}`);
export const LONGEST_PROJECT = `bootstrap:project=${"p".repeat(24)}`;

export const list = (value: string | string[]): string[] => [value].flat();

/** Statements of the managed policy with a logical name. */
export function statementsOf(deployment: Deployment, name: string): Statement[] {
  const { policy } = deployment.inputs(POLICY, name);
  return (JSON.parse(String(policy)) as { Statement: Statement[] }).Statement;
}

/** The statements that a role of a stack gets from all its policies, its own one first. */
export function statementsOfRole(deployment: Deployment, role: "preview" | "deploy", stack = "prod"): Statement[] {
  const start = `${role}-${stack}-`;
  const { policy } = deployment.inputs(INLINE, `${start}state`);
  const own = (JSON.parse(String(policy)) as { Statement: Statement[] }).Statement;
  const attached = deployment
    .all(ATTACHMENT)
    .filter(({ name }) => name.startsWith(start))
    .map(({ name }) => name.slice(start.length))
    .flatMap((room) => statementsOf(deployment, room === "reads" ? room : `${stack}-${room}`));
  return [...own, ...attached];
}

/** Whether a pattern of IAM, with `*` for anything and without regard to case, covers a text. */
export const covers = actionMatches;

/** Whether statements allow an action on a resource, conditions aside; a denial without conditions wins. */
export function allows(statements: readonly Statement[], action: string, resource = "*"): boolean {
  const matches = ({ Action, Resource }: Statement): boolean =>
    list(Action).some((pattern) => covers(pattern, action)) &&
    list(Resource).some((pattern) => covers(pattern, resource));
  return (
    statements.some((entry) => entry.Effect === "Allow" && matches(entry)) &&
    !statements.some((entry) => entry.Effect === "Deny" && entry.Condition === undefined && matches(entry))
  );
}
