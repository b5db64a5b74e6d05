import { type JobFacts } from "../facts/jobs";
import { type Card } from "../scene";
import { listed, titleOf, wrapped } from "../words";

export const jobId = ({ name }: Pick<JobFacts, "name">): string => `${name}-job`;

/** Characters of a line. */
const LINE = 28;

/** A job beside the VPC: nothing of it runs in a subnet but at its time. */
export const jobCard = (job: JobFacts): Card => ({
  kind: "card",
  id: jobId(job),
  icon: "step-functions",
  title: `${titleOf(job.name)} job`,
  lines: [job.when, job.size, ...(job.uses.length === 0 ? [] : wrapped(`uses ${listed(job.uses)}`, LINE))],
  sizeClass: "dumps",
});
