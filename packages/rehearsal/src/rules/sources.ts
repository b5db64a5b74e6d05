/** The page that describes what a rule refuses. */
export interface Source {
  readonly title: string;
  readonly address: string;
}

const DOCS = "https://docs.aws.amazon.com";

/** Pages of an API reference by operation or data type; `detail` says what the page means for the rule. */
const reference =
  (title: string, path: string) =>
  (operation: string, detail?: string): Source => ({
    title: `${title}, ${operation}${detail === undefined ? "" : `: ${detail}`}`,
    address: `${DOCS}/${path}/API_${operation}.html`,
  });

export const api = {
  acm: reference("AWS Certificate Manager API Reference", "acm/latest/APIReference"),
  autoScaling: reference("Amazon EC2 Auto Scaling API Reference", "autoscaling/ec2/APIReference"),
  cloudFront: reference("Amazon CloudFront API Reference", "cloudfront/latest/APIReference"),
  cloudTrail: reference("AWS CloudTrail API Reference", "awscloudtrail/latest/APIReference"),
  cloudWatch: reference("Amazon CloudWatch API Reference", "AmazonCloudWatch/latest/APIReference"),
  ec2: reference("Amazon EC2 API Reference", "AWSEC2/latest/APIReference"),
  ecr: reference("Amazon ECR API Reference", "AmazonECR/latest/APIReference"),
  ecs: reference("Amazon ECS API Reference", "AmazonECS/latest/APIReference"),
  elastiCache: reference("Amazon ElastiCache API Reference", "AmazonElastiCache/latest/APIReference"),
  elb: reference("Elastic Load Balancing API Reference", "elasticloadbalancing/latest/APIReference"),
  events: reference("Amazon EventBridge API Reference", "eventbridge/latest/APIReference"),
  fis: reference("AWS FIS API Reference", "fis/latest/APIReference"),
  iam: reference("IAM API Reference", "IAM/latest/APIReference"),
  kms: reference("AWS KMS API Reference", "kms/latest/APIReference"),
  logs: reference("Amazon CloudWatch Logs API Reference", "AmazonCloudWatchLogs/latest/APIReference"),
  rds: reference("Amazon RDS API Reference", "AmazonRDS/latest/APIReference"),
  route53: reference("Amazon Route 53 API Reference", "Route53/latest/APIReference"),
  s3: reference("Amazon S3 API Reference", "AmazonS3/latest/API"),
  scaling: reference("Application Auto Scaling API Reference", "autoscaling/application/APIReference"),
  scheduler: reference("EventBridge Scheduler API Reference", "scheduler/latest/APIReference"),
  secrets: reference("AWS Secrets Manager API Reference", "secretsmanager/latest/apireference"),
  sns: reference("Amazon SNS API Reference", "sns/latest/api"),
  sqs: reference("Amazon SQS API Reference", "AWSSimpleQueueService/latest/APIReference"),
  stepFunctions: reference("AWS Step Functions API Reference", "step-functions/latest/apireference"),
  waf: reference("AWS WAF API Reference", "waf/latest/APIReference"),
};

const guide = (title: string, path: string): Source => ({ title, address: `${DOCS}/${path}.html` });

const ecsGuide = (title: string, page: string): Source =>
  guide(`Amazon ECS developer guide, ${title}`, `AmazonECS/latest/developerguide/${page}`);
const cloudFrontGuide = (title: string, page: string): Source =>
  guide(`Amazon CloudFront developer guide, ${title}`, `AmazonCloudFront/latest/DeveloperGuide/${page}`);
const rdsGuide = (title: string, page: string): Source =>
  guide(`Amazon RDS user guide, ${title}`, `AmazonRDS/latest/UserGuide/${page}`);
const s3Guide = (title: string, page: string): Source =>
  guide(`Amazon S3 user guide, ${title}`, `AmazonS3/latest/userguide/${page}`);
const balancerGuide = (title: string, page: string): Source =>
  guide(
    `Elastic Load Balancing user guide for Application Load Balancers, ${title}`,
    `elasticloadbalancing/latest/application/${page}`,
  );
const provider = (resource: string): Source => ({
  title: `AWS provider for Terraform, aws_${resource}`,
  address: `https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/${resource}.html.markdown`,
});

export const pages = {
  awslogs: ecsGuide("Send Amazon ECS logs to CloudWatch", "using_awslogs"),
  balancerAccessLogs: balancerGuide("Enable access logs", "enable-access-logging"),
  balancerQuotas: balancerGuide("Quotas", "load-balancer-limits"),
  blockPublicAccess: s3Guide("Blocking public access to your storage", "access-control-block-public-access"),
  bucketNames: s3Guide("General purpose bucket naming rules", "bucketnamingrules"),
  budget: guide(
    "AWS Billing and Cost Management API Reference, CreateBudget",
    "aws-cost-management/latest/APIReference/API_budgets_CreateBudget",
  ),
  cannotPullImage: ecsGuide("CannotPullContainer task errors", "task_cannot_pull_image"),
  certificatesOfCloudFront: cloudFrontGuide(
    "Requirements for using SSL/TLS certificates with CloudFront",
    "cnames-and-https-requirements",
  ),
  cloudFrontQuotas: cloudFrontGuide("Quotas", "cloudfront-limits"),
  databaseInsights: rdsGuide("Monitoring databases with CloudWatch Database Insights", "USER_DatabaseInsights"),
  databaseInstance: provider("db_instance"),
  databaseStorage: rdsGuide("Amazon RDS DB instance storage", "CHAP_Storage"),
  deregistrationDelay: balancerGuide("Edit target group attributes", "edit-target-group-attributes"),
  ec2Errors: guide("Amazon EC2 API Reference, Error codes", "AWSEC2/latest/APIReference/errors-overview"),
  ecsService: provider("ecs_service"),
  edgeMetrics: cloudFrontGuide("Types of metrics for CloudFront", "programming-cloudwatch-metrics"),
  elasticAddresses: guide(
    "Amazon EC2 user guide, Elastic IP addresses",
    "AWSEC2/latest/UserGuide/elastic-ip-addresses-eip",
  ),
  encryptedLogs: guide(
    "Amazon CloudWatch Logs user guide, Encrypt log data using AWS KMS",
    "AmazonCloudWatch/latest/logs/encrypt-log-data-kms",
  ),
  executionRole: ecsGuide("Amazon ECS task execution IAM role", "task_execution_IAM_role"),
  fargateCapacity: ecsGuide("Amazon ECS clusters for Fargate", "fargate-capacity-providers"),
  fargateNetworking: ecsGuide("Amazon ECS task networking options for Fargate", "fargate-task-networking"),
  fargateSizes: ecsGuide("Amazon ECS task definition parameters for Fargate, task size", "task_definition_parameters"),
  fisActions: guide("AWS FIS user guide, AWS FIS actions reference", "fis/latest/userguide/fis-actions-reference"),
  fisQuotas: guide("AWS FIS user guide, Quotas and limitations", "fis/latest/userguide/fis-quotas"),
  fisTemplate: provider("fis_experiment_template"),
  iamQuotas: guide("IAM user guide, IAM and AWS STS quotas", "IAM/latest/UserGuide/reference_iam-quotas"),
  interfaceEndpoints: guide(
    "AWS PrivateLink guide, Access an AWS service using an interface VPC endpoint",
    "vpc/latest/privatelink/create-interface-endpoint",
  ),
  keyDeletion: guide("AWS KMS developer guide, Delete an AWS KMS key", "kms/latest/developerguide/deleting-keys"),
  lifecycleTransitions: s3Guide(
    "Transitioning objects using Amazon S3 Lifecycle",
    "lifecycle-transition-general-considerations",
  ),
  masterUser: rdsGuide("Master user account privileges", "UsingWithRDS.MasterAccounts"),
  mysqlChanges: {
    title: "MySQL 8.4 reference manual, What is new in MySQL 8.4: removed options",
    address: "https://dev.mysql.com/doc/refman/8.4/en/mysql-nutshell.html",
  },
  mysqlVersions: rdsGuide("MySQL on Amazon RDS versions", "MySQL.Concepts.VersionMgmt"),
  natGateways: guide("Amazon VPC user guide, NAT gateways", "vpc/latest/userguide/vpc-nat-gateway"),
  objectLock: s3Guide("Locking objects with Object Lock", "object-lock"),
  objectOwnership: s3Guide("Controlling ownership of objects and disabling ACLs", "about-object-ownership"),
  performanceInsights: rdsGuide(
    "Amazon RDS DB engine, Region, and instance class support for Performance Insights",
    "USER_PerfInsights.Overview.Engines",
  ),
  prefixList: cloudFrontGuide("Locations and IP address ranges of CloudFront edge servers", "LocationsOfEdgeServers"),
  s3Errors: guide("Amazon S3 API Reference, Error responses", "AmazonS3/latest/API/ErrorResponses"),
  schedulerRole: guide(
    "EventBridge Scheduler user guide, Set up the execution role",
    "scheduler/latest/UserGuide/setting-up",
  ),
  rollingToShift: ecsGuide("Update the deployment strategy from rolling to blue/green", "update-rolling-to-bluegreen"),
  shiftResources: ecsGuide(
    "Application Load Balancer resources for blue/green, linear, and canary deployments",
    "alb-resources-for-blue-green",
  ),
  shiftRole: ecsGuide(
    "Amazon ECS infrastructure IAM role for load balancers",
    "AmazonECSInfrastructureRolePolicyForLoadBalancers",
  ),
  serviceBalancing: ecsGuide("Use load balancing to distribute Amazon ECS service traffic", "service-load-balancing"),
  serviceRebalancing: ecsGuide("Balancing an Amazon ECS service across Availability Zones", "service-rebalancing"),
  standardLogging: cloudFrontGuide("Configure standard logging (legacy)", "standard-logging-legacy-s3"),
  storageAutoscaling: rdsGuide(
    "Managing capacity automatically with Amazon RDS storage autoscaling",
    "USER_PIOPS.Autoscaling",
  ),
  taskRole: ecsGuide("Amazon ECS task IAM role", "task-iam-roles"),
  trailBucket: guide(
    "AWS CloudTrail user guide, Amazon S3 bucket policy for CloudTrail",
    "awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail",
  ),
  vpcOrigins: cloudFrontGuide("Restrict access with VPC origins", "private-content-vpc-origins"),
  vpcQuotas: guide("Amazon VPC user guide, Amazon VPC quotas", "vpc/latest/userguide/amazon-vpc-limits"),
  wafLogging: guide(
    "AWS WAF developer guide, AWS WAF logging destinations",
    "waf/latest/developerguide/logging-destinations",
  ),
} as const;
