import { deploymentProblems, hasTwoTargetGroups } from "../../../components/compute/deployment";
import { PATHS_BESIDE_HEADER } from "../../../components/compute/rule-values";
import { configuredUsers } from "../../uses/users";
import { type Problem } from "../problems";
import { type WebappConfig } from "../schema";
import { httpSections } from "../task-sections";

/** Settings of gradual deployments, of all that a load balancer gives requests. */
export function deploymentRuleProblems(config: WebappConfig): Problem[] {
  const settings = httpSections(config).flatMap(({ key, tasks }) =>
    deploymentProblems(tasks.deployment).map(({ setting, value, fix }) => ({
      key: `webapp:${key}.deployment.${setting}`,
      value,
      fix,
    })),
  );
  return [...settings, ...pathProblems(config), ...endingProblems(config)];
}

function pathProblems({ services }: WebappConfig): Problem[] {
  return Object.entries(services)
    .filter(({ 1: { deployment, paths } }) => hasTwoTargetGroups(deployment) && paths.length > PATHS_BESIDE_HEADER)
    .map(([name, { paths }]) => ({
      key: `webapp:services.${name}.paths`,
      value: paths,
      fix: `must be at most ${PATHS_BESIDE_HEADER} with a gradual deployment, whose rule for the new version asks for a header too`,
    }));
}

/** What the second target group and the second rule of a gradual service are called after it. */
const ENDINGS = ["alt", "test"];

/** Services whose names are those of parts of a gradual one: Pulumi would have two resources of one name. */
function endingProblems(config: WebappConfig): Problem[] {
  const names = new Map(configuredUsers(config).map(({ key, name }) => [key, name]));
  const gradual = httpSections(config).filter(({ tasks }) => hasTwoTargetGroups(tasks.deployment));
  return Object.keys(config.services).flatMap((name): Problem[] => {
    const other = gradual.find(({ key }) => ENDINGS.some((ending) => name === `${names.get(key)}-${ending}`));
    if (other === undefined) return [];
    const fix = `is what a part of webapp:${other.key} is called while that has two target groups: choose another name`;
    return [{ key: `webapp:services.${name}`, fix }];
  });
}
