import { Cluster, FargateService, type FargateServiceArgs } from "../../components/compute";
import { ACCOUNT_ID } from "@toolkit/offline/capture";
import { deploy, type Deployment } from "@toolkit/offline/testing";
import { account } from "./infrastructure-support";

export { account };

export const REPOSITORY = `arn:aws:ecr:us-east-1:${ACCOUNT_ID}:repository/webapp-dev/backend`;
export const SECRET = `arn:aws:secretsmanager:us-east-1:${ACCOUNT_ID}:secret:rds!db-1a2b-AbCdEf`;
export const KEY = `arn:aws:kms:us-east-1:${ACCOUNT_ID}:key/11111111-2222-3333-4444-555555555555`;
export const TOPIC = `arn:aws:sns:us-east-1:${ACCOUNT_ID}:alarms`;
export const LISTENER = `arn:aws:elasticloadbalancing:us-east-1:${ACCOUNT_ID}:listener/app/internal/0123456789abcdef/1`;

/** What `build` throws, or fails the test. */
export async function failure(build: () => unknown): Promise<Error> {
  try {
    await deploy(build);
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("nothing was refused");
}

/** `type::name` of everything that AWS would make, sorted. */
export function typesAndNames(deployment: Deployment): string[] {
  return deployment.graph.managed.map((resource) => `${resource.type}::${resource.name}`).sort();
}

interface Statement {
  readonly Sid?: string;
  readonly Action?: unknown;
  readonly Resource?: unknown;
  readonly Condition?: unknown;
}

/** Statements of the inline policy called `name`. */
export function policyOf(deployment: Deployment, name: string): Statement[] {
  return statementsIn(deployment.named(name, "aws:iam/rolePolicy:RolePolicy").inputs.policy);
}

/** Statements of the trust policy of the role called `name`. */
export function trustOf(deployment: Deployment, name: string): Statement[] {
  return statementsIn(deployment.named(name, "aws:iam/role:Role").inputs.assumeRolePolicy);
}

function statementsIn(document: unknown): Statement[] {
  return (JSON.parse(String(document)) as { Statement: Statement[] }).Statement;
}

interface Container {
  readonly name: string;
  readonly command?: unknown;
  readonly environment: unknown;
  readonly secrets?: unknown;
  readonly portMappings: unknown;
  readonly readonlyRootFilesystem: boolean;
  readonly logConfiguration: { readonly options: Readonly<Record<string, string>> };
}

/** The one container of the one task definition. */
export function containerOf(deployment: Deployment): Container {
  const text = String(deployment.only("aws:ecs/taskDefinition:TaskDefinition").inputs.containerDefinitions);
  const containers = JSON.parse(text) as Container[];
  const [container] = containers;
  if (container === undefined || containers.length > 1) throw new Error(`${containers.length} containers`);
  return container;
}

export type ServiceChange = Partial<Omit<FargateServiceArgs, "pullRepositoryArn">> & {
  /** Null for a public image. */
  readonly repository?: string | null;
};

/** A service in a cluster of its own, with every argument that has no default. */
export function service(change: ServiceChange = {}, name = "backend"): FargateService {
  const { repository = REPOSITORY, ...args } = change;
  const cluster = new Cluster(`${name}-cluster`, { account });
  return new FargateService(name, {
    account,
    clusterName: cluster.name,
    clusterArn: cluster.arn,
    capacityProviders: cluster.capacityProviders,
    capacity: { kind: "fargate" },
    image: `${ACCOUNT_ID}.dkr.ecr.us-east-1.amazonaws.com/webapp-dev/backend@sha256:${"0".repeat(64)}`,
    ...(repository === null ? {} : { pullRepositoryArn: repository }),
    containerPort: 8080,
    cpu: 256,
    memory: 512,
    architecture: "arm64",
    minTasks: 1,
    maxTasks: 4,
    scaling: { cpuPercent: 60, requestsPerTarget: 1000 },
    vpcId: "vpc-0123456789abcdef0",
    subnetIds: ["subnet-a", "subnet-b"],
    securityGroupIds: ["sg-backend"],
    targetGroup: { healthCheckPath: "/healthz" },
    listenerRule: { listenerArn: LISTENER, priority: 10 },
    loadBalancerArnSuffix: "app/internal/0123456789abcdef",
    ...args,
  });
}
