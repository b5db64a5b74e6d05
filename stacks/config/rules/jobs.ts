import { jobProblems as timesProblems } from "../../../components/jobs/job-limits";
import { thingsOf } from "../../uses/plan";
import { type Problem } from "../problems";
import { type WebappConfig } from "../schema";
import { type StackConfig } from "../stack-config";
import { PARTS } from "./uses";

/** What is wrong with the times and the names of jobs; sizes, variables and rights are checked as those of services. */
export const jobProblems = (config: StackConfig): Problem[] =>
  Object.entries(config.jobs).flatMap(([name, job]) => [
    ...timesProblems(job).map(({ setting, value, fix }) => ({ key: `webapp:jobs.${name}.${setting}`, value, fix })),
    ...nameProblems(config, name),
  ]);

function nameProblems(config: WebappConfig, name: string): Problem[] {
  const problem = (fix: string): Problem[] => [{ key: `webapp:jobs.${name}`, fix }];
  if (PARTS.includes(name)) return problem("is the name of a part of every stack: choose another");
  const names = thingsOf(config).map((thing) => ({ called: thing.name, title: thing.kind.title }));
  const same = names.find(({ called }) => called === name);
  if (same !== undefined) return problem(`is the name of ${same.title} too: choose another`);
  const restarted = [...names.map(({ called }) => called), ...PARTS].find((other) => name === `${other}-redeploy`);
  if (restarted !== undefined)
    return problem(`is what the state machine that restarts ${restarted} is called: choose another`);
  const others = [...names.map(({ called }) => called), ...Object.keys(config.jobs)];
  const dead = others.find((other) => name === `${other}-dead` || other === `${name}-dead`);
  if (dead === undefined) return [];
  return problem(
    `is told from ${dead} by -dead alone, which is what a queue of dead letters is called: choose another`,
  );
}
