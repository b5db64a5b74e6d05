import { queueMetric, serviceMetric } from "../metric";
import { type Facts, type WorkerFacts } from "../watched";
import { type AlarmDescription } from "./description";

const DAY_SECONDS = 24 * 3600;
/** The first message after six quiet hours may wait 15 minutes for its task: half an hour says that something is wrong. */
const SHORTEST_WAIT_SECONDS = 30 * 60;

/** What no worker can be without: work that is not done, and work that was given up. */
export const essentialWorkerAlarms = ({ workers = {} }: Facts): AlarmDescription[] =>
  Object.entries(workers).flatMap(([name, worker]) => [oldestMessage(name, worker), deadLetters(name)]);

export const workerAlarms = ({ workers = {} }: Facts): AlarmDescription[] =>
  Object.entries(workers).map(([name, worker]) => atMaximum(name, worker));

/** Every try takes a message out of sight once, so so many times that long is no fault; half of its life is too late. */
export const oldestMessageSeconds = ({ visibilitySeconds, maxReceives, retentionDays }: WorkerFacts): number =>
  Math.min(Math.max(SHORTEST_WAIT_SECONDS, visibilitySeconds * maxReceives), (retentionDays * DAY_SECONDS) / 2);

function oldestMessage(name: string, worker: WorkerFacts): AlarmDescription {
  const seconds = oldestMessageSeconds(worker);
  return {
    key: `${name}-oldest-message`,
    summary: `A message of ${name} has waited longer than ${Math.round(seconds / 60)} minutes`,
    severity: "warning",
    runbook: "workers.md#messages-wait",
    reading: queueMetric(name, "ApproximateAgeOfOldestMessage", "Maximum"),
    period: 300,
    evaluationPeriods: 1,
    comparison: "GreaterThanThreshold",
    threshold: seconds,
    treatMissingData: "notBreaching",
  };
}

function deadLetters(name: string): AlarmDescription {
  return {
    key: `${name}-dead-letters`,
    summary: `${name} gave messages up: they are in its dead-letter queue`,
    severity: "warning",
    runbook: "workers.md#dead-letters",
    reading: queueMetric(`${name}-dead`, "ApproximateNumberOfMessagesVisible", "Maximum"),
    period: 300,
    evaluationPeriods: 1,
    comparison: "GreaterThanThreshold",
    threshold: 0,
    treatMissingData: "notBreaching",
  };
}

/** As many tasks as there may be, and more work than they are meant to have. */
function atMaximum(name: string, { maxTasks, messagesPerTask }: WorkerFacts): AlarmDescription {
  return {
    key: `${name}-at-maximum`,
    summary: `${name} runs its ${maxTasks} tasks, and messages still pile up`,
    severity: "warning",
    runbook: "workers.md#at-its-maximum",
    reading: {
      expression: `IF(running >= ${maxTasks}, waiting, 0)`,
      metrics: {
        running: serviceMetric(name, "CPUUtilization", "SampleCount"),
        waiting: queueMetric(name, "ApproximateNumberOfMessagesVisible", "Maximum"),
      },
    },
    period: 60,
    evaluationPeriods: 15,
    comparison: "GreaterThanThreshold",
    threshold: messagesPerTask * maxTasks,
    treatMissingData: "notBreaching",
  };
}
