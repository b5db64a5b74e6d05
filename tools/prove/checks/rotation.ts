import { T } from "@toolkit/offline/aws-types";
import { z } from "zod";

import { output, outputOf, resource, until, type Check, type Scene } from "./scene";
import { Viewer } from "./visits";

const executions = z.object({ executions: z.array(z.object({ executionArn: z.string(), status: z.string() })) });
const services = z.object({
  services: z.array(z.object({ deployments: z.array(z.object({ rolloutState: z.string() })) })).min(1),
});

/** Requests without a good answer while the database's password changes in the middle of a deployment. */
export const rotation: Check = async (scene, { minutes }) => {
  const { aws } = scene;
  const service = ["--cluster", output(scene, "clusterName"), "--service", output(scene, "backendServiceName")];
  const machine = outputOf(resource(scene, T.stateMachine, "backend-redeploy"), "arn");
  const before = await executionsOf(scene, machine);
  // The rendered page holds notes, so it needs the database.
  const viewer = new Viewer(scene.live, `${output(scene, "url")}/`);
  let ended: string | undefined;
  try {
    await aws.text("ecs", "update-service", ...service, "--force-new-deployment");
    await aws.text("secretsmanager", "rotate-secret", "--secret-id", output(scene, "databaseSecretArn"));
    ended = await until(scene, minutes, () => newExecution(scene, machine, before.length));
    await until(scene, minutes, () => isSteady(scene));
  } finally {
    await viewer.stop();
  }
  const { visits, failedVisits } = await viewer.stop();
  return {
    seen: failedVisits.length,
    details: [`${visits} requests`, `the restart after the rotation: ${ended ?? "never came"}`, ...failedVisits],
  };
};

const executionsOf = async ({ aws }: Scene, machine: string) =>
  (await aws.ask(executions, "stepfunctions", "list-executions", "--state-machine-arn", machine)).executions;

/** How the execution ended that the rotation started. */
async function newExecution(scene: Scene, machine: string, before: number): Promise<string | undefined> {
  const found = await executionsOf(scene, machine);
  return found.length > before && found[0]?.status !== "RUNNING" ? found[0]?.status : undefined;
}

async function isSteady(scene: Scene): Promise<true | undefined> {
  const names = ["--cluster", output(scene, "clusterName"), "--services", output(scene, "backendServiceName")];
  const { services: found } = await scene.aws.ask(services, "ecs", "describe-services", ...names);
  const deployments = found.flatMap((service) => service.deployments);
  return deployments.length === 1 && deployments[0]?.rolloutState === "COMPLETED" ? true : undefined;
}
