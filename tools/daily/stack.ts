import { RunError } from "@pulumi/pulumi/errors";
import { nearest } from "@toolkit/offline/nearest";
import { z } from "zod";

import { Aws } from "../aws/aws";
import { imageKeysOutput } from "../ci/image-keys";
import type { Hands } from "./hands";

/** One service of a stack. */
export interface Service {
  /** As in the outputs: `backend`, `frontend`. */
  readonly name: string;
  /** As ECS knows it. */
  readonly serviceName: string;
  /** The revision that Pulumi deployed. */
  readonly taskDefinitionArn: string;
}

/** One job of a stack: nothing runs while it waits for its time. */
export interface Job {
  readonly name: string;
  /** The revision that its next run starts. */
  readonly taskDefinitionArn: string;
  readonly stateMachineArn: string;
}

/** A deployed stack, as its outputs tell. */
export interface DeployedStack {
  readonly name: string;
  readonly aws: Aws;
  readonly region: string;
  readonly cluster: string;
  readonly services: readonly Service[];
  /** Where the stack file has the images of what it names itself. */
  readonly imageKeys: Readonly<Record<string, string>>;
  readonly jobs: readonly Job[];
  readonly url: string;
  readonly frontend: string;
  readonly database: { readonly address: string; readonly identifier: string; readonly secretArn: string };
  /** All outputs, by name. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

const texts = z.object({
  clusterName: z.string(),
  url: z.string(),
  frontend: z.string(),
  databaseAddress: z.string(),
  databaseIdentifier: z.string(),
  databaseSecretArn: z.string(),
  jobs: z.record(z.string(), z.object({ taskDefinitionArn: z.string(), stateMachineArn: z.string() })).default({}),
});

/**
 * Reads the outputs of a stack.
 *
 * @throws RunError when there is no such stack, or it is not deployed
 */
export async function deployedStack(hands: Hands, name: string): Promise<DeployedStack> {
  const { exitCode, stdout, stderr } = await hands.pulumi([
    "stack",
    "output",
    "--json",
    "--stack",
    name,
    "--non-interactive",
  ]);
  if (exitCode !== 0) throw new RunError(`The outputs of ${name} cannot be read: ${stderr.trim()}`);
  const outputs = z.record(z.string(), z.unknown()).parse(JSON.parse(stdout));
  const { data, error } = texts.safeParse(outputs);
  if (error !== undefined) {
    const missing = error.issues.map(({ path }) => path.join("."));
    throw new RunError(
      `The stack ${name} has no output ${missing.join(", ")}: deploy it with pulumi up --stack ${name} first.`,
    );
  }
  const region = data.databaseSecretArn.split(":")[3] ?? "";
  return {
    name,
    region,
    aws: new Aws(hands.aws, { region }),
    cluster: data.clusterName,
    services: servicesIn(outputs),
    imageKeys: imageKeysOutput.parse(outputs.imageKeys),
    jobs: Object.entries(data.jobs).map(([job, outputsOfJob]) => ({ name: job, ...outputsOfJob })),
    url: data.url,
    frontend: data.frontend,
    database: {
      address: data.databaseAddress,
      identifier: data.databaseIdentifier,
      secretArn: data.databaseSecretArn,
    },
    outputs,
  };
}

/** Each service has two outputs that begin with its name. */
function servicesIn(outputs: Readonly<Record<string, unknown>>): Service[] {
  return Object.entries(outputs).flatMap(([key, serviceName]) => {
    const name = /^(.+)ServiceName$/.exec(key)?.[1];
    const taskDefinitionArn = outputs[`${name ?? ""}TaskDefinitionArn`];
    if (name === undefined || typeof serviceName !== "string" || typeof taskDefinitionArn !== "string") return [];
    return [{ name, serviceName, taskDefinitionArn }];
  });
}

/** The service of that name. @throws RunError with the nearest name, and those that there are */
export const serviceNamed = (stack: DeployedStack, wanted: string): Service =>
  named(stack, "service", stack.services, wanted);

/** The service or job of that name. @throws RunError with the nearest name, and those that there are */
export const serviceOrJobNamed = (stack: DeployedStack, wanted: string): Service | Job =>
  named(stack, stack.jobs.length === 0 ? "service" : "service or job", [...stack.services, ...stack.jobs], wanted);

function named<Part extends { readonly name: string }>(
  { name: stack }: DeployedStack,
  kind: string,
  parts: readonly Part[],
  wanted: string,
): Part {
  const found = parts.find(({ name }) => name === wanted);
  if (found !== undefined) return found;
  const names = parts.map(({ name }) => name);
  const near = nearest(wanted, names);
  throw new RunError(
    `${stack} has no ${kind} ${wanted}${near === undefined ? "." : `; did you mean ${near}?`} There is: ${names.join(", ")}.`,
  );
}

/** The services that were named, or all. */
export const servicesNamed = (stack: DeployedStack, wanted: string | undefined): readonly Service[] =>
  wanted === undefined ? stack.services : [serviceNamed(stack, wanted)];
