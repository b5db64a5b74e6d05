import { T } from "@toolkit/offline/aws-types";
import type { Attempt } from "./caller";
import { ACCOUNT, bucketPolicy, stateOf, tagsOf } from "./things";

/** "A CI job can become administrator" and "dev's job holds prod's rights": states, and what is another stack's. */
export const onStacks: readonly Attempt[] = [
  // "A CI job can become administrator": states.
  [
    "write the bootstrap's state where it is",
    "deploy-prod",
    "s3:PutObject",
    stateOf(`ci-webapp-bootstrap-${ACCOUNT}`, "bootstrap/bootstrap"),
  ],
  [
    "write the bootstrap's state where it was",
    "deploy-prod",
    "s3:PutObject",
    stateOf(`ci-webapp-state-${ACCOUNT}`, "bootstrap/bootstrap"),
  ],
  ["write prod's state", "deploy-dev", "s3:PutObject", stateOf(`ci-webapp-state-${ACCOUNT}`, "webapp/prod")],
  ["write an object of its own site", "deploy-dev", undefined, stateOf("webapp-dev-site-1", "any")],
  [
    "read prod's state",
    "deploy-dev",
    "s3:GetObject",
    (attacker) => {
      attacker.lookUp("aws:s3/getObject:getObject", {
        bucket: `ci-webapp-state-${ACCOUNT}`,
        key: ".pulumi/stacks/webapp/prod.json",
      });
    },
  ],
  ["open the bucket of the states", "deploy-prod", "s3:PutBucketPolicy", bucketPolicy(`ci-webapp-state-${ACCOUNT}`)],
  // "Dev's job holds prod's rights".
  [
    "make a repository of prod",
    "deploy-dev",
    "ecr:CreateRepository",
    (attacker) => attacker.make(T.repository, { name: "webapp-prod/backend", tags: tagsOf("prod") }),
  ],
  [
    "delete prod's database",
    "deploy-dev",
    "rds:DeleteDBInstance",
    (attacker, admin) => {
      attacker.remove(admin.make(T.databaseInstance, { identifier: "webapp-prod-database-1", tags: tagsOf("prod") }));
    },
  ],
  [
    "take prod's load balancer by other tags",
    "deploy-dev",
    "elasticloadbalancing:ModifyLoadBalancerAttributes",
    (attacker, admin) => {
      attacker.change(admin.make(T.loadBalancer, { name: "public", subnets: ["subnet-1"], tags: tagsOf("prod") }), {
        tags: tagsOf("dev"),
      });
    },
  ],
  [
    "run a task in prod's name",
    "deploy-dev",
    "ecs:RegisterTaskDefinition",
    (attacker) =>
      attacker.make(T.taskDefinition, { family: "webapp-prod-x", containerDefinitions: "[]", tags: tagsOf("prod") }),
  ],
  [
    "register the next revision of prod's tasks with its own tags",
    "deploy-dev",
    "ecs:RegisterTaskDefinition",
    (attacker) =>
      attacker.make(T.taskDefinition, {
        family: "webapp-prod-backend",
        containerDefinitions: "[]",
        tags: tagsOf("dev"),
      }),
  ],
  [
    "register a revision of its own tasks",
    "deploy-dev",
    undefined,
    (attacker) =>
      attacker.make(T.taskDefinition, {
        family: "webapp-dev-backend",
        containerDefinitions: "[]",
        tags: tagsOf("dev"),
      }),
  ],
];
