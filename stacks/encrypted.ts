import * as pulumi from "@pulumi/pulumi";

import { type StackConfig } from "./config";

/** Outputs that repeat an encrypted value. */
const SECRET_OUTPUTS: Readonly<Record<string, string>> = {
  "aws:budgets/budget:Budget": "notifications",
  "aws:ecs/taskDefinition:TaskDefinition": "containerDefinitions",
  "aws:sns/topicSubscription:TopicSubscription": "endpoint",
};

/**
 * Variables of a service, a worker or a job. Pulumi tells which key holds something encrypted, not what in it, so all of them are secret in
 * the state as soon as one is. ECS itself shows them to whoever may read the task definition: what nobody there may see
 * belongs into `secrets`.
 */
export function environmentOf(
  config: StackConfig,
  section: "backend" | "ssr" | "services" | "workers" | "jobs",
  environment: Readonly<Record<string, string>>,
): Record<string, pulumi.Input<string>> {
  const variables = Object.entries(environment);
  return Object.fromEntries(variables.map(([name, value]) => [name, hidden(config, `webapp:${section}`, value)]));
}

/** Who is told of alarms, by e-mail. */
export function emailOf(config: StackConfig): pulumi.Input<string> | undefined {
  const { email } = config.alerts;
  return email === undefined ? undefined : hidden(config, "webapp:alerts", email);
}

/** A value of a key, secret if the stack file encrypts anything in that key. */
export function hidden(
  { encrypted = [] }: Pick<StackConfig, "encrypted">,
  key: string,
  value: string,
): pulumi.Input<string> {
  return encrypted.includes(key) ? pulumi.secret(value) : value;
}

/** Hides outputs that repeat an encrypted value, whether or not the provider says that they do. */
export const hideOutputs: pulumi.ResourceTransformation = ({ type, props, opts }) => {
  const output = SECRET_OUTPUTS[type];
  if (output === undefined) return undefined;
  return { props, opts: pulumi.mergeOptions(opts, { additionalSecretOutputs: [output] }) };
};
