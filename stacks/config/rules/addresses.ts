import { parseCidr } from "../../../components/network/cidr";
import { tasksThatFit } from "../../../components/network/task-addresses";
import { type Problem } from "../problems";
import { type WebappConfig } from "../schema";
import { activeTaskSections } from "../task-sections";

/** Each task needs an address of a private subnet, and a deployment needs twice as many. */
export function addressProblems(config: WebappConfig): Problem[] {
  const { cidr, workloadAzs, endpoints } = config.network;
  const sections = activeTaskSections(config);
  const asked = sections.reduce((sum, { tasks }) => sum + tasks.maxTasks, 0);
  const room = tasksThatFit({
    vpcPrefix: parseCidr(cidr).prefix,
    zones: workloadAzs.length,
    endpoints: endpoints.length,
  });
  if (asked <= room) return [];
  const [most] = [...sections].sort((a, b) => b.tasks.maxTasks - a.tasks.maxTasks);
  return [
    {
      key: `webapp:${most?.key}.maxTasks`,
      value: most?.tasks.maxTasks,
      fix: `leaves tasks without an address: all services are ${asked} at most, twice as many while they are deployed, and ${cidr} has room for ${room} in ${workloadAzs.length === 1 ? "its one zone" : `${workloadAzs.length} zones`}; lower maxTasks, or use a larger webapp:network.cidr`,
    },
  ];
}
