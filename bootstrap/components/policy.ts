import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import { policyDocument, type PolicyStatement } from "../../components/security/iam";
import { fitting, INLINE_LIMIT, MANAGED_LIMIT } from "../permissions/limits";

/** A managed policy of statements. */
export function createPolicy(
  key: string,
  name: string,
  statements: readonly PolicyStatement[],
  { parent }: { readonly parent: pulumi.Resource },
): aws.iam.Policy {
  const policy = policyDocument(statements).apply((text) => fitting(name, text, MANAGED_LIMIT));
  return new aws.iam.Policy(key, { name, policy }, { parent });
}

/** A policy that belongs to one role alone. */
export function createInlinePolicy(
  key: string,
  role: aws.iam.Role,
  statements: readonly PolicyStatement[],
  { parent }: { readonly parent: pulumi.Resource },
): void {
  const policy = policyDocument(statements).apply((text) => fitting(key, text, INLINE_LIMIT));
  new aws.iam.RolePolicy(key, { name: "state", role: role.name, policy }, { parent });
}
