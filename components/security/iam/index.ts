export {
  type Conditions,
  policyDocument,
  type PolicyStatement,
  type Principal,
  statement,
  type StatementArgs,
} from "./statement";
export {
  bucketNeedsTls,
  queueNeedsTls,
  stateMachineLogs,
  stateMachineTraces,
  topicNeedsTls,
} from "./common-statements";
export { serviceTrust, sourcelessTrust, type ServiceTrustOptions } from "./trust";
export { createServiceRole, roleNamePrefix, type ServiceRole, type ServiceRoleArgs } from "./service-role";
