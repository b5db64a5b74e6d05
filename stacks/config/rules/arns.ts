import { deploymentOf, hooksOf } from "../../../components/compute/deployment";
import { partitionOf } from "../../../components/partition";
import { type Problem } from "../problems";
import { type StackConfig } from "../stack-config";
import { httpSections, taskSections } from "../task-sections";

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

function namedArns(config: StackConfig): NamedArn[] {
  const { access, aws, database, domain, network } = config;
  const { restoreFrom } = database;
  const sections = taskSections(config);
  return [
    ...named("webapp:database.restoreFrom", restoreFrom, {
      regional: true,
      own: restoreFrom !== undefined && isAutomated(restoreFrom),
    }),
    ...named("webapp:access.permissionsBoundary", access.permissionsBoundary, { own: true }),
    ...sections.flatMap(({ key: section, tasks: { secrets } }) =>
      Object.entries(secrets)
        .filter(([, source]) => source !== "create")
        .flatMap(([name, source]) => named(`webapp:${section}.secrets.${name}`, source)),
    ),
    ...sections.flatMap(({ key: section, tasks: { permissions } }) =>
      permissions.flatMap(({ resources }, index) =>
        resources
          .filter((resource) => resource !== "*")
          .flatMap((resource) => named(`webapp:${section}.permissions.${index}`, resource)),
      ),
    ),
    ...httpSections(config).flatMap(({ key: section, tasks: { deployment } }) =>
      hooksOf(deploymentOf(deployment)).flatMap((hook, index) =>
        named(`webapp:${section}.deployment.hooks.${index}.function`, hook.function, { regional: true, own: true }),
      ),
    ),
    // `rules/domain.ts` knows in which region and account they must be.
    ...named("webapp:domain.certificateArn", domain?.certificateArn),
    ...named("webapp:domain.regionalCertificateArn", domain?.regionalCertificateArn),
    ...network.s3Buckets.flatMap((bucket, index) =>
      typeof bucket === "string"
        ? []
        : named(`webapp:network.s3Buckets.${index}.keyArn`, bucket.keyArn, { regional: true }),
    ),
    ...(aws.assumeRoles ?? []).flatMap(({ roleArn }, index) => named(`aws:assumeRoles.${index}.roleArn`, roleArn)),
  ];
}

function named(key: string, arn: string | undefined, must: Partial<NamedArn> = {}): NamedArn[] {
  return arn === undefined ? [] : [{ key, arn, regional: false, own: false, ...must }];
}

/** Accounts share manual snapshots only; RDS user guide, "Sharing a DB snapshot for Amazon RDS". */
const isAutomated = (arn: string): boolean => /:snapshot:(rds|awsbackup):/.test(arn);
