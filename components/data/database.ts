import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { arn, awsManagedPolicyArn } from "../account";
import { refuse } from "../errors";
import { logGroupArgs } from "../log-settings";
import { createServiceRole, type ServiceRole } from "../security/iam";
import { type DatabaseArgs } from "./database-args";
import { DATABASE_PORT } from "./database-port";
import { databaseProblems, identifierProblems } from "./database-problems";
import { instanceClass } from "./instance-classes";
import { ENGINE_VERSION, EXPORTED_LOGS, mysqlParameters, PARAMETER_FAMILY } from "./parameters";
import { rotationRules } from "./rotation-rules";

/** Days that the free tier of Database Insights keeps. */
const INSIGHTS_RETENTION_DAYS = 7;
const SUBNET_GROUP_DESCRIPTION = "Isolated subnets without a route to the internet";
const PARAMETER_GROUP_DESCRIPTION = "TLS only, slow queries logged to CloudWatch";

/**
 * A private, encrypted MySQL instance in isolated subnets. RDS keeps its master password in Secrets Manager and rotates
 * it on the schedule; TLS is required; error and slow-query logs go to CloudWatch; storage grows by itself; Database
 * Insights runs where the class can.
 *
 * In us-east-1 a db.t4g.micro with 20 GB costs about 14 USD a month, the secret 0.40; Multi-AZ doubles the former.
 *
 * <cost>
 * USD in us-east-1, sized as the stacks do:
 * - Instance (db.t4g.small, Multi-AZ): 47.45 a month
 * - Storage (gp3, Multi-AZ): 51.11 a month
 * - Enhanced monitoring logs: 0.08 a month
 * - Master password (secret that RDS keeps): 0.40 a month
 * - Storage (compressed): 0.03 per GB-month
 * - Insights queries, data scanned: 0.005 per GB scanned
 * - Backup storage above the free size: 0.095 per GB-month over 100% of provisioned
 * - CPU credits above the baseline: 0.075 per vCPU-h
 * </cost>
 *
 * @example
 * ```ts
 * const database = new Database("database", {
 *   account,
 *   subnetIds: network.isolatedSubnetIds,
 *   securityGroupIds: [security.groupId("database")],
 *   databaseName: "app", username: "app_owner",
 *   instanceClass: "db.t4g.micro", storageGb: 20, maxStorageGb: 100, multiAz: false,
 *   backupRetentionDays: 7, backupWindow: "03:00-04:00", maintenanceWindow: "sun:04:30-sun:05:30",
 *   passwordRotationDays: 30, iamAuthentication: true,
 *   deletionProtection: true, finalSnapshot: true, protect: true, applyImmediately: false,
 *   logs: { retentionDays: 30 }, monitoringSeconds: 60,
 * });
 * ```
 */
export class Database extends pulumi.ComponentResource {
  /** DNS name, without the port. */
  readonly address: pulumi.Output<string>;
  readonly port: number;
  /** The schema. */
  readonly databaseName: string;
  /** Name of the instance, for alarms and schedules. */
  readonly identifier: pulumi.Output<string>;
  /** `db-…`, for `rds-db:connect` permissions. */
  readonly resourceId: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** Secret whose JSON holds `username` and `password`, and nothing else. */
  readonly secretArn: pulumi.Output<string>;
  /** Connections that the instance accepts. */
  readonly maxConnections: number;
  readonly instance: aws.rds.Instance;

  constructor(name: string, args: DatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("webapp:data:Database", name, {}, opts);
    const { account, restoreFrom } = args;
    refuse(name, [...identifierProblems(account.prefix, name), ...databaseProblems(args)]);
    const capabilities = instanceClass(args.instanceClass);

    // One id for all names that must differ between an instance and the one restored beside it.
    const incarnation = new random.RandomId(
      name,
      { byteLength: 4, keepers: { restoreFrom: restoreFrom ?? "" } },
      // When `restoreFrom` is removed again, the id and with it the restored instance must stay.
      { parent: this, ignoreChanges: restoreFrom === undefined ? ["keepers"] : [] },
    );
    const identifier = pulumi.interpolate`${account.prefix}-${name}-${incarnation.hex}`;
    const subnetGroup = new aws.rds.SubnetGroup(
      name,
      { subnetIds: [...args.subnetIds], description: SUBNET_GROUP_DESCRIPTION },
      { parent: this },
    );
    const parameterGroup = new aws.rds.ParameterGroup(
      name,
      {
        family: PARAMETER_FAMILY,
        description: PARAMETER_GROUP_DESCRIPTION,
        parameters: mysqlParameters(capabilities.maxConnections),
      },
      { parent: this },
    );
    const logGroups = this.createLogGroups(name, identifier, args);
    const monitoring = args.monitoringSeconds > 0 ? this.createMonitoringRole(name, args) : undefined;

    this.instance = new aws.rds.Instance(
      name,
      {
        identifier,
        engine: "mysql",
        engineVersion: ENGINE_VERSION,
        autoMinorVersionUpgrade: true,
        allowMajorVersionUpgrade: false,
        engineLifecycleSupport: "open-source-rds-extended-support-disabled",
        instanceClass: args.instanceClass,
        caCertIdentifier: "rds-ca-rsa2048-g1",
        applyImmediately: args.applyImmediately,

        dbName: args.databaseName,
        port: DATABASE_PORT,
        username: args.username,
        manageMasterUserPassword: true,
        masterUserSecretKmsKeyId: args.secretKeyArn,
        iamDatabaseAuthenticationEnabled: args.iamAuthentication,
        parameterGroupName: parameterGroup.name,

        dbSubnetGroupName: subnetGroup.name,
        vpcSecurityGroupIds: args.securityGroupIds,
        publiclyAccessible: false,
        multiAz: args.multiAz,

        // Below 400 GiB gp3's performance is fixed, and RDS refuses iops and throughput.
        storageType: "gp3",
        allocatedStorage: args.storageGb,
        maxAllocatedStorage: args.maxStorageGb,
        storageEncrypted: true,
        snapshotIdentifier: restoreFrom,
        // A restored volume keeps the snapshot's key, and naming another would replace the instance at the next update.
        kmsKeyId: restoreFrom === undefined ? args.keyArn : undefined,

        backupRetentionPeriod: args.backupRetentionDays,
        backupWindow: args.backupWindow,
        maintenanceWindow: args.maintenanceWindow,
        copyTagsToSnapshot: true,
        deletionProtection: args.deletionProtection,
        skipFinalSnapshot: !args.finalSnapshot,
        deleteAutomatedBackups: !args.finalSnapshot,
        finalSnapshotIdentifier: args.finalSnapshot ? pulumi.interpolate`${identifier}-final` : undefined,

        enabledCloudwatchLogsExports: [...EXPORTED_LOGS],
        monitoringInterval: args.monitoringSeconds,
        monitoringRoleArn: monitoring?.role.arn,
        databaseInsightsMode: "standard",
        ...insights(capabilities.insights, args.keyArn),
      },
      {
        parent: this,
        protect: args.protect,
        // RDS would create missing log groups itself and keep their logs for ever.
        dependsOn: [...logGroups, ...(monitoring?.grants ?? [])],
        // Another snapshot in `restoreFrom` gives another identifier. AWS would only rename the instance; replacing it
        // restores the snapshot. The snapshot itself is ignored, so that removing `restoreFrom` replaces nothing.
        replaceOnChanges: ["identifier"],
        ignoreChanges: ["snapshotIdentifier"],
        customTimeouts: createTimeouts(restoreFrom),
      },
    );
    this.secretArn = masterSecretArn(this.instance);
    this.createRotation(name, args);

    this.address = this.instance.address;
    this.port = DATABASE_PORT;
    this.databaseName = args.databaseName;
    this.identifier = this.instance.identifier;
    this.resourceId = this.instance.resourceId;
    this.arn = this.instance.arn;
    this.maxConnections = capabilities.maxConnections;
    this.registerOutputs({ address: this.address, identifier: this.identifier, secretArn: this.secretArn });
  }

  private createLogGroups(name: string, identifier: pulumi.Output<string>, args: DatabaseArgs): pulumi.Resource[] {
    return EXPORTED_LOGS.map(
      (log) =>
        new aws.cloudwatch.LogGroup(
          `${name}-${log}`,
          {
            name: pulumi.interpolate`/aws/rds/instance/${identifier}/${log}`,
            ...logGroupArgs(args.logs),
          },
          { parent: this },
        ),
    );
  }

  private createMonitoringRole(name: string, { account }: DatabaseArgs): ServiceRole {
    return createServiceRole(
      `${name}-monitoring`,
      {
        account,
        service: "monitoring.rds.amazonaws.com",
        sourceArn: arn(account, "rds", `db:${account.prefix}-${name}-*`),
        managedPolicyArns: {
          metrics: awsManagedPolicyArn(account, "service-role/AmazonRDSEnhancedMonitoringRole"),
        },
      },
      { parent: this },
    );
  }

  /** RDS itself rotates, without a Lambda function; not at once, since running tasks would keep the old password. */
  private createRotation(name: string, args: DatabaseArgs): void {
    new aws.secretsmanager.SecretRotation(
      name,
      { secretId: this.secretArn, rotateImmediately: false, rotationRules: rotationRules(args) },
      { parent: this },
    );
  }
}

function insights(supported: boolean, keyArn: pulumi.Input<string> | undefined): Partial<aws.rds.InstanceArgs> {
  if (!supported) {
    return { performanceInsightsEnabled: false };
  }
  return {
    performanceInsightsEnabled: true,
    performanceInsightsRetentionPeriod: INSIGHTS_RETENTION_DAYS,
    performanceInsightsKmsKeyId: keyArn,
  };
}

/** Multi-AZ takes up to half an hour; a restore waits for its first backup, which takes hours. */
function createTimeouts(restoreFrom: string | undefined): pulumi.CustomTimeouts {
  return { create: restoreFrom === undefined ? "60m" : "6h", update: "80m", delete: "60m" };
}

function masterSecretArn(instance: aws.rds.Instance): pulumi.Output<string> {
  return instance.masterUserSecrets.apply((secrets) => {
    const secret = secrets[0];
    if (secret === undefined) {
      throw new Error("RDS reports no managed master secret for the database.");
    }
    return secret.secretArn;
  });
}
