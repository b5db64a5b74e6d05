import { T } from "@toolkit/offline/aws-types";
import { type InputList, inputs } from "./list";

const CLOUDWATCH = "https://aws.amazon.com/cloudwatch/pricing/";
const SNS = "https://aws.amazon.com/sns/pricing/";

export const operationsInputs: Readonly<Record<string, InputList>> = {
  [T.metricAlarm]: inputs({
    source: CLOUDWATCH,
    changes: "comparisonOperator metricQueries namespace period",
    parts: {
      metricQueries: {
        changes: "metric.dimensions metric.metricName metric.namespace metric.period",
        free: "accountId expression id label metric.stat metric.unit period returnData",
      },
    },
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
    parts: {
      metricTransformation: { changes: "defaultValue dimensions", free: "name namespace unit value" },
    },
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
    parts: { deliveryDestinationConfiguration: { changes: "destinationResourceArn" } },
    free: "deliveryDestinationType",
  }),
  [T.scalingPolicy]: inputs({
    source: CLOUDWATCH,
    changes: "policyType targetTrackingScalingPolicyConfiguration",
    parts: {
      targetTrackingScalingPolicyConfiguration: {
        changes: "customizedMetricSpecification.metrics.metricStat",
        used: {
          disableScaleIn: "tasks",
          predefinedMetricSpecification: "tasks",
          scaleInCooldown: "tasks",
          scaleOutCooldown: "tasks",
          targetValue: "tasks",
        },
        free: `customizedMetricSpecification.dimensions customizedMetricSpecification.metricName
        customizedMetricSpecification.metrics.expression customizedMetricSpecification.metrics.id
        customizedMetricSpecification.metrics.label customizedMetricSpecification.metrics.returnData
        customizedMetricSpecification.namespace customizedMetricSpecification.statistic
        customizedMetricSpecification.unit`,
      },
    },
    unmodelled: { predictiveScalingPolicyConfiguration: "metrics that predictive scaling reads" },
    used: { stepScalingPolicyConfiguration: "tasks" },
    free: "resourceId scalableDimension serviceNamespace",
  }),
  [T.trail]: inputs({
    source: "https://aws.amazon.com/cloudtrail/pricing/",
    changes: "advancedEventSelectors enableLogging eventSelectors insightSelectors",
    parts: {
      advancedEventSelectors: {
        changes: "fieldSelectors.equals fieldSelectors.field",
        used: {
          "fieldSelectors.endsWiths": "operations.auditDataEvents",
          "fieldSelectors.notEndsWiths": "operations.auditDataEvents",
          "fieldSelectors.notEquals": "operations.auditDataEvents",
          "fieldSelectors.notStartsWiths": "operations.auditDataEvents",
          "fieldSelectors.startsWiths": "operations.auditDataEvents",
        },
        free: "name",
      },
      eventSelectors: {
        changes: "dataResources includeManagementEvents",
        used: {
          excludeManagementEventSources: "operations.extraManagementEvents",
          readWriteType: "operations.auditDataEvents",
        },
      },
      insightSelectors: { free: "insightType" },
    },
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
    changes: "fifoQueue",
    used: { receiveWaitTimeSeconds: "operations.queueMessages", delaySeconds: "operations.queueMessages" },
    free: `contentBasedDeduplication deduplicationScope fifoThroughputLimit kmsDataKeyReusePeriodSeconds kmsMasterKeyId
      maxMessageSize messageRetentionSeconds policy redriveAllowPolicy redrivePolicy sqsManagedSseEnabled
      visibilityTimeoutSeconds`,
  }),
  [T.stateMachine]: inputs({
    source: "https://aws.amazon.com/step-functions/pricing/",
    changes: "type",
    used: { definition: "operations.jobMinutes", loggingConfiguration: "logs.applicationGb" },
    free: "encryptionConfiguration publish roleArn tracingConfiguration",
  }),
  [T.experimentTemplate]: inputs({
    source: "https://aws.amazon.com/fis/pricing/",
    changes: "actions",
    parts: {
      actions: {
        changes: "parameters.key parameters.value",
        free: "actionId description name startAfters target",
      },
    },
    unmodelled: { experimentReportConfiguration: "reports of experiments, by the report" },
    used: { logConfiguration: "logs.applicationGb" },
    free: "experimentOptions roleArn stopConditions targets",
  }),
  [T.schedule]: inputs({
    source: "https://aws.amazon.com/eventbridge/pricing/",
    changes: "scheduleExpression scheduleExpressionTimezone state target",
    // Which task definition it runs is read from the dependency.
    parts: {
      target: {
        changes: `ecsParameters.capacityProviderStrategies ecsParameters.launchType ecsParameters.taskCount`,
        used: { input: "backup.dumpMinutes" },
        free: `arn deadLetterConfig ecsParameters.enableEcsManagedTags ecsParameters.enableExecuteCommand
        ecsParameters.group ecsParameters.networkConfiguration ecsParameters.placementConstraints
        ecsParameters.placementStrategies ecsParameters.platformVersion ecsParameters.propagateTags
        ecsParameters.referenceId ecsParameters.tags ecsParameters.taskDefinitionArn eventbridgeParameters kinesisParameters retryPolicy roleArn
        sagemakerPipelineParameters sqsParameters`,
      },
    },
    unmodelled: {},
    used: { startDate: "backup.dumpMinutes", endDate: "backup.dumpMinutes" },
    free: "actionAfterCompletion flexibleTimeWindow groupName kmsKeyArn",
  }),
};
