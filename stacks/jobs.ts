import { ScheduledJob } from "../components/jobs";
import { type Foundation, type RunningJob } from "./context";
import { namedTaskArgs } from "./named-tasks";
import { runArgs } from "./services";
import { type Usable } from "./uses/grant";

/** Jobs of the stack, each with its schedule. */
export const createJobs = (foundation: Foundation, usable: Usable): RunningJob[] =>
  Object.keys(foundation.config.jobs).map((name) => createJob(foundation, usable, name));

/** A job. A secret that changes restarts nothing: the next run reads it. */
function createJob(foundation: Foundation, usable: Usable, name: string): RunningJob {
  const { config: stack, keys, topics } = foundation;
  const config = stack.jobs[name];
  if (config === undefined) throw new Error(`The stack file describes no job ${name}.`);
  const { capacity, schedule, timezone, timeoutMinutes, retry } = config;
  const job = new ScheduledJob(
    name,
    {
      ...runArgs(foundation, config),
      ...namedTaskArgs(foundation, usable, "jobs", name, config),
      ...{ capacity, schedule, timezone, timeoutMinutes, retry },
      keyArn: keys.data,
      alarmTopicArn: topics.regional,
      watchEachRun: stack.alerts.alarms === "full",
    },
    foundation.opts,
  );
  return { name, job };
}
