import { z } from "zod";

import { pullRequestTrust, type Repository } from "../../bootstrap/github-trust";
import { PULL_REQUEST_TAG } from "../../bootstrap/review-names";
import { Aws, AwsRefusal } from "../aws/aws";
import { type Room } from "./decide";
import { type Credentials, type Hands } from "./hands";
import { ofCi, pullRequestOfRole, type ReviewNames } from "./names";

/** A first deployment outlasts the hour that sessions last by default. */
const SESSION_SECONDS = 7200;
/** So long IAM may take until all of it knows a new role and its policies. Source: IAM user guide, "Troubleshoot IAM". */
const CONSISTENT_SECONDS = 15;

/** What the description of a role says that was made to end a stack, since IAM lists no tags. */
const ENDS = "Ends";

const roleList = z.object({
  Roles: z.array(z.object({ RoleName: z.string(), CreateDate: z.string(), Description: z.string().optional() })),
});
const policyList = z.object({ Policies: z.array(z.object({ PolicyName: z.string(), Arn: z.string() })) });
const attachedList = z.object({ AttachedPolicies: z.array(z.object({ PolicyArn: z.string() })) });
const assumed = z.object({
  Credentials: z.object({ AccessKeyId: z.string(), SecretAccessKey: z.string(), SessionToken: z.string() }),
});

/** The keeper's part: roles of pull requests, which its own role makes and ends. */
export class Rooms {
  private readonly aws: Aws;

  /** @param roles what the ARNs of all roles of CI begin with */
  constructor(
    private readonly hands: Hands,
    private readonly roles: string,
  ) {
    this.aws = new Aws((args) => hands.aws(args));
  }

  /** Every role of a pull request. */
  async list(): Promise<Room[]> {
    const { Roles } = await this.aws.ask(roleList, "iam", "list-roles");
    return Roles.flatMap(({ RoleName, CreateDate, Description = "" }) => {
      const pullRequest = pullRequestOfRole(this.roles, RoleName);
      if (pullRequest === undefined) return [];
      return [{ pullRequest, since: Date.parse(CreateDate), isEnding: Description.startsWith(ENDS) }];
    });
  }

  /** Names of the roles that a stack has, which its own policies name after it. */
  async ofStack(project: string, { stack }: ReviewNames): Promise<string[]> {
    const { Roles } = await this.aws.ask(roleList, "iam", "list-roles");
    return Roles.map(({ RoleName: name }) => name).filter((name) => name.startsWith(`${project}-${stack}-`));
  }

  /** Makes the role, or shuts the pull request's jobs out of it: none but the keeper may assume it. */
  async prepare(names: ReviewNames): Promise<void> {
    const { roleName: name } = names;
    try {
      await this.create(names, "Deploys");
    } catch (error) {
      if (!(error instanceof AwsRefusal) || error.code !== "EntityAlreadyExists") throw error;
      await this.iam("update-assume-role-policy", "--role-name", name, "--policy-document", this.trust);
    }
    await this.furnish(name);
  }

  /**
   * Makes the role anew for the keeper alone. What somebody carried out of a job works no more: a session is of the role
   * that was, by its id.
   *
   * Source: IAM user guide, "IAM identifiers", unique identifiers
   * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids)
   */
  async renew(names: ReviewNames): Promise<void> {
    await this.close(names);
    await this.create(names, ENDS);
    await this.furnish(names.roleName);
  }

  private get trust(): string {
    return JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { AWS: this.keeper }, Action: "sts:AssumeRole" }],
    });
  }

  private async create({ roleName, pullRequest }: ReviewNames, purpose: string): Promise<void> {
    await this.iam(
      ...["create-role", "--role-name", roleName, "--assume-role-policy-document", this.trust],
      ...["--permissions-boundary", ofCi(this.roles, "policy", "review-boundary")],
      ...["--max-session-duration", String(SESSION_SECONDS)],
      ...["--description", `${purpose} the stack of pull request ${pullRequest}`],
      ...["--tags", `Key=${PULL_REQUEST_TAG},Value=${pullRequest}`],
    );
  }

  private async furnish(name: string): Promise<void> {
    for (const arn of await this.policies()) {
      await this.iam("attach-role-policy", "--role-name", name, "--policy-arn", arn);
    }
    await this.hands.sleep(CONSISTENT_SECONDS);
  }

  /** Lets the pull request's jobs in. */
  async admit({ roleName: name, pullRequest }: ReviewNames, repository: Repository): Promise<void> {
    const provider = `${this.roles.split(":role/")[0] ?? ""}:oidc-provider/token.actions.githubusercontent.com`;
    const trust = JSON.stringify(pullRequestTrust(provider, this.keeper, repository, pullRequest));
    await this.iam("update-assume-role-policy", "--role-name", name, "--policy-document", trust);
  }

  /** Credentials of the role, for the keeper to destroy its stack with. */
  async enter({ roleArn }: ReviewNames): Promise<Credentials> {
    const session = ["--role-arn", roleArn, "--role-session-name", "keeper"];
    const { Credentials: given } = await this.aws.ask(assumed, "sts", "assume-role", ...session);
    return {
      AWS_ACCESS_KEY_ID: given.AccessKeyId,
      AWS_SECRET_ACCESS_KEY: given.SecretAccessKey,
      AWS_SESSION_TOKEN: given.SessionToken,
    };
  }

  /** Ends the role, if it is there. */
  async close({ roleName: name }: ReviewNames): Promise<void> {
    try {
      const { AttachedPolicies } = await this.aws.ask(
        attachedList,
        "iam",
        "list-attached-role-policies",
        "--role-name",
        name,
      );
      for (const { PolicyArn: arn } of AttachedPolicies) {
        await this.iam("detach-role-policy", "--role-name", name, "--policy-arn", arn);
      }
      await this.iam("delete-role", "--role-name", name);
    } catch (error) {
      if (!(error instanceof AwsRefusal) || error.code !== "NoSuchEntity") throw error;
    }
  }

  /** What the bootstrap made for such roles. */
  private async policies(): Promise<string[]> {
    const { Policies } = await this.aws.ask(policyList, "iam", "list-policies", "--scope", "Local");
    const own = new RegExp(`^${ofCi(this.roles, "policy", "review-")}(?!boundary$|keeper$)[a-z-]+$`);
    return Policies.map(({ Arn: arn }) => arn).filter(
      (arn) => own.test(arn) || arn === ofCi(this.roles, "policy", "reads"),
    );
  }

  private async iam(...args: readonly string[]): Promise<void> {
    await this.aws.text("iam", ...args);
  }

  private get keeper(): string {
    return `${this.roles}-review-keeper`;
  }
}
