import { partitionOf } from "../../../components/partition";
import { type Problem } from "../problems";
import { type StackConfig } from "../stack-config";

/** What names a thing outside the stack, with the keys it stands under. */
interface NamedArn {
  readonly key: string;
  readonly arn: string;
  /** Whether the thing must be in the stack's region. */
  readonly regional: boolean;
  /** Whether the thing must be in an account of the stack. */
  readonly own: boolean;
}

/** ARNs of another partition, region or account than AWS lets the stack use. */
export function arnProblems(config: StackConfig): Problem[] {
  return namedArns(config).flatMap((named) => {
    const fix = arnProblem(named, config.aws);
    return fix === undefined ? [] : [{ key: named.key, value: named.arn, fix }];
  });
}

function arnProblem({ arn, regional, own }: NamedArn, { region, allowedAccountIds }: StackConfig["aws"]) {
  const [, partition = "", , place = "", account = ""] = arn.split(":");
  if (partition !== partitionOf(region)) return `must be in the partition of ${region} (${partitionOf(region)})`;
  if (regional && place !== region) return `must be in the region of the stack (${region})`;
  const accounts = allowedAccountIds ?? [];
  if (!own || account === "aws" || accounts.length === 0 || accounts.includes(account)) return undefined;
  return `must be in the account of the stack (${accounts.join(", ")})`;
}

function namedArns({ access, aws, backend, database, ssr }: StackConfig): NamedArn[] {
  const { restoreFrom } = database;
  const secrets = Object.entries({ backend, ssr }).flatMap(([section, { secrets: sources }]) =>
    Object.entries(sources)
      .filter(([, source]) => source !== "create")
      .map(([name, arn]) => ({ key: `webapp:${section}.secrets.${name}`, arn, regional: false, own: false })),
  );
  return [
    ...(restoreFrom === undefined
      ? []
      : [{ key: "webapp:database.restoreFrom", arn: restoreFrom, regional: true, own: isAutomated(restoreFrom) }]),
    ...(access.permissionsBoundary === undefined
      ? []
      : [{ key: "webapp:access.permissionsBoundary", arn: access.permissionsBoundary, regional: false, own: true }]),
    ...secrets,
    ...(aws.assumeRoles ?? []).map(({ roleArn }, index) => ({
      key: `aws:assumeRoles.${index}.roleArn`,
      arn: roleArn,
      regional: false,
      own: false,
    })),
  ];
}

/** Accounts share manual snapshots only; RDS user guide, "Sharing a DB snapshot for Amazon RDS". */
const isAutomated = (arn: string): boolean => /:snapshot:(rds|awsbackup):/.test(arn);
