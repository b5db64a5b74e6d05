import { instanceClass } from "../../../components/data";
import { type Facts, type Watched } from "../../../components/operations/observability";

const service = (loadBalancer: string) => ({
  loadBalancer,
  minTasks: 2,
  maxTasks: 10,
  scaling: { cpuPercent: 60, requestsPerTarget: 1000 },
});

/** A stack with everything that can be watched. */
export const everything = {
  loadBalancers: { public: {}, internal: {} },
  services: { frontend: service("public"), backend: service("internal") },
  workers: {
    thumbnails: {
      minTasks: 0,
      maxTasks: 10,
      messagesPerTask: 50,
      visibilitySeconds: 120,
      maxReceives: 5,
      retentionDays: 4,
    },
  },
  capacityProviders: { arm64: {} },
  database: { instanceClass: instanceClass("db.t4g.small"), storageGb: 50 },
  natGateways: { a: {}, b: {} },
  containerInsights: true,
  waf: true,
  alwaysOn: true,
} satisfies Facts;

/** The same with names as AWS gives them. */
export const watched: Watched = {
  ...everything,
  cache: undefined,
  clusterName: "webapp-test-cluster",
  loadBalancers: { public: { arnSuffix: "app/public/1" }, internal: { arnSuffix: "app/internal/2" } },
  services: {
    frontend: { ...service("public"), serviceName: "frontend-1", targetGroupArnSuffix: "targetgroup/frontend/3" },
    backend: { ...service("internal"), serviceName: "backend-1", targetGroupArnSuffix: "targetgroup/backend/4" },
  },
  workers: {
    thumbnails: {
      ...everything.workers.thumbnails,
      serviceName: "thumbnails-1",
      queueName: "webapp-test-thumbnails-1",
      deadLetterQueueName: "webapp-test-thumbnails-dead-1",
    },
  },
  capacityProviders: { arm64: "cluster-arm64-1" },
  database: { ...everything.database, identifier: "webapp-test-database-1" },
  natGateways: { a: "nat-a", b: "nat-b" },
  distributionId: "EDFDVBD6EXAMPLE",
  webAclMetricName: "webapp-test",
};
