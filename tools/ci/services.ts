/** A service of a stack, as its outputs name it. */
export interface NamedService {
  /** `backend`, `frontend`, or the name of a service or worker. */
  readonly name: string;
  readonly service: string;
  /** The revision that the stack deployed. */
  readonly taskDefinitionArn: string;
}

/** Services and workers: each has two outputs that begin with its name. */
export const servicesOf = (outputs: Readonly<Record<string, unknown>>): NamedService[] =>
  Object.entries(outputs).flatMap(([key, service]) => {
    const name = /^(.+)ServiceName$/.exec(key)?.[1] ?? "";
    const taskDefinitionArn = outputs[`${name}TaskDefinitionArn`];
    return typeof service === "string" && typeof taskDefinitionArn === "string"
      ? [{ name, service, taskDefinitionArn }]
      : [];
  });
