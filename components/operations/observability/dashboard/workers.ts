import { oldestMessageSeconds } from "../alarms/workers";
import { queueMetric, serviceMetric } from "../metric";
import { type WorkerFacts } from "../watched";
import { line, type Section } from "./widgets";

/** A worker: its work, how old that is, and who does it. */
export function workerSection(name: string, worker: WorkerFacts): Section {
  const messages = (label: string, queue: string, metricName: string) =>
    line(label, queueMetric(queue, metricName, "Maximum"));
  return {
    heading: `Worker: ${name}`,
    graphs: [
      {
        title: "Messages",
        lines: [
          messages("waiting", name, "ApproximateNumberOfMessagesVisible"),
          messages("being worked on", name, "ApproximateNumberOfMessagesNotVisible"),
          messages("given up", `${name}-dead`, "ApproximateNumberOfMessagesVisible"),
        ],
      },
      {
        title: "Seconds that the oldest has waited",
        lines: [messages("oldest", name, "ApproximateAgeOfOldestMessage")],
        marks: [{ label: "alarm", value: oldestMessageSeconds(worker) }],
      },
      {
        title: "Tasks",
        lines: [line("running", serviceMetric(name, "CPUUtilization", "SampleCount"))],
        marks: [
          { label: "minimum", value: worker.minTasks },
          { label: "maximum", value: worker.maxTasks },
        ],
      },
    ],
  };
}
