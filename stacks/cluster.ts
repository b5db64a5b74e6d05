import { Cluster, Registry } from "../components/compute";
import { type Foundation, type Keys, type StackContext } from "./context";
import { ec2Instances } from "./ec2";

/** Repositories of every image, of both variants: their images outlive the one that pulls them. */
export function createRegistry({ config, account, lifetime, opts }: StackContext, keys: Keys): Registry {
  return new Registry(
    "registry",
    {
      account,
      repositories: [
        "backend",
        "frontend",
        "backup",
        ...Object.keys(config.services),
        ...Object.keys(config.workers),
        ...Object.keys(config.jobs),
      ],
      keepImages: config.registry.keepImages,
      forceDelete: lifetime.forceDestroy,
      keyArn: keys.data,
    },
    opts,
  );
}

/** Where tasks run. */
export function createCluster(
  { config, account, opts }: StackContext,
  foundation: Pick<Foundation, "group" | "logs" | "topics" | "workloadSubnetIds">,
): Cluster {
  return new Cluster(
    "cluster",
    {
      account,
      containerInsights: config.alerts.containerInsights,
      ec2: ec2Instances({ config, ...foundation }),
      exec: config.access.exec ? foundation.logs : undefined,
    },
    opts,
  );
}
