import { T } from "@toolkit/offline/aws-types";
import { type InputList, inputs } from "./list";

const CLOUDWATCH = "https://aws.amazon.com/cloudwatch/pricing/";
const SNS = "https://aws.amazon.com/sns/pricing/";

export const operationsInputs: Readonly<Record<string, InputList>> = {
  [T.metricAlarm]: inputs({
    source: CLOUDWATCH,
    changes: "comparisonOperator metricQueries namespace period",
    parts: { metricQueries: "metric" },
    unmodelled: { evaluationCriteria: "alarms on PromQL, by the sample" },
    free: `actionsEnabled alarmActions alarmDescription datapointsToAlarm dimensions evaluateLowSampleCountPercentiles
      evaluationInterval evaluationPeriods extendedStatistic insufficientDataActions metricName okActions
      statistic threshold thresholdMetricId treatMissingData unit warmUpConfiguration`,
  }),
  [T.compositeAlarm]: inputs({
    source: CLOUDWATCH,
    free: `actionsEnabled actionsSuppressor alarmActions alarmDescription alarmName alarmRule insufficientDataActions
      okActions`,
  }),
  [T.dashboard]: inputs({ source: CLOUDWATCH, changes: "dashboardBody", free: "dashboardName" }),
  [T.logGroup]: inputs({
    source: CLOUDWATCH,
    changes: "logGroupClass retentionInDays",
    free: "deletionProtectionEnabled kmsKeyId skipDestroy",
  }),
  [T.logMetricFilter]: inputs({
    source: CLOUDWATCH,
    changes: "metricTransformation",
    parts: { metricTransformation: "defaultValue dimensions" },
    used: { pattern: "operations.metricFilterPercent", applyOnTransformedLogs: "operations.metricFilterPercent" },
    free: "logGroupName",
  }),
  [T.eventRule]: inputs({
    source: "https://aws.amazon.com/eventbridge/pricing/",
    changes: "eventBusName",
    free: "eventPattern forceDestroy isEnabled roleArn scheduleExpression state",
  }),
  [T.logDeliveryDestination]: inputs({
    source: CLOUDWATCH,
    changes: "deliveryDestinationConfiguration outputFormat",
    parts: { deliveryDestinationConfiguration: "destinationResourceArn" },
    free: "deliveryDestinationType",
  }),
  [T.scalingPolicy]: inputs({
    source: CLOUDWATCH,
    changes: "policyType targetTrackingScalingPolicyConfiguration",
    unmodelled: { predictiveScalingPolicyConfiguration: "metrics that predictive scaling reads" },
    used: { stepScalingPolicyConfiguration: "tasks" },
    free: "resourceId scalableDimension serviceNamespace",
  }),
  [T.trail]: inputs({
    source: "https://aws.amazon.com/cloudtrail/pricing/",
    changes: "advancedEventSelectors enableLogging eventSelectors insightSelectors",
    parts: { eventSelectors: "dataResources includeManagementEvents" },
    used: {
      includeGlobalServiceEvents: "logs.auditGb",
      isMultiRegionTrail: "logs.auditGb",
      isOrganizationTrail: "logs.auditGb",
    },
    free: `cloudWatchLogsGroupArn cloudWatchLogsRoleArn enableLogFileValidation kmsKeyId s3BucketName s3KeyPrefix
      snsTopicName`,
  }),
  [T.topic]: inputs({
    source: SNS,
    changes: "fifoTopic",
    unmodelled: { archivePolicy: "the archive of messages, by the GB" },
    used: { deliveryPolicy: "operations.notifications" },
    free: `applicationFailureFeedbackRoleArn applicationSuccessFeedbackRoleArn applicationSuccessFeedbackSampleRate
      contentBasedDeduplication displayName fifoThroughputScope firehoseFailureFeedbackRoleArn
      firehoseSuccessFeedbackRoleArn firehoseSuccessFeedbackSampleRate httpFailureFeedbackRoleArn
      httpSuccessFeedbackRoleArn httpSuccessFeedbackSampleRate kmsMasterKeyId lambdaFailureFeedbackRoleArn
      lambdaSuccessFeedbackRoleArn lambdaSuccessFeedbackSampleRate policy signatureVersion sqsFailureFeedbackRoleArn
      sqsSuccessFeedbackRoleArn sqsSuccessFeedbackSampleRate tracingConfig`,
  }),
  [T.topicSubscription]: inputs({
    source: SNS,
    changes: "protocol",
    unmodelled: { replayPolicy: "replayed messages" },
    used: { filterPolicy: "operations.notifications", filterPolicyScope: "operations.notifications" },
    free: `confirmationTimeoutInMinutes deliveryPolicy endpoint endpointAutoConfirms rawMessageDelivery redrivePolicy
      subscriptionRoleArn topic`,
  }),
  [T.queue]: inputs({
    source: "https://aws.amazon.com/sqs/pricing/",
    changes: "fifoQueue redrivePolicy",
    used: { receiveWaitTimeSeconds: "operations.queueMessages", delaySeconds: "operations.queueMessages" },
    free: `contentBasedDeduplication deduplicationScope fifoThroughputLimit kmsDataKeyReusePeriodSeconds kmsMasterKeyId
      maxMessageSize messageRetentionSeconds policy redriveAllowPolicy sqsManagedSseEnabled visibilityTimeoutSeconds`,
  }),
  [T.stateMachine]: inputs({
    source: "https://aws.amazon.com/step-functions/pricing/",
    changes: "type",
    used: { definition: "operations.secretRotations", loggingConfiguration: "logs.applicationGb" },
    free: "encryptionConfiguration publish roleArn tracingConfiguration",
  }),
  [T.experimentTemplate]: inputs({
    source: "https://aws.amazon.com/fis/pricing/",
    changes: "actions",
    parts: { actions: "parameters" },
    unmodelled: { experimentReportConfiguration: "reports of experiments, by the report" },
    used: { logConfiguration: "logs.applicationGb" },
    free: "experimentOptions roleArn stopConditions targets",
  }),
  [T.schedule]: inputs({
    source: "https://aws.amazon.com/eventbridge/pricing/",
    changes: "scheduleExpression scheduleExpressionTimezone state target",
    parts: { target: "ecsParameters" },
    unmodelled: {},
    used: { startDate: "backup.dumpMinutes", endDate: "backup.dumpMinutes" },
    free: "actionAfterCompletion flexibleTimeWindow groupName kmsKeyArn",
  }),
};
