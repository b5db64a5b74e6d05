import type { Request } from "@toolkit/iam/evaluate";
import type { Account } from "@toolkit/rehearsal/aws/account";

type Arguments = Readonly<Record<string, unknown>>;

/** Look-ups that show what others wrote, with the call that each makes. */
const CALLS: Readonly<Record<string, (args: Arguments, account: Account) => Pick<Request, "action" | "resource">>> = {
  "aws:secretsmanager/getSecretVersion:getSecretVersion": ({ secretId }, { accountId, region }) => ({
    action: "secretsmanager:GetSecretValue",
    resource: arnOr(secretId, `arn:aws:secretsmanager:${region}:${accountId}:secret:`),
  }),
  "aws:ssm/getParameter:getParameter": ({ name }, { accountId, region }) => ({
    action: "ssm:GetParameter",
    // AWS's own belong to no account: AWS Systems Manager user guide, "Discovering public parameters".
    resource: arnOr(name, `arn:aws:ssm:${region}:${String(name).startsWith("/aws/") ? "" : accountId}:parameter/`),
  }),
  "aws:s3/getObject:getObject": (args) => objectOf(args),
  "aws:s3/getBucketObject:getBucketObject": (args) => objectOf(args),
  "aws:lambda/getInvocation:getInvocation": ({ functionName }, { accountId, region }) => ({
    action: "lambda:InvokeFunction",
    resource: arnOr(functionName, `arn:aws:lambda:${region}:${accountId}:function:`),
  }),
};

/** The call that a look-up makes; undefined for one that shows descriptions only, or that is not known. */
export const callOfLookUp = (token: string, args: Arguments, account: Account) => CALLS[token]?.(args, account);

const objectOf = ({ bucket, key }: Arguments) => ({
  action: "s3:GetObject",
  resource: `arn:aws:s3:::${String(bucket)}/${String(key)}`,
});

const arnOr = (value: unknown, before: string): string =>
  String(value).startsWith("arn:") ? String(value) : `${before}${String(value).replace(/^\//, "")}`;
