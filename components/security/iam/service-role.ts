import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type AccountContext } from "../../account";
import { policyDocument, type PolicyStatement } from "./statement";
import { serviceTrust, sourcelessTrust } from "./trust";

/** IAM allows 38 characters before the unique suffix. */
const ROLE_NAME_PREFIX_LENGTH = 38;

export interface ServiceRoleArgs {
  /** Account whose resources the service may act for. */
  readonly account: AccountContext;
  /** Service principal, e.g. `ecs-tasks.amazonaws.com`. */
  readonly service: string;
  /** ARN or pattern of what the service acts for. @default any resource of the account */
  readonly sourceArn?: pulumi.Input<string> | undefined;
  /** False for a service that does not say on whose behalf it acts (`sourcelessTrust`). @default true */
  readonly namesSource?: boolean | undefined;
  /** What the role may do. @default nothing */
  readonly statements?: readonly PolicyStatement[] | undefined;
  /** ARNs of policies that AWS maintains, by a short key that names the attachment. @default none */
  readonly managedPolicyArns?: Readonly<Record<string, pulumi.Input<string>>> | undefined;
}

/** A role with its grants, which whatever uses the role must wait for. */
export interface ServiceRole {
  readonly role: aws.iam.Role;
  /** Policies and attachments: list them in `dependsOn`, since a role exists before it may do anything. */
  readonly grants: pulumi.Resource[];
}

/**
 * A role that one AWS service assumes, with one inline policy (`aws.iam.RolePolicy`) and nothing shared:
 * role `name`, policy `name`, attachments `name-<key>`.
 */
export function createServiceRole(name: string, args: ServiceRoleArgs, opts: { parent: pulumi.Resource }): ServiceRole {
  const { service, account, sourceArn, namesSource = true, statements = [], managedPolicyArns = {} } = args;
  const trust = namesSource ? serviceTrust(service, account, { sourceArn }) : sourcelessTrust(service);
  const role = new aws.iam.Role(
    name,
    {
      namePrefix: roleNamePrefix(args.account.prefix, name),
      assumeRolePolicy: trust,
      permissionsBoundary: account.permissionsBoundaryArn,
    },
    { parent: opts.parent },
  );
  const policies =
    statements.length === 0
      ? []
      : [
          new aws.iam.RolePolicy(
            name,
            { role: role.name, policy: policyDocument(statements) },
            { parent: opts.parent },
          ),
        ];
  const attachments = Object.entries(managedPolicyArns).map(
    ([key, policyArn]) =>
      new aws.iam.RolePolicyAttachment(`${name}-${key}`, { role: role.name, policyArn }, { parent: opts.parent }),
  );
  return { role, grants: [...policies, ...attachments] };
}

/** `<prefix>-<name>-`, cut to the 38 characters that IAM allows before its suffix. */
export function roleNamePrefix(prefix: string, name: string): string {
  return `${prefix}-${name}`.slice(0, ROLE_NAME_PREFIX_LENGTH - 1).replace(/-+$/, "") + "-";
}
