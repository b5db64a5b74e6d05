import { type Architecture, type ClusterEc2Args } from "../components/compute";
import { activeTasks, type StackConfig } from "./config";
import { type Foundation } from "./context";

/** Architectures that this variant has instances of: some service runs on them, or they are kept for it to leave. */
export const ec2Architectures = (config: StackConfig): Architecture[] =>
  (["arm64", "amd64"] as const).filter(
    (name) =>
      config.ec2Spot.keep.includes(name) ||
      activeTasks(config).some(({ capacity, architecture }) => capacity === "ec2Spot" && architecture === name),
  );

/** Instances of each architecture; none without `capacity: ec2Spot`. */
export function ec2Instances({
  config,
  group,
  topics,
  workloadSubnetIds,
}: Pick<Foundation, "config" | "group" | "topics" | "workloadSubnetIds">): Partial<
  Record<Architecture, ClusterEc2Args>
> {
  return Object.fromEntries(
    ec2Architectures(config).map((architecture) => {
      const services = activeTasks(config).filter((service) => service.architecture === architecture);
      const placed = services.filter(({ capacity }) => capacity === "ec2Spot");
      // Kept instances still hold the tasks that leave them.
      const tasks = placed.length > 0 ? placed : services.length > 0 ? services : activeTasks(config);
      return [
        architecture,
        {
          instanceTypes: config.ec2Spot[architecture],
          onDemandBase: Math.max(...tasks.map(({ onDemandBase }) => onDemandBase)),
          tasks,
          subnetIds: [...workloadSubnetIds],
          securityGroupIds: [group("ec2Capacity")],
          tags: config.aws.defaultTags ?? {},
          alarmTopicArn: topics.regional,
        },
      ];
    }),
  );
}
