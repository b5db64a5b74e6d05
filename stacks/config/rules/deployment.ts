import { deploymentOf, deploymentProblems, hasTwoTargetGroups } from "../../../components/compute/deployment";
import { type Problem } from "../problems";
import { type WebappConfig } from "../schema";
import { httpSections } from "../task-sections";

/** Values that the conditions of a listener rule hold, of which the rule of the new version needs one. */
const MOST_PATHS = 4;

/** Settings of gradual deployments, of all that a load balancer gives requests. */
export function deploymentRuleProblems(config: WebappConfig): Problem[] {
  const settings = httpSections(config).flatMap(({ key, tasks }) =>
    deploymentProblems(tasks.deployment).map(({ setting, value, fix }) => ({
      key: `webapp:${key}.deployment.${setting}`,
      value,
      fix,
    })),
  );
  return [...settings, ...pathProblems(config)];
}

function pathProblems({ services }: WebappConfig): Problem[] {
  return Object.entries(services)
    .filter(({ 1: { deployment, paths } }) => hasTwoTargetGroups(deploymentOf(deployment)) && paths.length > MOST_PATHS)
    .map(([name, { paths }]) => ({
      key: `webapp:services.${name}.paths`,
      value: paths,
      fix: `must be at most ${MOST_PATHS} with a gradual deployment, whose rule for the new version asks for a header too`,
    }));
}
