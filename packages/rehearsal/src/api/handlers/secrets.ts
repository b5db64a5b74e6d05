import { T } from "@toolkit/offline/aws-types";
import { record, records, text } from "../../aws/look";
import type { Properties } from "../../protocol/values";
import { ApiError, type ApiContext, type Handler } from "../handler";
import { emit } from "../delivery";

/** ARNs of the secrets that somebody made, and of those that RDS made for its databases. */
function secretArns({ account }: ApiContext): string[] {
  const made = account.all(T.secret).flatMap(({ outputs }) => text(outputs.arn) ?? []);
  const managed = account
    .all(T.databaseInstance)
    .flatMap(({ outputs }) => records(outputs.masterUserSecrets).flatMap(({ secretArn }) => text(secretArn) ?? []));
  return [...made, ...managed];
}

function secretOf(context: ApiContext, { SecretId }: Properties): { arn: string; name: string } {
  const arn = secretArns(context).find((known) => known === SecretId || nameIn(known) === SecretId);
  if (arn === undefined)
    throw new ApiError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
  return { arn, name: nameIn(arn) };
}

/** Secrets Manager ends an ARN with six characters of its own. */
const nameIn = (arn: string): string => (arn.split(":").at(-1) ?? "").replace(/-\w{6}$/, "");

function changed(context: ApiContext, arn: string): void {
  emit(context, {
    source: "aws.secretsmanager",
    "detail-type": "Secret Label Updated",
    resources: [arn],
    detail: { labelUpdated: "AWSCURRENT" },
  });
}

/** Secrets, and what their change starts. */
export const secrets: Readonly<Record<string, Handler>> = {
  "secretsmanager.RotateSecret": (parameters, context) => {
    const { arn, name } = secretOf(context, parameters);
    changed(context, arn);
    return { ARN: arn, Name: name, VersionId: versionId(context.runtime.next()) };
  },

  "secretsmanager.PutSecretValue": (parameters, context) => {
    const { arn, name } = secretOf(context, parameters);
    changed(context, arn);
    return { ARN: arn, Name: name, VersionId: versionId(context.runtime.next()), VersionStages: ["AWSCURRENT"] };
  },

  "stepfunctions.ListExecutions": ({ stateMachineArn, maxResults }, { account, runtime }) => {
    if (account.where(T.stateMachine, "arn", text(stateMachineArn)).length === 0)
      throw new ApiError("StateMachineDoesNotExist", "State Machine Does Not Exist");
    const found = runtime.executions.filter(({ machine }) => machine === stateMachineArn).reverse();
    const page = typeof maxResults === "number" && maxResults > 0 ? found.slice(0, maxResults) : found;
    return {
      executions: page.map(({ arn, machine, input, status = "SUCCEEDED", startDate = NOON }) => ({
        executionArn: arn,
        stateMachineArn: machine,
        name: text(record(input).id) ?? arn.split(":").at(-1) ?? "",
        status,
        startDate,
        ...(status === "RUNNING" ? {} : { stopDate: new Date(Date.parse(startDate) + RUN_MILLISECONDS).toISOString() }),
      })),
    };
  },
};

const NOON = "2026-11-26T12:00:00Z";
const RUN_MILLISECONDS = 120_000;

const versionId = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
