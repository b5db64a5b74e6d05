import { T } from "@toolkit/offline/aws-types";
import { number, record, records, shown, text } from "../../aws/look";
import { ApiError, type ApiContext, type Handler } from "../handler";
import { tellOfDatabase } from "../delivery";

function databases({ account }: ApiContext, identifier: string | undefined) {
  const found = account
    .all(T.databaseInstance)
    .filter(({ outputs }) => identifier === undefined || outputs.identifier === identifier);
  if (identifier !== undefined && found.length === 0)
    throw new ApiError("DBInstanceNotFound", `DBInstance ${identifier} not found.`);
  return found;
}

const NOON_MS = Date.parse("2026-11-26T12:00:00Z");

/** Databases, buckets, trails and logs. */
export const data: Readonly<Record<string, Handler>> = {
  "rds.DescribeDBInstances": ({ DBInstanceIdentifier: identifier }, context) => ({
    DBInstances: databases(context, text(identifier)).map(({ inputs, outputs }) => ({
      DBInstanceIdentifier: text(outputs.identifier),
      DBInstanceStatus: "available",
      DbiResourceId: text(outputs.resourceId),
      Engine: text(inputs.engine),
      EngineVersion: text(outputs.engineVersion) ?? text(inputs.engineVersion) ?? "8.4",
      DBInstanceClass: text(inputs.instanceClass),
      AllocatedStorage: number(inputs.allocatedStorage) ?? 20,
      MultiAZ: inputs.multiAz === true,
      Endpoint: { Address: text(outputs.address), Port: number(outputs.port) ?? 3306 },
    })),
  }),

  "rds.RebootDBInstance": ({ DBInstanceIdentifier: identifier }, context) => {
    const [found] = databases(context, text(identifier));
    tellOfDatabase(
      context,
      text(identifier) ?? "",
      "availability",
      JSON.stringify({
        "Event Source": "db-instance",
        "Source ID": identifier,
        "Event Message": "DB instance restarted",
      }),
    );
    return { DBInstance: { DBInstanceIdentifier: text(found?.outputs.identifier), DBInstanceStatus: "rebooting" } };
  },

  "s3.ListObjectsV2": ({ Bucket: bucket, Prefix: prefix }, { account }) => {
    if (account.get(T.bucket, shown(bucket)) === undefined)
      throw new ApiError("NoSuchBucket", "The specified bucket does not exist");
    const found = account
      .where(T.bucketObject, "bucket", shown(bucket))
      .map(({ inputs, serial }) => ({ key: text(inputs.key) ?? "", serial }))
      .filter(({ key }) => key.startsWith(text(prefix) ?? ""));
    return {
      IsTruncated: false,
      KeyCount: found.length,
      // Later ones have higher numbers.
      Contents: found.map(({ key: Key, serial }) => ({
        Key,
        Size: 1,
        StorageClass: "STANDARD",
        LastModified: new Date(NOON_MS + serial * 1000).toISOString(),
      })),
    };
  },

  "s3.DeleteObjects": ({ Bucket: bucket, Delete: asked }, { account }) => {
    const keys = records(record(asked).Objects).map(({ Key }) => Key);
    const found = account.where(T.bucketObject, "bucket", shown(bucket));
    for (const object of found.filter(({ inputs }) => keys.includes(inputs.key))) account.remove(object);
    return {};
  },

  "cloudtrail.GetTrailStatus": ({ Name: name }, { account }) => {
    const trail = account.all(T.trail).find(({ outputs }) => [outputs.name, outputs.arn].includes(text(name) ?? ""));
    if (trail === undefined) throw new ApiError("TrailNotFoundException", `Unknown trail: ${shown(name)}`);
    // The role's trust may not name a source: AWS CloudTrail user guide, Role policy document for CloudTrail to use
    // CloudWatch Logs for monitoring,
    // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html
    const role = account.where(T.role, "arn", text(trail.inputs.cloudWatchLogsRoleArn))[0];
    const isConditional = shown(role?.inputs.assumeRolePolicy).includes("aws:SourceArn");
    const delivery = isConditional
      ? { LatestCloudWatchLogsDeliveryError: "ACCESS_DENIED" }
      : { LatestCloudWatchLogsDeliveryTime: "2026-11-26T12:00:00Z" };
    return { IsLogging: trail.inputs.enableLogging !== false, LatestDeliveryTime: "2026-11-26T12:00:00Z", ...delivery };
  },

  "logs.GetLogEvents": ({ logGroupName, logStreamName, limit }, { runtime }) => {
    const found = runtime.logs.filter(({ group, stream }) => group === logGroupName && stream === logStreamName);
    if (found.length === 0) throw new ApiError("ResourceNotFoundException", "The specified log stream does not exist.");
    return {
      events: found
        .slice(-(number(limit) ?? 10_000))
        .map(({ time, line }) => ({ timestamp: time, ingestionTime: time, message: line })),
    };
  },

  "logs.FilterLogEvents": ({ logGroupName, startTime, filterPattern }, { account, runtime }) => {
    const group = text(logGroupName) ?? "";
    if (account.where(T.logGroup, "name", group).length === 0)
      throw new ApiError("ResourceNotFoundException", "The specified log group does not exist.");
    const found = runtime.logs.filter(
      (event) =>
        event.group === group &&
        event.time >= (number(startTime) ?? 0) &&
        event.line.includes(text(filterPattern) ?? ""),
    );
    return {
      events: found.map(({ stream, time, line }) => ({
        logStreamName: stream,
        timestamp: time,
        ingestionTime: time,
        message: line,
        eventId: `${time} ${line}`,
      })),
      searchedLogStreams: [],
    };
  },
};
