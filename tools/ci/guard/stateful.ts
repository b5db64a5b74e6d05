import { T } from "@toolkit/offline/aws-types";

/** Resources that hold what no deployment can make again, or that all others hang on, and what losing one means. */
export const STATEFUL: Readonly<Record<string, string>> = {
  [T.databaseInstance]: "the database and all its rows",
  [T.databaseCluster]: "the database and all its rows",
  [T.bucket]: "a bucket and all its objects",
  [T.key]: "a key, and with it everything that it encrypts",
  [T.replicaKey]: "a key, and with it everything that it encrypts",
  [T.backupVault]: "a backup vault and its recovery points",
  [T.secret]: "a secret and its values",
  [T.repository]: "a repository and its images, which running services pull",
  [T.vpc]: "the network, and with it everything inside",
  [T.subnet]: "a subnet, and with it the database, tasks and load balancers inside",
  [T.distribution]: "the distribution and the address that users reach",
};
