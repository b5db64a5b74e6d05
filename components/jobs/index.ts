export { jobDefinition, type JobTask } from "./job-definition";
export {
  jobProblems,
  type JobRetry,
  type JobRules,
  LONGEST_TIMEOUT_MINUTES,
  missingAfterHours,
  MOST_RETRIES,
  TEMPORARY_FAILURE,
} from "./job-limits";
export { ScheduledJob, type ScheduledJobArgs } from "./scheduled-job";
