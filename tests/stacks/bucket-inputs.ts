import { type StackDeployment } from "../support/deploy-stack";

export interface Statement {
  readonly Sid: string;
  readonly Action: string | string[];
  readonly Resource: string | string[];
  readonly Condition?: unknown;
}

export const BUCKET = "aws:s3/bucket:Bucket";

/** ARN of a bucket of the application. */
export const arnOf = (made: StackDeployment, name: string): string =>
  `arn:aws:s3:::${made.named(`bucket-${name}`, BUCKET).id}`;

/** Environment variables of a service's first container. */
export const variablesOf = (made: StackDeployment, service: string): Record<string, string> => {
  const { containerDefinitions } = made.named(service, "aws:ecs/taskDefinition:TaskDefinition").inputs;
  const [container] = JSON.parse(String(containerDefinitions)) as { environment: { name: string; value: string }[] }[];
  return Object.fromEntries((container?.environment ?? []).map(({ name, value }) => [name, value]));
};
