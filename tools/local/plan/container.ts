/** What a container is started with. */
export interface ContainerPlan {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** ECS `valueFrom` by variable: `<secret ARN>:<JSON key>::`. */
  readonly secrets: Readonly<Record<string, string>>;
  /** CPU units of a task, 1024 are one vCPU. */
  readonly cpu: number;
}

interface Container {
  readonly name: string;
  readonly command?: readonly string[];
  readonly environment: readonly { readonly name: string; readonly value: string }[];
  readonly secrets?: readonly { readonly name: string; readonly valueFrom: string }[];
}

/** Reads one container of a task definition. */
export function containerPlan(definition: Readonly<Record<string, unknown>>, containerName: string): ContainerPlan {
  const containers = JSON.parse(String(definition.containerDefinitions)) as Container[];
  const container = containers.find(({ name }) => name === containerName);
  if (container === undefined) throw new Error(`A task definition has no container ${containerName}.`);
  return {
    command: container.command ?? [],
    environment: Object.fromEntries(container.environment.map(({ name, value }) => [name, value])),
    secrets: Object.fromEntries((container.secrets ?? []).map(({ name, valueFrom }) => [name, valueFrom])),
    cpu: Number(definition.cpu),
  };
}
