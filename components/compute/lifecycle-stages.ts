/**
 * Stages of a deployment at which a function may be called.
 *
 * Source: Amazon ECS developer guide, Lifecycle hooks for Amazon ECS service deployments,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-lifecycle-hooks.html
 */
export const LIFECYCLE_STAGES = [
  "RECONCILE_SERVICE",
  "PRE_SCALE_UP",
  "POST_SCALE_UP",
  "TEST_TRAFFIC_SHIFT",
  "POST_TEST_TRAFFIC_SHIFT",
  "PRODUCTION_TRAFFIC_SHIFT",
  "POST_PRODUCTION_TRAFFIC_SHIFT",
] as const;

export type LifecycleStage = (typeof LIFECYCLE_STAGES)[number];
