import { z } from "zod";

/** What the stack's outputs tell of the command that changes the schema; absent where the backend has none. */
export const migrationOutput = z.looseObject({
  clusterName: z.string().optional(),
  oneOffTasks: z
    .looseObject({
      migrate: z
        .object({
          taskDefinitionArn: z.string(),
          containerName: z.string(),
          subnetIds: z.array(z.string()),
          securityGroupIds: z.array(z.string()),
          command: z.array(z.string()),
          capacityProvider: z.string().optional(),
        })
        .optional(),
    })
    .optional(),
});
