import { type Problem } from "../problems";
import { riskProblems } from "../risks";
import { type StackConfig } from "../stack-config";
import { addressProblems } from "./addresses";
import { arnProblems } from "./arns";
import { backupProblems } from "./backup";
import { bucketProblems } from "./buckets";
import { cacheProblems } from "./cache";
import { databaseProblems } from "./database";
import { deploymentRuleProblems } from "./deployment";
import { domainProblems, hostProblems } from "./domain";
import { edgeProblems } from "./edge";
import { egressProblems } from "./egress";
import { experimentProblems } from "./experiments";
import { headerProblems } from "./headers";
import { jobProblems } from "./jobs";
import { imageProblems } from "./images";
import { latencyProblems } from "./latency";
import { nameProblems } from "./names";
import { networkProblems } from "./network";
import { offHoursProblems } from "./off-hours";
import { pathProblems } from "./paths";
import { permissionProblems } from "./permissions";
import { regionProblems } from "./region";
import { releaseProblems } from "./releases";
import { routingProblems } from "./routing";
import { scheduleProblems } from "./schedules";
import { seedProblems } from "./seed";
import { serviceProblems } from "./services";
import { taskNameProblems } from "./task-names";
import { usesProblems } from "./uses";

/** Everything that is wrong between settings that are each right by themselves. */
export function crossFieldProblems(config: StackConfig): Problem[] {
  const rules = [
    regionProblems,
    releaseProblems,
    domainProblems,
    hostProblems,
    nameProblems,
    arnProblems,
    networkProblems,
    addressProblems,
    egressProblems,
    taskNameProblems,
    bucketProblems,
    imageProblems,
    serviceProblems,
    seedProblems,
    deploymentRuleProblems,
    usesProblems,
    jobProblems,
    permissionProblems,
    databaseProblems,
    cacheProblems,
    backupProblems,
    experimentProblems,
    latencyProblems,
    edgeProblems,
    headerProblems,
    pathProblems,
    routingProblems,
    scheduleProblems,
    offHoursProblems,
    riskProblems,
  ];
  return rules.flatMap((rule) => rule(config));
}
