import { T } from "@toolkit/offline/aws-types";

/** A change of one input: what the resource is like beside it, and values that must be told apart. */
export interface Draw {
  readonly type: string;
  readonly input: string;
  readonly values: readonly unknown[];
  /** Other inputs of the resource. */
  readonly beside?: Readonly<Record<string, unknown>>;
  /** It changes the bill only together with what stands beside it. */
  readonly isTogether?: boolean;
}

/** Values of single inputs of a type. */
function draws(type: string, beside: Draw["beside"], values: Readonly<Record<string, Draw["values"] | Draw>>): Draw[] {
  return Object.entries(values).map(([input, given]) =>
    "type" in given ? { ...given, isTogether: true } : { type, input, values: given, beside: beside ?? {} },
  );
}

const disks = [{ volumeSize: 10 }, { volumeSize: 20 }, { volumeSize: 20, volumeType: "io1", iops: 500 }];
const rule = (statement: object) => ({ name: "r", statement });
const strategy = (capacityProvider: string) => [{ capacityProvider, weight: 1 }];
const lambda = { lambdaFunctionAssociations: [{ eventType: "viewer-request" }] };

/** Every input that changes a bill, with values that must change it. */
export const DRAWS: readonly Draw[] = [
  ...[T.loadBalancer, "aws:alb/loadBalancer:LoadBalancer"].flatMap((type) =>
    draws(
      type,
      { subnets: ["a", "b"] },
      {
        internal: [true, false],
        ipAddressType: ["ipv4", "dualstack-without-public-ipv4"],
        loadBalancerType: ["application", "network", "gateway"],
        minimumLoadBalancerCapacity: [undefined, { capacityUnits: 50 }],
        subnets: [["a"], ["a", "b"]],
        subnetMappings: [undefined, [{}, {}, {}]],
      },
    ),
  ),
  ...draws(T.elasticIp, {}, { publicIpv4Pool: ["amazon", "ipv4pool-1"] }),
  ...draws(
    T.flowLog,
    { logDestinationType: "s3" },
    {
      logDestinationType: ["s3", "cloud-watch-logs", "kinesis-data-firehose"],
      destinationOptions: [undefined, { fileFormat: "parquet" }],
    },
  ),
  ...draws(T.natGateway, {}, { availabilityMode: ["zonal", "regional"] }),
  ...draws(
    T.endpoint,
    { vpcEndpointType: "Interface" },
    {
      subnetIds: [["a"], ["a", "b"]],
      vpcEndpointType: ["Gateway", "Interface", "GatewayLoadBalancer", "ServiceNetwork"],
    },
  ),
  ...draws(
    T.instance,
    { instanceType: "t3.medium" },
    {
      associatePublicIpAddress: [false, true],
      creditSpecification: [{ cpuCredits: "standard" }, { cpuCredits: "unlimited" }],
      ebsBlockDevices: [[], [{ volumeSize: 5 }], [{ volumeSize: 5, volumeType: "gp3", throughput: 200 }]],
      ebsOptimized: {
        type: T.instance,
        input: "ebsOptimized",
        values: [false, true],
        beside: { instanceType: "r3.xlarge" },
      },
      instanceMarketOptions: [undefined, { marketType: "spot" }],
      instanceType: ["t3.medium", "m5.large", "x99.large"],
      monitoring: [false, true],
      rootBlockDevice: disks,
      tenancy: ["default", "dedicated", "host"],
    },
  ),
  ...draws(
    "aws:ebs/volume:Volume",
    { size: 10, type: "gp3" },
    {
      iops: [3000, 4000],
      size: [10, 20, undefined],
      throughput: [125, 200],
      type: ["gp2", "gp3", "io1", "io2", "st1", "standard", "gp9"],
    },
  ),
  ...draws(
    T.autoScalingGroup,
    { minSize: 1, launchTemplate: { id: "lt-1" }, mixedInstancesPolicy: mix("t3.medium") },
    {
      desiredCapacity: [1, 2],
      minSize: [1, 2],
      mixedInstancesPolicy: [mix("t3.medium"), mix("m5.large")],
    },
  ),
  ...draws(
    T.capacityProvider,
    {},
    {
      autoScalingGroupProvider: [{ managedScaling: { status: "DISABLED" } }, { managedScaling: { status: "ENABLED" } }],
    },
  ),
  ...draws(
    T.cluster,
    {},
    {
      settings: ["disabled", "enabled", "enhanced"].map((value) => [{ name: "containerInsights", value }]),
    },
  ),
  ...draws(
    T.service,
    { desiredCount: 1, launchType: "FARGATE" },
    {
      capacityProviderStrategies: [strategy("FARGATE"), strategy("FARGATE_SPOT")],
      desiredCount: [1, 2],
      launchType: ["FARGATE", "EC2", "EXTERNAL"],
      networkConfiguration: [{ assignPublicIp: false }, { assignPublicIp: true }],
    },
  ),
  ...draws(T.databaseInstance, database(), {
    allocatedStorage: [20, 30, undefined],
    backupRetentionPeriod: {
      type: T.databaseInstance,
      input: "backupRetentionPeriod",
      values: [1, 30],
      beside: database({ allocatedStorage: 5 }),
    },
    databaseInsightsMode: ["standard", "advanced"],
    engine: ["mysql", "oracle-ee"],
    engineLifecycleSupport: {
      type: T.databaseInstance,
      input: "engineLifecycleSupport",
      values: ["open-source-rds-extended-support", "open-source-rds-extended-support-disabled"],
      beside: database({ engineVersion: "5.7" }),
    },
    engineVersion: ["8.4", "5.7", "8.0"],
    instanceClass: ["db.t4g.micro", "db.t4g.small", "db.x9.large"],
    iops: [3000, 5000],
    licenseModel: ["license-included", "bring-your-own-license"],
    manageMasterUserPassword: [false, true],
    maxAllocatedStorage: {
      type: T.databaseInstance,
      input: "maxAllocatedStorage",
      values: [5, 100],
      beside: database({ allocatedStorage: 5 }),
    },
    monitoringInterval: [0, 60, 5],
    multiAz: [false, true],
    performanceInsightsEnabled: {
      type: T.databaseInstance,
      input: "performanceInsightsEnabled",
      values: [false, true],
      beside: database({ performanceInsightsRetentionPeriod: 31 }),
    },
    performanceInsightsRetentionPeriod: {
      type: T.databaseInstance,
      input: "performanceInsightsRetentionPeriod",
      values: [7, 31],
      beside: database({ performanceInsightsEnabled: true }),
    },
    publiclyAccessible: [false, true],
    storageThroughput: [125, 300],
    storageType: ["gp2", "gp3", "io1", "io2", "standard", "tape"].slice(1),
  }),
  ...draws(
    T.table,
    { readCapacity: 50, writeCapacity: 50 },
    {
      billingMode: ["PROVISIONED", "PAY_PER_REQUEST"],
      globalSecondaryIndexes: [[], [{ readCapacity: 5 }], [{ writeCapacity: 5 }]],
      pointInTimeRecovery: [{ enabled: false }, { enabled: true }],
      readCapacity: [50, 60, undefined],
      streamEnabled: [false, true],
      tableClass: ["STANDARD", "STANDARD_INFREQUENT_ACCESS"],
      writeCapacity: [50, 60, undefined],
    },
  ),
  ...draws(
    T.function,
    { memorySize: 1024 },
    {
      architectures: [["x86_64"], ["arm64"]],
      ephemeralStorage: [{ size: 512 }, { size: 1024 }, { size: 2048 }],
      memorySize: [1024, 2048, undefined],
      snapStart: [{ applyOn: "None" }, { applyOn: "PublishedVersions" }],
      tracingConfig: [{ mode: "PassThrough" }, { mode: "Active" }],
    },
  ),
  ...draws(
    T.provisionedConcurrency,
    { provisionedConcurrentExecutions: 1 },
    { provisionedConcurrentExecutions: [1, 2] },
  ),
  ...draws(T.bucket, {}, { versioning: [undefined, { enabled: true }] }),
  ...draws(
    T.backupPlan,
    {},
    {
      rules: [7, 35].map((deleteAfter) => [{ lifecycle: { deleteAfter } }]),
    },
  ),
  ...draws(T.secret, {}, { replicas: [[], [{ region: "eu-west-1" }]] }),
  ...draws(
    "aws:ssm/parameter:Parameter",
    { tier: "Intelligent-Tiering", value: "x" },
    {
      tier: ["Standard", "Advanced"],
      value: ["x", "x".repeat(5000)],
    },
  ),
  ...draws(
    T.key,
    {},
    {
      customKeyStoreId: [undefined, "cks-1"],
      customerMasterKeySpec: ["SYMMETRIC_DEFAULT", "RSA_4096"],
      enableKeyRotation: [false, true],
    },
  ),
  ...draws(
    T.distribution,
    { enabled: true, priceClass: "PriceClass_100" },
    {
      defaultCacheBehavior: [{}, lambda, { realtimeLogConfigArn: "arn" }, { fieldLevelEncryptionId: "fle" }],
      enabled: [true, false],
      orderedCacheBehaviors: [[], [lambda]],
      origins: [[{}], [{ originShield: { enabled: true } }]],
      priceClass: ["PriceClass_100", "PriceClass_All"],
      viewerCertificate: [{ sslSupportMethod: "sni-only" }, { sslSupportMethod: "vip" }],
    },
  ),
  ...draws(T.edgeFunction, {}, { keyValueStoreAssociations: [[], ["arn"]] }),
  ...draws(
    "aws:cloudfront/monitoringSubscription:MonitoringSubscription",
    {},
    {
      monitoringSubscription: ["Disabled", "Enabled"].map((realtimeMetricsSubscriptionStatus) => ({
        realtimeMetricsSubscriptionConfig: { realtimeMetricsSubscriptionStatus },
      })),
    },
  ),
  ...draws(
    T.certificate,
    {},
    {
      certificateAuthorityArn: [undefined, "arn:aws:acm-pca:us-east-1:1:certificate-authority/a"],
      options: [undefined, { export: "ENABLED" }],
    },
  ),
  ...draws(
    T.record,
    { type: "A" },
    {
      aliases: [undefined, [{}]],
      cidrRoutingPolicy: [undefined, {}],
      geolocationRoutingPolicies: [undefined, [{}]],
      geoproximityRoutingPolicy: [undefined, {}],
      latencyRoutingPolicies: [undefined, [{}]],
      type: ["A", "TXT"],
    },
  ),
  ...draws(
    T.webAcl,
    { scope: "REGIONAL", rules: [{}] },
    {
      associationConfig: [undefined, { requestBodies: [{ cloudfront: { defaultSizeInspectionLimit: "KB_64" } }] }],
      ruleJson: [undefined, JSON.stringify([{}, {}, {}])],
      rules: [
        [{}],
        [{}, {}],
        [rule({ managedRuleGroupStatement: { name: "AWSManagedRulesBotControlRuleSet", vendorName: "AWS" } })],
        [rule({ managedRuleGroupStatement: { name: "AWSManagedRulesATPRuleSet", vendorName: "AWS" } })],
        [rule({ managedRuleGroupStatement: { name: "Theirs", vendorName: "Fortinet" } })],
      ],
      scope: ["REGIONAL", "CLOUDFRONT"],
    },
  ),
  ...draws(T.webAclRuleGroup, {}, { rules: [[{}], [{}, {}]] }),
  ...draws(
    T.webAclLogging,
    {},
    { logDestinationConfigs: [["arn:aws:logs:a"], ["arn:aws:s3:::b"], ["arn:aws:firehose:c:firehose:d"]] },
  ),
  ...draws(
    T.metricAlarm,
    { period: 60 },
    {
      comparisonOperator: ["GreaterThanThreshold", "GreaterThanUpperThreshold"],
      metricQueries: [
        [{ metric: { period: 60 } }],
        [{ metric: { period: 60 } }, { metric: { period: 60 } }],
        [{ metric: { period: 10 } }],
      ],
      period: [60, 10],
    },
  ),
  ...draws(T.metricAlarm, { period: 10 }, { namespace: ["AWS/ECS", "shop"] }),
  ...draws(
    T.dashboard,
    {},
    {
      dashboardBody: [1, 51].map((count) =>
        JSON.stringify({ widgets: [{ properties: { metrics: Array(count).fill(["a", "b"]) } }] }),
      ),
    },
  ),
  ...draws(
    T.logGroup,
    { retentionInDays: 30 },
    {
      logGroupClass: ["STANDARD", "INFREQUENT_ACCESS"],
      retentionInDays: [30, 90, 0],
    },
  ),
  ...draws(
    T.logMetricFilter,
    {},
    { metricTransformation: [{}, { defaultValue: "0" }, { dimensions: { path: "$.p" } }] },
  ),
  ...draws(T.eventRule, {}, { eventBusName: ["default", "orders"] }),
  ...draws(
    T.logDeliveryDestination,
    {},
    {
      deliveryDestinationConfiguration: ["arn:aws:s3:::a", "arn:aws:firehose:b:firehose:c"].map(
        (destinationResourceArn) => ({ destinationResourceArn }),
      ),
      outputFormat: ["json", "parquet"],
    },
  ),
  ...draws(
    T.scalingPolicy,
    { policyType: "TargetTrackingScaling" },
    {
      policyType: ["TargetTrackingScaling", "StepScaling"],
      targetTrackingScalingPolicyConfiguration: [1, 2, 3].map((count) => ({
        customizedMetricSpecification: { metrics: Array.from({ length: count }, () => ({ metricStat: {} })) },
      })),
    },
  ),
  ...draws(
    T.trail,
    {},
    {
      advancedEventSelectors: ["Management", "Data", "NetworkActivity"].map((category) => [
        { fieldSelectors: [{ field: "eventCategory", equals: [category] }] },
      ]),
      enableLogging: [true, false],
      eventSelectors: [[{}], [{ dataResources: [{}] }], [{ includeManagementEvents: false, dataResources: [{}] }]],
      insightSelectors: [[], [{}]],
    },
  ),
  ...draws(T.topic, {}, { fifoTopic: [false, true] }),
  ...draws(T.topicSubscription, { protocol: "email" }, { protocol: ["email", "https", "sqs", "sms", "firehose"] }),
  ...draws(T.queue, {}, { fifoQueue: [false, true] }),
  ...draws(
    T.experimentTemplate,
    {},
    {
      actions: ["PT1M", "PT5M", "PT1H"].map((value) => [{ parameters: [{ key: "duration", value }] }]),
    },
  ),
  ...draws(T.stateMachine, {}, { type: ["STANDARD", "EXPRESS"] }),
];

function mix(instanceType: string): object {
  return { launchTemplate: { overrides: [{ instanceType }] } };
}

function database(more: object = {}): Readonly<Record<string, unknown>> {
  return { engine: "mysql", instanceClass: "db.t4g.micro", allocatedStorage: 20, storageType: "gp3", ...more };
}
