import { T } from "@toolkit/offline/aws-types";
import { shown } from "../protocol/values";
import type { Account, Resource } from "./account";

// Pages of the AWS provider's registry, section Import:
// https://www.pulumi.com/registry/packages/aws/api-docs/cloudwatch/eventtarget/#import
// https://www.pulumi.com/registry/packages/aws/api-docs/iam/rolepolicyattachment/#import
const IMPORT_IDS: Readonly<Record<string, (resource: Resource) => string>> = {
  [T.eventTarget]: ({ inputs, outputs }) => `${shown(inputs.rule)}/${shown(outputs.targetId)}`,
  [T.rolePolicyAttachment]: ({ inputs }) => `${shown(inputs.role)}/${shown(inputs.policyArn)}`,
};

/** The resource that an import names by something else than its id. */
export function byImportId(account: Account, type: string, id: string): Resource | undefined {
  const idOf = IMPORT_IDS[type];
  return idOf && account.all(type).find((resource) => idOf(resource) === id);
}
