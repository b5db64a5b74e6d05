import type { StackDeployment } from "./deploy-stack";

interface Container {
  readonly environment: readonly { readonly name: string }[];
  readonly secrets?: readonly { readonly name: string }[];
}

interface Statement {
  readonly Sid: string;
}

/** What the tasks of a service are given, as it stands in the graph. */
export interface Access {
  /** Names of plain variables and of those from secrets. */
  readonly variables: readonly string[];
  /** Sids of its task role and of its execution role. */
  readonly statements: readonly string[];
  /** Rules out of its security group, by name. */
  readonly egress: readonly string[];
  /** Buckets that the S3 endpoint admits, for all services together. */
  readonly admitted: readonly string[];
}

/** What a service may do and is told. */
export function accessOf(made: StackDeployment, service: string): Access {
  const { containerDefinitions } = made.named(service, "aws:ecs/taskDefinition:TaskDefinition").inputs;
  const [container] = JSON.parse(String(containerDefinitions)) as Container[];
  return {
    variables: [...(container?.environment ?? []), ...(container?.secrets ?? [])].map(({ name }) => name).sort(),
    statements: ["task", "execution"].flatMap((role) => sidsOf(made, `${service}-${role}`)),
    egress: made
      .all("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule")
      .map(({ name }) => name)
      .filter((name) => name.startsWith(`security-${service}-to-`)),
    admitted: admittedBuckets(made),
  };
}

/** What one has and the other has not. */
export function lessOf(more: Access, less: Access): Access {
  const without = (key: keyof Access) => more[key].filter((entry) => !less[key].includes(entry));
  return {
    variables: without("variables"),
    statements: without("statements"),
    egress: without("egress"),
    admitted: without("admitted"),
  };
}

/** Statements of a role's own policy, in their order. */
export function statementsOf<T extends Statement>(made: StackDeployment, role: string): T[] {
  const policies = made.all("aws:iam/rolePolicy:RolePolicy").filter(({ name }) => name === role);
  return policies.flatMap(({ inputs }) => (JSON.parse(String(inputs.policy)) as { Statement: T[] }).Statement);
}

const sidsOf = (made: StackDeployment, role: string): string[] => statementsOf(made, role).map(({ Sid }) => Sid);

function admittedBuckets(made: StackDeployment): string[] {
  const { policy } = made.only("aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy").inputs;
  const [own] = (JSON.parse(String(policy)) as { Statement: { Resource: string[] }[] }).Statement;
  return own?.Resource ?? [];
}
