import { ask } from "./ask";
import { idleUp, noDrift } from "./deployments";
import { dump } from "./dump";
import { failuresOf, lossesOf, requestsLost, slowResources } from "./facts";
import { left } from "./left";
import { alarm, databaseRestart, failedDeployment } from "./notifications";
import { quotas } from "./quotas";
import { rotation } from "./rotation";
import type { Check } from "./scene";
import { loadBalancer, status } from "./visits";

/** Every check by the name that docs/decisions/claims.yaml has for it. */
export const checks: Readonly<Record<string, Check>> = {
  alarm,
  ask,
  databaseRestart,
  dump,
  failedDeployment,
  failuresOf,
  idleUp,
  left,
  loadBalancer,
  lossesOf,
  noDrift,
  quotas,
  requestsLost,
  rotation,
  slowResources,
  status,
};
