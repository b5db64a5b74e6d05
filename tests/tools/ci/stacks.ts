/** Values that the tests of the deployment scripts share. */
export const account = "123456789012";
export const registry = `${account}.dkr.ecr.us-east-1.amazonaws.com`;
export const digestOf = (digit: string): string => `sha256:${digit.repeat(64)}`;
export const revision = (family: string, number: number): string =>
  `arn:aws:ecs:us-east-1:${account}:task-definition/${family}:${number}`;

/** Outputs of a deployed dev stack in ssr. */
export const devOutputs = {
  clusterName: "webapp-dev",
  backendServiceName: "backend",
  backendTaskDefinitionArn: revision("webapp-dev-backend", 7),
  frontendServiceName: "frontend",
  frontendTaskDefinitionArn: revision("webapp-dev-frontend", 4),
  oneOffTasks: { dump: { taskDefinitionArn: revision("webapp-dev-backup-dump", 2) } },
};

/** What `describe-services` answers for one service. */
export const service = (taskDefinition: string, rolloutState = "COMPLETED", rolloutStateReason = "") => ({
  services: [
    {
      desiredCount: 2,
      runningCount: 1,
      deployments: [{ status: "PRIMARY", taskDefinition, rolloutState, rolloutStateReason }],
    },
  ],
});

/** What `describe-task-definition` answers. */
export const taskDefinition = (name: string, image: string) => ({
  taskDefinition: { containerDefinitions: [{ name, image }] },
});

/** What `describe-tasks` answers: one task a digest. */
export const tasks = (taskDefinitionArn: string, container: string, ...digests: (string | undefined)[]) => ({
  tasks: digests.map((imageDigest, index) => ({
    taskArn: `arn:aws:ecs:us-east-1:${account}:task/webapp-dev/${index}`,
    taskDefinitionArn,
    containers: [{ name: container, ...(imageDigest === undefined ? {} : { imageDigest }) }],
  })),
});
