import { z } from "zod";

import { oneOffTask } from "../../aws/one-off-task";

/** What the stack's outputs tell of the command that changes the schema; absent where the backend has none. */
export const migrationOutput = z.looseObject({
  clusterName: z.string().optional(),
  oneOffTasks: z
    .looseObject({
      migrate: oneOffTask
        .extend({
          containerName: z.string(),
          command: z.array(z.string()),
          capacityProvider: z.string().optional(),
        })
        .optional(),
    })
    .optional(),
});
