import { T } from "@toolkit/offline/aws-types";

/** Inputs that hold a JSON text; rules see what it says. */
export const JSON_INPUTS: Readonly<Record<string, readonly string[]>> = {
  [T.bucketPolicy]: ["policy"],
  [T.endpoint]: ["policy"],
  [T.endpointPolicy]: ["policy"],
  [T.iamPolicy]: ["policy"],
  [T.key]: ["policy"],
  [T.keyPolicy]: ["policy"],
  [T.logPolicy]: ["policyDocument"],
  [T.queue]: ["redriveAllowPolicy"],
  [T.queuePolicy]: ["policy"],
  [T.redriveAllowPolicy]: ["redriveAllowPolicy"],
  [T.repositoryPolicy]: ["policy"],
  [T.role]: ["assumeRolePolicy"],
  [T.rolePolicy]: ["policy"],
  [T.secretPolicy]: ["policy"],
  [T.taskDefinition]: ["containerDefinitions"],
  [T.topicPolicy]: ["policy"],
  [T.vaultPolicy]: ["policy"],
};
