import type * as pulumi from "@pulumi/pulumi";

import { type Architecture, type ClusterEc2Args } from "../components/compute";
import { type Topics } from "./alerts";
import { type ServiceConfig, type StackConfig } from "./config";
import { type Foundation } from "./foundation";

interface Ec2Needs extends Pick<Foundation, "config" | "group"> {
  readonly topics: Topics;
  readonly subnetIds: readonly pulumi.Output<string>[];
}

/** Services of this variant that run on instances. */
export const ec2Services = (config: StackConfig): ServiceConfig[] =>
  [config.backend, ...(config.frontend === "ssr" ? [config.ssr] : [])].filter(({ capacity }) => capacity === "ec2Spot");

/** Instances of each architecture that some service runs on; none without `capacity: ec2Spot`. */
export function ec2Instances({
  config,
  group,
  topics,
  subnetIds,
}: Ec2Needs): Partial<Record<Architecture, ClusterEc2Args>> {
  const services = ec2Services(config);
  const architectures = (["arm64", "amd64"] as const).filter((name) =>
    services.some(({ architecture }) => architecture === name),
  );
  return Object.fromEntries(
    architectures.map((architecture) => {
      const tasks = services.filter((service) => service.architecture === architecture);
      return [
        architecture,
        {
          instanceTypes: config.ec2Spot[architecture],
          onDemandBase: Math.max(...tasks.map(({ onDemandBase }) => onDemandBase)),
          tasks,
          subnetIds: [...subnetIds],
          securityGroupIds: [group("ec2Capacity")],
          tags: config.aws.defaultTags ?? {},
          alarmTopicArn: topics.regional,
        },
      ];
    }),
  );
}
