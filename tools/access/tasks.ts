import { actionMatches, arnMatches } from "@toolkit/iam/pattern";
import { listOf, parsePolicy, type Statement } from "@toolkit/iam/policy";
import { T } from "@toolkit/offline/aws-types";
import { type GraphResource, type ResourceGraph } from "@toolkit/offline/graph";

/** Tasks that something starts by itself: a service, a schedule, a state machine. */
export interface Tasks {
  /** Logical name of their definition. */
  readonly name: string;
  /** Ids of their security groups. */
  readonly groupIds: readonly string[];
  /** What the role of the tasks allows, and that with which ECS starts them. */
  readonly statements: readonly Statement[];
}

const STARTERS = [T.service, T.stateMachine, T.schedule];

/** All of them, in the order in which the program makes them. */
export function tasksIn(graph: ResourceGraph): Tasks[] {
  const starters = STARTERS.flatMap((type) => [...graph.ofType(type)]);
  return graph.ofType(T.taskDefinition).flatMap((definition) => {
    const own = starters.filter(({ dependsOn }) => dependsOn.includes(definition.urn));
    if (own.length === 0) return [];
    const text = JSON.stringify(own.map(({ inputs }) => inputs));
    return [
      {
        name: definition.name,
        groupIds: graph.ofType(T.securityGroup).flatMap(({ id }) => (text.includes(id) ? [id] : [])),
        statements: statementsOf(graph, definition),
      },
    ];
  });
}

function statementsOf(graph: ResourceGraph, { propertyDependencies }: GraphResource): Statement[] {
  const roles = [...(propertyDependencies.taskRoleArn ?? []), ...(propertyDependencies.executionRoleArn ?? [])];
  return (
    graph
      .ofType(T.rolePolicy)
      // Whoever starts tasks may name their roles too, to pass them on.
      .filter((policy) => (policy.propertyDependencies.role ?? []).some((urn) => roles.includes(urn)))
      .flatMap(({ inputs }) => [...listOf(parsePolicy(String(inputs.policy)).Statement)])
  );
}

/** Whether a statement allows an action on a resource; conditions only say through what. */
export const allows = ({ statements }: Tasks, action: string, arn: string): boolean =>
  statements.some(
    (statement) =>
      statement.Effect === "Allow" &&
      listOf(statement.Action).some((pattern) => actionMatches(pattern, action)) &&
      listOf(statement.Resource).some((pattern) => pattern === "*" || arnMatches(pattern, arn)),
  );

/** Resources that statements with an action name. */
export const namedFor = ({ statements }: Tasks, action: string): string[] =>
  statements
    .filter(({ Action }) => listOf(Action).some((pattern) => actionMatches(pattern, action)))
    .flatMap(({ Resource }) => [...listOf(Resource)]);
