import type { Rule } from "../rule";
import { bucketPolicyRules } from "./bucket-policies";
import { certificateRules, secretRules } from "./certificates-and-secrets";
import { distributionRules } from "./cloudfront";
import { originRules } from "./cloudfront-origins";
import { trailRules } from "./cloudtrail";
import { watchRules } from "./cloudwatch";
import { containerRules } from "./containers";
import { instanceRules } from "./ec2";
import { repositoryRules } from "./ecr";
import { ecsRules } from "./ecs";
import { endpointRules } from "./endpoints";
import { cacheRules } from "./elasticache";
import { generalRules } from "./general";
import { iamRules } from "./iam";
import { keyRules } from "./kms";
import { listenerRules } from "./listeners";
import { loadBalancingRules } from "./load-balancing";
import { networkRules } from "./network";
import { providerRules } from "./provider";
import { queueRules } from "./queues";
import { databaseRules } from "./rds";
import { databaseAccessRules } from "./rds-access";
import { databaseInsightRules } from "./rds-insights";
import { responseHeaderRules } from "./response-headers";
import { bucketRules } from "./s3";
import { scheduleRules } from "./scheduler-and-backup";
import { securityGroupRules } from "./security-groups";
import { machineRules } from "./state-machines";
import { topicRules } from "./topics";
import { trustRules } from "./trust";
import { wafRules } from "./waf";

/** Every rule, by service. */
export const rules: readonly Rule[] = [
  ...providerRules,
  ...networkRules,
  ...endpointRules,
  ...securityGroupRules,
  ...instanceRules,
  ...loadBalancingRules,
  ...listenerRules,
  ...ecsRules,
  ...containerRules,
  ...databaseRules,
  ...databaseAccessRules,
  ...databaseInsightRules,
  ...cacheRules,
  ...bucketRules,
  ...bucketPolicyRules,
  ...distributionRules,
  ...originRules,
  ...responseHeaderRules,
  ...repositoryRules,
  ...certificateRules,
  ...secretRules,
  ...keyRules,
  ...iamRules,
  ...trustRules,
  ...wafRules,
  ...trailRules,
  ...watchRules,
  ...topicRules,
  ...queueRules,
  ...scheduleRules,
  ...machineRules,
  ...generalRules,
];
