import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import { policyDocument, type PolicyStatement } from "../../components/security/iam";

/** A managed policy of statements. */
export function createPolicy(
  key: string,
  name: string,
  statements: readonly PolicyStatement[],
  { parent }: { readonly parent: pulumi.Resource },
): aws.iam.Policy {
  return new aws.iam.Policy(key, { name, policy: policyDocument(statements) }, { parent });
}
