import { T } from "@toolkit/offline/aws-types";
import { accessDenied } from "@toolkit/iam/denial";
import { evaluate } from "@toolkit/iam/evaluate";
import { EmulatedApi } from "@toolkit/rehearsal/api/api";
import { type ApiCall, ApiError } from "@toolkit/rehearsal/api/handler";
import type { Account } from "@toolkit/rehearsal/aws/account";
import { records, shown } from "@toolkit/rehearsal/aws/look";

import { tagged } from "../../../tools/rights/calls";
import type { Role } from "../../../tools/rights/roles";

/** Services whose actions IAM calls otherwise than botocore. */
const PREFIXES: Readonly<Record<string, string>> = { resourcegroupstaggingapi: "tag" };

/** An API that answers what the policies and the boundary of the calling role allow, and refuses the rest as AWS does. */
export class JudgedApi extends EmulatedApi {
  /** Name of the role that calls, as the tables of rights have it. */
  caller = "";

  constructor(
    account: Account,
    private readonly roles: readonly Role[],
  ) {
    super(account);
  }

  override answer(call: ApiCall): object {
    const role = this.roles.find(({ name }) => name === this.caller);
    if (role === undefined) throw new Error(`There is no role ${this.caller}.`);
    const { policies, caller, context: ofCaller } = role;
    const context = { "aws:RequestedRegion": call.region, ...ofCaller, ...contextOf(call), ...this.tagsOf(call) };
    const action = `${PREFIXES[call.service] ?? call.service}:${call.operation}`;
    const request = { action, resource: this.resourceOf(call), caller, context };
    const decision = evaluate(request, policies);
    if (!decision.isAllowed) throw new ApiError("AccessDenied", accessDenied(request, decision));
    return super.answer(call);
  }

  /** What a task is of has the tags of its definition. */
  private tagsOf({ parameters }: ApiCall) {
    const [definition] = this.account.where(T.taskDefinition, "arn", shown(parameters.taskDefinition));
    const { tagsAll = {} } = definition?.outputs ?? {};
    return tagged("aws:ResourceTag", tagsAll as Readonly<Record<string, string>>);
  }

  private resourceOf({ parameters }: ApiCall): string {
    const { RoleArn: arn, RoleName: name, DBInstanceIdentifier: database, taskDefinition } = parameters;
    const { accountId, region } = this.account;
    if (typeof arn === "string") return arn;
    if (typeof taskDefinition === "string") return taskDefinition;
    if (typeof name === "string") return `arn:aws:iam::${accountId}:role/${name}`;
    return typeof database === "string" ? `arn:aws:rds:${region}:${accountId}:db:${database}` : "*";
  }
}

/** What the condition keys of IAM's actions are asked about. */
function contextOf({ service, parameters }: ApiCall): Readonly<Record<string, string | string[]>> {
  if (service !== "iam") return {};
  const { PermissionsBoundary: boundary, PolicyArn: policy } = parameters;
  const tags = records(parameters.Tags).map(({ Key, Value }): [string, string] => [shown(Key), shown(Value)]);
  return {
    ...(typeof boundary === "string" ? { "iam:PermissionsBoundary": boundary } : {}),
    ...(typeof policy === "string" ? { "iam:PolicyARN": policy } : {}),
    ...tagged("aws:RequestTag", Object.fromEntries(tags)),
  };
}
