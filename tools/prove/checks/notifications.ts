import { RunError } from "@pulumi/pulumi/errors";
import { T } from "@toolkit/offline/aws-types";
import { z } from "zod";

import { AwsRefusal } from "../../aws/aws";
import type { Claim } from "../claims";
import { hear, listen } from "../listening";
import { output, outputOf, resource, until, type Check, type Scene } from "./scene";

const settings = z.strictObject({
  /** What the message says: a regular expression. */
  says: z.string(),
});

/** Waits for a message; the answer is how many there were. */
async function heard(scene: Scene, { check, minutes }: Claim) {
  const says = new RegExp(settings.parse(check.with).says);
  const all: string[] = [];
  await until(scene, minutes, async () => {
    all.push(...(await hear(scene)));
    return all.some((message) => says.test(message)) ? true : undefined;
  });
  const found = all.filter((message) => says.test(message));
  return { seen: found.length, details: found.length > 0 ? found : [`no message, but ${all.length} others`, ...all] };
}

/** Messages after an alarm was set by hand. */
export const alarm: Check = async (scene, claim) => {
  await listen(scene);
  const name = outputOf(resource(scene, T.metricAlarm, "backend-unhealthy"), "name");
  await scene.aws.text(
    "cloudwatch",
    "set-alarm-state",
    "--alarm-name",
    name,
    "--state-value",
    "ALARM",
    "--state-reason",
    "prove-live",
  );
  return heard(scene, claim);
};

/** Messages after the database was restarted. */
export const databaseRestart: Check = async (scene, claim) => {
  await listen(scene);
  const identifier = output(scene, "databaseIdentifier");
  await scene.aws.text("rds", "reboot-db-instance", "--db-instance-identifier", identifier);
  const seen = await heard(scene, claim);
  await until(scene, 15, () => isAvailable(scene, identifier));
  return seen;
};

const instances = z.object({ DBInstances: z.array(z.object({ DBInstanceStatus: z.string() })) });

async function isAvailable({ aws }: Scene, identifier: string): Promise<true | undefined> {
  const { DBInstances: found } = await aws.ask(
    instances,
    "rds",
    "describe-db-instances",
    "--db-instance-identifier",
    identifier,
  );
  return found[0]?.DBInstanceStatus === "available" ? true : undefined;
}

const definition = z.object({
  taskDefinition: z.looseObject({ containerDefinitions: z.array(z.looseObject({ image: z.string() })).min(1) }),
});
const registered = z.object({ taskDefinition: z.object({ taskDefinitionArn: z.string() }) });
/** What `register-task-definition` takes of what `describe-task-definition` gives. */
const TAKEN = [
  "containerDefinitions",
  "cpu",
  "memory",
  "networkMode",
  "requiresCompatibilities",
  "runtimePlatform",
  "executionRoleArn",
  "taskRoleArn",
  "volumes",
];

/** Messages after a deployment whose image nobody ever pushed, which ECS gives up and takes back. */
export const failedDeployment: Check = async (scene, claim) => {
  await listen(scene);
  const service = ["--cluster", output(scene, "clusterName"), "--service", output(scene, "backendServiceName")];
  const good = output(scene, "backendTaskDefinitionArn");
  const bad = await register(scene, good);
  try {
    await scene.aws.text("ecs", "update-service", ...service, "--task-definition", bad);
    return await heard(scene, claim);
  } finally {
    // The circuit breaker has done so already, unless that is what failed.
    await scene.aws.text("ecs", "update-service", ...service, "--task-definition", good);
    await forget(scene, bad);
  }
};

async function register({ aws, outputs, progress, save }: Scene, good: string): Promise<string> {
  const { taskDefinition } = await aws.ask(definition, "ecs", "describe-task-definition", "--task-definition", good);
  const [first, ...others] = taskDefinition.containerDefinitions;
  const urls = z.object({ backend: z.string() }).safeParse(outputs.repositoryUrls);
  if (first === undefined || !urls.success) throw new RunError("the backend has no container, or no repository");
  const wrong = { ...first, image: `${urls.data.backend}:nobody-ever-pushed-this` };
  const taken = Object.fromEntries(
    TAKEN.flatMap((key) => (taskDefinition[key] === undefined ? [] : [[key, taskDefinition[key]]])),
  );
  const input = { ...taken, family: "prove-live-unpullable", containerDefinitions: [wrong, ...others] };
  const made = await aws.ask(registered, "ecs", "register-task-definition", "--cli-input-json", JSON.stringify(input));
  const arn = made.taskDefinition.taskDefinitionArn;
  progress.made.definitions.push(arn);
  save();
  return arn;
}

async function forget({ aws, progress, save }: Scene, arn: string): Promise<void> {
  try {
    await aws.text("ecs", "deregister-task-definition", "--task-definition", arn);
  } catch (error) {
    if (!(error instanceof AwsRefusal)) throw error;
    return;
  }
  progress.made.definitions = progress.made.definitions.filter((made) => made !== arn);
  save();
}
