import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { policyDocument, type PolicyStatement } from "../../components/security/iam";
import { type BootstrapConfig } from "../config";
import { gitHubTrust, type Jobs } from "../github-trust";
import {
  boundaryStatements,
  deployPolicies,
  readStatements,
  stateReadStatements,
  type Subjects,
} from "../permissions/policies";

export interface CiRolesArgs extends Subjects {
  readonly github: BootstrapConfig["github"];
  /** Make GitHub's identity provider, or use the one that the account has. */
  readonly oidcProvider: "create" | "use";
}

/** A first deployment with RDS and CloudFront takes longer than the hour that sessions last by default. */
const SESSION_SECONDS = 7200;
const ISSUER = "https://token.actions.githubusercontent.com";

/**
 * What GitHub Actions may do in this account: a role that reads, for pull requests, and a role that deploys, for jobs
 * of protected environments. Both carry a boundary, as does every role they make, which none of them can change or
 * remove. No user and no long-lived key exists.
 *
 * @example
 * ```ts
 * const names = namesOf("webapp", account);
 * new CiRoles("ci", {
 *   project: "webapp",
 *   account,
 *   names,
 *   keyArn: store.keyArn,
 *   extraActions: [],
 *   github: {
 *     owner: "my-org",
 *     ownerId: 1234567,
 *     repository: "webapp",
 *     repositoryId: 7654321,
 *     environments: ["dev", "prod"],
 *   },
 *   oidcProvider: "create",
 * });
 * ```
 */
export class CiRoles extends pulumi.ComponentResource {
  readonly boundaryArn: pulumi.Output<string>;
  readonly previewRoleArn: pulumi.Output<string>;
  readonly deployRoleArn: pulumi.Output<string>;

  constructor(name: string, args: CiRolesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:bootstrap:CiRoles", name, {}, opts);
    const { github, names } = args;
    const providerArn = args.oidcProvider === "create" ? this.createProvider() : names.oidcProviderArn;
    const boundary = this.createPolicy("boundary", names.boundary, boundaryStatements(args));
    const reads = this.createPolicy("reads", `ci-${args.project}-reads`, readStatements(args));
    const state = this.createPolicy("state", `ci-${args.project}-state`, stateReadStatements(args));

    const role = (key: string, physicalName: string, jobs: Jobs) =>
      new aws.iam.Role(
        key,
        {
          name: physicalName,
          description: jobs === "previews" ? "Reads, for previews of pull requests" : "Deploys",
          assumeRolePolicy: gitHubTrust(providerArn, github, jobs),
          maxSessionDuration: SESSION_SECONDS,
          permissionsBoundary: boundary.arn,
        },
        { parent: this },
      );
    const previewRole = role("preview", names.previewRole, "previews");
    const deployRole = role("deploy", names.deployRole, { environments: github.environments });
    this.attach("preview", previewRole, { reads, state });
    this.attach("deploy", deployRole, {
      reads,
      state,
      ...Object.fromEntries(
        Object.entries(deployPolicies(args)).map(([room, statements]) => [
          room,
          this.createPolicy(room, `ci-${args.project}-${room}`, statements),
        ]),
      ),
    });

    this.boundaryArn = boundary.arn;
    this.previewRoleArn = previewRole.arn;
    this.deployRoleArn = deployRole.arn;
    this.registerOutputs({ previewRoleArn: this.previewRoleArn, deployRoleArn: this.deployRoleArn });
  }

  private createProvider(): pulumi.Output<string> {
    return new aws.iam.OpenIdConnectProvider(
      "github",
      { url: ISSUER, clientIdLists: ["sts.amazonaws.com"] },
      { parent: this },
    ).arn;
  }

  private createPolicy(key: string, name: string, statements: readonly PolicyStatement[]): aws.iam.Policy {
    return new aws.iam.Policy(key, { name, policy: policyDocument(statements) }, { parent: this });
  }

  private attach(key: string, { name: role }: aws.iam.Role, policies: Readonly<Record<string, aws.iam.Policy>>): void {
    for (const [policyKey, policy] of Object.entries(policies)) {
      new aws.iam.RolePolicyAttachment(`${key}-${policyKey}`, { role, policyArn: policy.arn }, { parent: this });
    }
  }
}
