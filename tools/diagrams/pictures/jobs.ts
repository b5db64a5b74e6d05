import { type JobFacts } from "../facts/jobs";
import { type Card } from "../scene";
import { titleOf } from "../words";

export const jobId = ({ name }: Pick<JobFacts, "name">): string => `${name}-job`;

/** A job beside the VPC: nothing of it runs in a subnet but at its time. */
export const jobCard = (job: JobFacts): Card => ({
  kind: "card",
  id: jobId(job),
  icon: "step-functions",
  title: `${titleOf(job.name)} job`,
  lines: [job.when, job.size],
  sizeClass: "dumps",
});
