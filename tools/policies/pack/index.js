// Made from policies/pack/main.ts by npm run policy:pack.
"use strict";

// policies/pack/main.ts
var import_node_path3 = require("node:path");
var import_policy = require("@pulumi/policy");

// policies/pack/combination.ts
var import_node_fs2 = require("node:fs");
var import_node_path2 = require("node:path");

// preview/stack-file.ts
var import_node_fs = require("node:fs");
var import_node_path = require("node:path");
var import_errors = require("@pulumi/pulumi/errors");
var import_yaml = require("yaml");
var isMapping = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
function readStackFile(stack, folder = process.cwd()) {
  const project = readYaml((0, import_node_path.join)(folder, "Pulumi.yaml"));
  if (typeof project.name !== "string") throw new import_errors.RunError(`${(0, import_node_path.join)(folder, "Pulumi.yaml")} has no project name.`);
  const file = (0, import_node_path.join)(folder, `Pulumi.${stack}.yaml`);
  if (!(0, import_node_fs.existsSync)(file)) {
    const stacks = stacksIn(folder);
    const known2 = stacks.length === 0 ? "there is no stack file yet" : `stacks: ${stacks.join(", ")}`;
    throw new import_errors.RunError(`Unknown stack "${stack}": there is no Pulumi.${stack}.yaml (${known2}).`);
  }
  const stackConfig = readYaml(file).config ?? {};
  if (!isMapping(stackConfig)) throw new import_errors.RunError(`Pulumi.${stack}.yaml: config must be a mapping.`);
  return { project: project.name, stack, config: { ...projectDefaults(project), ...cleanKeys(stackConfig) } };
}
function stacksIn(folder = process.cwd()) {
  return (0, import_node_fs.readdirSync)(folder).map((file) => /^Pulumi\.([\w.-]+)\.yaml$/.exec(file)?.[1]).filter((stack) => stack !== void 0).sort();
}
function readYaml(file) {
  if (!(0, import_node_fs.existsSync)(file)) throw new import_errors.RunError(`${file} does not exist. Run this in the project's folder.`);
  try {
    const content = (0, import_yaml.parse)((0, import_node_fs.readFileSync)(file, "utf8"));
    return isMapping(content) ? content : {};
  } catch (error) {
    if (!(error instanceof import_yaml.YAMLParseError)) throw error;
    throw new import_errors.RunError(`${file} cannot be read as YAML: ${error.message.split("\n")[0] ?? ""}`);
  }
}
function projectDefaults(project) {
  const entries = Object.entries(isMapping(project.config) ? project.config : {});
  const values = entries.map(([key, entry]) => {
    const value = isMapping(entry) ? entry.value ?? entry.default : entry;
    return [key.includes(":") ? key : `${String(project.name)}:${key}`, value];
  });
  return cleanKeys(Object.fromEntries(values.filter(([, value]) => value !== void 0)));
}
function cleanKeys(config) {
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [key.replace(":config:", ":"), value]));
}

// policies/pack/combination.ts
function combinationOf(urn, environment, folders) {
  const stack = /^urn:pulumi:([^:]+)::/.exec(urn)?.[1] ?? "";
  const config = environmentConfig(environment) ?? fileConfig(stack, folders);
  if (config === void 0) {
    throw new Error(
      `Policies depend on the stack's configuration, but there is no Pulumi.${stack}.yaml in ${folders.join(" or ")}: run pulumi in the project's folder, without --config-file.`
    );
  }
  return { stack, profile: text(config["webapp:profile"], ""), frontend: text(config["webapp:frontend"], "ssr") };
}
var environmentConfig = ({ PULUMI_CONFIG: config }) => config === void 0 ? void 0 : JSON.parse(config);
function fileConfig(stack, folders) {
  const folder = folders.find((candidate) => (0, import_node_fs2.existsSync)((0, import_node_path2.join)(candidate, `Pulumi.${stack}.yaml`)));
  return folder === void 0 ? void 0 : readStackFile(stack, folder).config;
}
var text = (value, otherwise) => typeof value === "string" ? value : otherwise;

// policies/types.ts
var T = {
  accessAnalyzer: "aws:accessanalyzer/analyzer:Analyzer",
  backupSelection: "aws:backup/selection:Selection",
  backupVault: "aws:backup/vault:Vault",
  bucket: "aws:s3/bucket:Bucket",
  bucketAcl: "aws:s3/bucketAcl:BucketAcl",
  bucketEncryption: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  bucketLifecycle: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  bucketLogging: "aws:s3/bucketLogging:BucketLogging",
  bucketNotification: "aws:s3/bucketNotification:BucketNotification",
  bucketObjectLock: "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
  bucketOwnership: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
  bucketPolicy: "aws:s3/bucketPolicy:BucketPolicy",
  bucketPublicAccess: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  bucketReplication: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
  bucketVersioning: "aws:s3/bucketVersioning:BucketVersioning",
  certificate: "aws:acm/certificate:Certificate",
  cluster: "aws:ecs/cluster:Cluster",
  databaseInstance: "aws:rds/instance:Instance",
  databaseParameters: "aws:rds/parameterGroup:ParameterGroup",
  databaseSubnets: "aws:rds/subnetGroup:SubnetGroup",
  defaultGroup: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  distribution: "aws:cloudfront/distribution:Distribution",
  egressRule: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  elasticIp: "aws:ec2/eip:Eip",
  endpoint: "aws:ec2/vpcEndpoint:VpcEndpoint",
  endpointPolicy: "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy",
  eventSubscription: "aws:rds/eventSubscription:EventSubscription",
  flowLog: "aws:ec2/flowLog:FlowLog",
  iamPolicy: "aws:iam/policy:Policy",
  ingressRule: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  instance: "aws:ec2/instance:Instance",
  key: "aws:kms/key:Key",
  keyPolicy: "aws:kms/keyPolicy:KeyPolicy",
  launchTemplate: "aws:ec2/launchTemplate:LaunchTemplate",
  listener: "aws:lb/listener:Listener",
  loadBalancer: "aws:lb/loadBalancer:LoadBalancer",
  logDeliverySource: "aws:cloudwatch/logDeliverySource:LogDeliverySource",
  logGroup: "aws:cloudwatch/logGroup:LogGroup",
  logPolicy: "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
  metricAlarm: "aws:cloudwatch/metricAlarm:MetricAlarm",
  natGateway: "aws:ec2/natGateway:NatGateway",
  networkAcl: "aws:ec2/networkAcl:NetworkAcl",
  networkInterface: "aws:ec2/networkInterface:NetworkInterface",
  originAccess: "aws:cloudfront/originAccessControl:OriginAccessControl",
  queue: "aws:sqs/queue:Queue",
  queuePolicy: "aws:sqs/queuePolicy:QueuePolicy",
  repository: "aws:ecr/repository:Repository",
  repositoryLifecycle: "aws:ecr/lifecyclePolicy:LifecyclePolicy",
  repositoryPolicy: "aws:ecr/repositoryPolicy:RepositoryPolicy",
  responseHeaders: "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy",
  role: "aws:iam/role:Role",
  rolePolicy: "aws:iam/rolePolicy:RolePolicy",
  rolePolicyAttachment: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  route: "aws:ec2/route:Route",
  routeTableAssociation: "aws:ec2/routeTableAssociation:RouteTableAssociation",
  schedule: "aws:scheduler/schedule:Schedule",
  secret: "aws:secretsmanager/secret:Secret",
  secretPolicy: "aws:secretsmanager/secretPolicy:SecretPolicy",
  secretRotation: "aws:secretsmanager/secretRotation:SecretRotation",
  securityGroup: "aws:ec2/securityGroup:SecurityGroup",
  service: "aws:ecs/service:Service",
  subnet: "aws:ec2/subnet:Subnet",
  targetGroup: "aws:lb/targetGroup:TargetGroup",
  taskDefinition: "aws:ecs/taskDefinition:TaskDefinition",
  topic: "aws:sns/topic:Topic",
  topicPolicy: "aws:sns/topicPolicy:TopicPolicy",
  topicSubscription: "aws:sns/topicSubscription:TopicSubscription",
  trail: "aws:cloudtrail/trail:Trail",
  vaultPolicy: "aws:backup/vaultPolicy:VaultPolicy",
  vpc: "aws:ec2/vpc:Vpc",
  vpcOrigin: "aws:cloudfront/vpcOrigin:VpcOrigin",
  webAcl: "aws:wafv2/webAcl:WebAcl",
  webAclAssociation: "aws:wafv2/webAclAssociation:WebAclAssociation",
  webAclLogging: "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"
};
var JSON_INPUTS = {
  [T.bucketPolicy]: ["policy"],
  [T.endpoint]: ["policy"],
  [T.endpointPolicy]: ["policy"],
  [T.iamPolicy]: ["policy"],
  [T.key]: ["policy"],
  [T.keyPolicy]: ["policy"],
  [T.logPolicy]: ["policyDocument"],
  [T.queuePolicy]: ["policy"],
  [T.repositoryPolicy]: ["policy"],
  [T.role]: ["assumeRolePolicy"],
  [T.rolePolicy]: ["policy"],
  [T.secretPolicy]: ["policy"],
  [T.taskDefinition]: ["containerDefinitions"],
  [T.topicPolicy]: ["policy"],
  [T.vaultPolicy]: ["policy"]
};

// policies/graph.ts
var PolicyGraph = class {
  resources;
  #byUrn;
  #byType = /* @__PURE__ */ new Map();
  #onRead;
  constructor(resources, onRead) {
    this.#onRead = onRead;
    this.resources = resources.map((resource) => {
      const parsed = parseTexts(resource);
      return onRead === void 0 ? parsed : { ...parsed, inputs: recording(parsed.inputs, parsed.type, "", onRead) };
    });
    this.#byUrn = new Map(this.resources.map((resource) => [resource.urn, resource]));
    for (const resource of this.resources) {
      const same = this.#byType.get(resource.type) ?? [];
      same.push(resource);
      this.#byType.set(resource.type, same);
    }
  }
  byUrn(urn) {
    return this.#byUrn.get(urn);
  }
  ofType(type) {
    return this.#byType.get(type) ?? [];
  }
  /** What an input of a resource refers to, of one type. */
  linked(resource, input, type) {
    this.#onRead?.(resource.type, input, void 0);
    const urns = resource.propertyDependencies[input] ?? [];
    return urns.flatMap((urn) => this.#byUrn.get(urn) ?? []).filter((found) => found.type === type);
  }
  /** Resources of a type whose input refers to a resource. */
  referrers(resource, type, input) {
    this.#onRead?.(type, input, void 0);
    return this.ofType(type).filter((other) => (other.propertyDependencies[input] ?? []).includes(resource.urn));
  }
  /** Every resource, and the input by which it refers to this one. */
  references(resource) {
    return this.resources.flatMap(
      (from) => Object.entries(from.propertyDependencies).filter(([, urns]) => urns.includes(resource.urn)).map(([input]) => ({ from, input }))
    );
  }
};
function parseTexts(resource) {
  const texts = (JSON_INPUTS[resource.type] ?? []).filter((name) => typeof resource.inputs[name] === "string");
  if (texts.length === 0) return resource;
  const parsed = Object.fromEntries(texts.map((name) => [name, parsedOrText(resource.inputs[name])]));
  return { ...resource, inputs: { ...resource.inputs, ...parsed } };
}
function parsedOrText(text2) {
  try {
    return JSON.parse(text2);
  } catch {
    return text2;
  }
}
function recording(value, type, path, onRead) {
  return new Proxy(value, {
    get(target, key, receiver) {
      const found = Reflect.get(target, key, receiver);
      if (typeof key === "symbol" || Array.isArray(target) && !/^\d+$/.test(key)) return found;
      const step = Array.isArray(target) ? "*" : key;
      const here = path === "" ? step : `${path}.${step}`;
      onRead(type, here, found);
      return typeof found === "object" && found !== null ? recording(found, type, here, onRead) : found;
    }
  });
}

// policies/values.ts
var UNKNOWN = "[unknown]";
var SECRET = "[secret]";
var isOpaque = (value) => value === UNKNOWN || value === SECRET;
var isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
var asList = (value) => Array.isArray(value) ? value : value === void 0 || value === null ? [] : [value];
var asTexts = (value) => asList(value).filter((item) => typeof item === "string");
function valuesAt(root, path) {
  let values = [root];
  for (const step of path.split(".")) {
    values = values.flatMap((value) => {
      if (step === "*") return asList(value);
      if (isOpaque(value)) return [value];
      return [readStep(value, step)];
    });
  }
  return values;
}
var valueAt = (root, path) => valuesAt(root, path)[0];
function readStep(value, step) {
  if (Array.isArray(value)) return value[Number(step)];
  return isRecord(value) ? value[step] : void 0;
}
function withValue(root, path, value) {
  const [step = "", ...rest] = path.split(".");
  const next = rest.join(".");
  const inner = (old) => rest.length === 0 ? value : withValue(old, next, value);
  if (step === "+") return [...asList(root), inner(void 0)];
  if (step === "*" || /^\d+$/.test(step)) {
    const list = [...asList(root)];
    const index = step === "*" ? 0 : Number(step);
    list[index] = inner(list[index]);
    return list.filter((item) => item !== void 0);
  }
  const record = isRecord(root) ? { ...root } : {};
  const replaced = inner(record[step]);
  const { [step]: _, ...others } = record;
  return replaced === void 0 ? others : { ...others, [step]: replaced };
}

// policies/evaluate.ts
function findingsIn(graph, rules2) {
  const restsOnUnknown = unknownDetector(graph);
  return rules2.flatMap(
    (rule) => subjectsOf(rule, graph).flatMap((resource) => {
      const violations = rule.check(resource, graph);
      if (violations.length === 0 || restsOnUnknown(rule, resource)) return [];
      return violations.map((violation) => ({ ...violation, rule, resource }));
    })
  );
}
var subjectsOf = (rule, graph) => rule.types.flatMap((type) => graph.ofType(type));
function unknownDetector(graph) {
  let isUnknown = false;
  let watched;
  return (rule, resource) => {
    watched ??= new PolicyGraph(graph.resources, (_type, _path, value) => {
      isUnknown ||= value === UNKNOWN;
    });
    isUnknown = false;
    rule.check(watched.byUrn(resource.urn) ?? resource, watched);
    return isUnknown;
  };
}

// policies/ledger/development.ts
var dev = { profile: "dev", review: "2027-11-30" };
var DATABASE = `${T.databaseInstance}/database`;
var developmentSuppressions = [
  {
    ...dev,
    rules: ["rds-multi-az", "rds-enhanced-monitoring", "rds-second-backup"],
    resource: DATABASE,
    reason: "Cost: a standby doubles the price of the database.",
    instead: "Automated backups of 7 days and the nightly dump."
  },
  {
    ...dev,
    rules: ["rds-deletion-protection", "rds-final-snapshot", "rds-keeps-backups"],
    resource: DATABASE,
    reason: "A development stack must go with one pulumi destroy, and leave nothing that is billed.",
    instead: "The profile prod refuses these values unless the risk is accepted by name."
  },
  {
    ...dev,
    rules: ["bucket-keeps-objects"],
    resource: `${T.bucket}/*`,
    reason: "A development stack must go with one pulumi destroy.",
    instead: "forceDestroy is false in prod."
  },
  {
    ...dev,
    rules: ["repository-keeps-images"],
    resource: `${T.repository}/*`,
    reason: "A development stack must go with one pulumi destroy.",
    instead: "forceDelete is false in prod."
  },
  {
    ...dev,
    rules: ["lb-deletion-protection"],
    resource: `${T.loadBalancer}/private`,
    reason: "A development stack must go with one pulumi destroy.",
    instead: "protection.loadBalancerDeletionProtection is true in prod."
  },
  {
    ...dev,
    rules: ["rds-events-instance", "rds-events-parameter-group", "rds-events-security-group"],
    resource: DATABASE,
    reason: "Nobody is on call for a development database.",
    instead: "The storage alarm."
  },
  ...[
    { rules: ["rds-customer-key", "rds-secret-customer-key"], resource: DATABASE },
    { rules: ["repository-customer-key"], resource: `${T.repository}/*` },
    { rules: ["logs-customer-key"], resource: `${T.logGroup}/*` },
    { rules: ["bucket-customer-key"], resource: `${T.bucket}/dumps` },
    { rules: ["cluster-exec-encrypted"], resource: `${T.cluster}/cluster` },
    { rules: ["schedule-customer-key"], resource: `${T.schedule}/*` }
  ].map((entry) => ({
    ...dev,
    ...entry,
    reason: "Cost: a key of our own is 1 USD a month each, and development data is not confidential.",
    instead: "Encryption with keys that AWS keeps."
  })),
  {
    ...dev,
    rules: ["topic-encrypted"],
    resource: `${T.topic}/*`,
    reason: "Services cannot publish with alias/aws/sns, and a key of our own is 1 USD a month.",
    instead: "Messages name alarms, not data; publishing needs TLS."
  },
  {
    ...dev,
    rules: ["logs-kept-a-year"],
    resource: `${T.logGroup}/*`,
    reason: "Cost: development logs are read within days.",
    instead: "Production keeps logs for 365 days."
  },
  {
    ...dev,
    rules: ["lb-access-logs"],
    resource: `${T.loadBalancer}/*`,
    reason: "Cost: S3 requests and storage.",
    instead: "Application logs; logs.accessLogs turns them on."
  },
  {
    ...dev,
    rules: ["bucket-access-logs"],
    resource: `${T.bucket}/*`,
    reason: "Cost: S3 requests and storage.",
    instead: "logs.accessLogs turns them on."
  },
  {
    ...dev,
    rules: ["edge-logs"],
    resource: `${T.distribution}/edge`,
    reason: "Cost: S3 requests and storage.",
    instead: "logs.accessLogs turns them on."
  },
  {
    ...dev,
    rules: ["cluster-insights"],
    resource: `${T.cluster}/cluster`,
    reason: "Cost: 0.30 USD a month for each metric.",
    instead: "The free metrics of ECS and load balancers."
  },
  {
    ...dev,
    rules: ["edge-waf"],
    resource: `${T.distribution}/edge`,
    reason: "Cost: about 11 USD a month.",
    instead: "protection.waf turns it on; the load balancer admits CloudFront only."
  },
  {
    ...dev,
    rules: ["service-no-exec"],
    resource: `${T.service}/*`,
    reason: "A shell in a container is how development looks into it.",
    instead: "Sessions are logged; access.exec is false in prod."
  },
  {
    ...dev,
    rules: ["container-read-only-root"],
    resource: `${T.taskDefinition}/*`,
    reason: "The agent of ECS Exec writes into the root file system (amazon/containers-roadmap 1359).",
    instead: "access.exec: false gives a read-only root, as in prod; containers run as user 1000 without capabilities."
  },
  ...[`${T.networkInterface}/egress-nat-instance-*`, `${T.route}/egress-private-*`].map((resource, index) => ({
    ...dev,
    rules: [index === 0 ? "interface-checks-source" : "route-default-by-gateway"],
    resource,
    reason: "network.nat: instance costs 7 USD a month instead of 36.50, and a NAT forwards traffic of others.",
    instead: "Its group admits the private subnets only; prod refuses a NAT instance unless the risk is accepted."
  })),
  ...[
    { rules: ["listener-encrypted", "listener-http-redirects"], resource: `${T.listener}/*` },
    { rules: ["edge-tls-version", "edge-own-certificate"], resource: `${T.distribution}/edge` },
    { rules: ["edge-origin-https"], resource: `${T.distribution}/edge`, frontend: "ssr" },
    { rules: ["edge-vpc-origin-https"], resource: `${T.vpcOrigin}/*`, frontend: "spa" }
  ].map((entry) => ({
    ...dev,
    ...entry,
    reason: "No certificate without a domain, which development need not have; CloudFront's own takes older TLS.",
    instead: "Load balancers admit CloudFront and the front end only; setting webapp:domain turns TLS on everywhere."
  }))
];

// policies/ledger/identity.ts
var review = "2027-05-31";
var IN_ROLE = (name) => `${T.rolePolicy}/${name}`;
var wildcards = [
  {
    about: "EcrAuth",
    resource: IN_ROLE("*-execution"),
    why: "ecr:GetAuthorizationToken knows no resources.",
    instead: "Pull rights name one repository."
  },
  {
    about: "Logs",
    resource: IN_ROLE("*-execution"),
    why: "The suffix :* is how streams of one log group are named."
  },
  {
    about: "ExecChannel",
    resource: IN_ROLE("*-task"),
    profile: "dev",
    why: "The ssmmessages actions know no resources.",
    instead: "access.exec is false in prod."
  },
  {
    about: "ExecLogGroups",
    resource: IN_ROLE("*-task"),
    profile: "dev",
    why: "logs:DescribeLogGroups lists every group of the account.",
    instead: "access.exec is false in prod."
  },
  {
    about: "ExecLogs",
    resource: IN_ROLE("*-task"),
    profile: "dev",
    why: "The suffix :* is how streams of one log group are named."
  },
  {
    about: "WriteFlowLogs",
    resource: IN_ROLE("network-flow-logs"),
    why: "The suffix :* is how streams of one log group are named."
  },
  {
    about: "FindLogGroup",
    resource: IN_ROLE("network-flow-logs"),
    why: "logs:DescribeLogGroups lists every group of the account."
  },
  {
    about: "LogDelivery",
    resource: IN_ROLE("*-machine"),
    why: "The log delivery actions of Step Functions know no resources (Step Functions developer guide)."
  },
  { about: "WriteDumps", resource: IN_ROLE("backup-dump-task"), why: "Objects under one prefix of one bucket." },
  { about: "ReadDumps", resource: IN_ROLE("backup-restore-task"), why: "Objects under one prefix of one bucket." },
  {
    about: "RunTask",
    resource: IN_ROLE("backup-schedule"),
    why: "A new revision of the task must run without a new policy.",
    instead: "One family, one cluster."
  },
  {
    about: "TagTask",
    resource: IN_ROLE("backup-schedule"),
    why: "The id of a task is not known before it runs.",
    instead: "Only while ecs:RunTask makes it, in one cluster."
  },
  {
    about: "WriteEvents",
    resource: IN_ROLE("audit-trail"),
    why: "CloudTrail chooses the end of the stream's name.",
    instead: "The stream's name starts with account, trail and region."
  }
];
var identitySuppressions = [
  ...wildcards.map(({ why, instead = "The statement names one resource of this stack.", ...where }) => ({
    ...where,
    rules: ["iam-no-wildcards"],
    reason: why,
    instead,
    review
  })),
  ...[
    { about: "AmazonRDSEnhancedMonitoringRole", resource: `${T.rolePolicyAttachment}/database-monitoring-*` },
    { about: "AWSBackupServiceRolePolicyFor*", resource: `${T.rolePolicyAttachment}/snapshots-*` }
  ].map((entry) => ({
    ...entry,
    rules: ["iam-no-managed-policies"],
    reason: "AWS keeps this policy in step with what its service needs.",
    instead: "The role trusts that one service, for this account.",
    review
  }))
];

// policies/ledger/options.ts
var review2 = "2027-05-31";
var INSTANCES = ["backend.capacity=ec2Spot"];
var SECRETS = ["backend.secrets.TOKEN=create"];
var optionSuppressions = [
  {
    rules: ["trust-source-account"],
    resource: `${T.role}/*-instance`,
    appearsWith: INSTANCES,
    reason: "EC2 sends no source when an instance takes its role.",
    instead: "Instances need IMDSv2, and tasks have roles of their own.",
    review: review2
  },
  {
    rules: ["iam-no-wildcards"],
    resource: `${T.rolePolicy}/*-instance`,
    about: "Listen",
    appearsWith: INSTANCES,
    reason: "The id of a container instance is not known before it registers.",
    instead: "Only those of one cluster.",
    review: review2
  },
  {
    rules: ["iam-no-wildcards"],
    resource: `${T.rolePolicy}/*-instance`,
    about: "Discover",
    appearsWith: INSTANCES,
    reason: "ecs:DiscoverPollEndpoint knows no resources.",
    instead: "It returns an address of AWS and nothing of ours.",
    review: review2
  },
  {
    rules: ["secret-rotates"],
    resource: `${T.secret}/*-secrets-*`,
    appearsWith: SECRETS,
    reason: "Keys of other companies: whoever issues them decides how they are replaced.",
    instead: "A new value restarts the tasks that read it (docs/runbooks/rotation.md).",
    review: review2
  },
  {
    rules: ["secret-customer-key"],
    resource: `${T.secret}/*-secrets-*`,
    profile: "dev",
    appearsWith: SECRETS,
    reason: "A key costs 1 USD a month; dev holds test accounts.",
    instead: "AWS's key for Secrets Manager encrypts it; its policy admits this account only.",
    review: review2
  },
  {
    rules: ["waf-log4j"],
    resource: `${T.webAcl}/regional-firewall`,
    frontend: "ssr",
    appearsWith: ["protection.regionalWaf=true"],
    reason: "Behind CloudFront a load balancer sees CloudFront's addresses, about which a list of addresses says nothing.",
    instead: "It blocks known bad inputs; the distribution's own firewall counts anonymous addresses.",
    review: review2
  },
  {
    rules: ["key-deletion-window"],
    resource: `${T.key}/encryption-*`,
    profile: "dev",
    appearsWith: ["protection.customerManagedKeys=true"],
    reason: "A stack that is made and destroyed often would leave keys behind for a month each.",
    instead: "Seven days to bring a key back; nothing in dev outlives its stack.",
    review: review2
  }
];

// policies/ledger/production.ts
var review3 = "2027-05-31";
var DISTRIBUTION = `${T.distribution}/edge`;
var productionSuppressions = [
  {
    rules: ["bucket-replicated"],
    resource: `${T.bucket}/*`,
    reason: "A copy in another region doubles storage; the site is rebuilt from its sources, logs are worth little twice.",
    instead: "Versioning, lifecycle rules, and AWS Backup for the database.",
    review: review3
  },
  {
    rules: ["bucket-object-lock"],
    resource: `${T.bucket}/*`,
    reason: "A retention that is set by mistake cannot be undone.",
    instead: "backup.objectLockDays turns it on for dumps; AWS Backup is a second copy under other permissions.",
    review: review3
  },
  {
    rules: ["bucket-customer-key"],
    resource: `${T.bucket}/site`,
    reason: "The files are public, and a key would need the distribution that needs the bucket.",
    instead: "SSE-S3, and CloudFront as the only reader.",
    review: review3
  },
  {
    rules: ["bucket-customer-key", "bucket-access-logs"],
    resource: `${T.bucket}/log-archive`,
    reason: "Load balancers and S3 write logs with SSE-S3 only, and a log of the log bucket would never end.",
    instead: "SSE-S3, no public access, TLS only; the audit trail records management events.",
    review: review3
  },
  {
    rules: ["bucket-events"],
    resource: `${T.bucket}/site`,
    reason: "Nobody would listen: files change with a deployment.",
    instead: "Events of the dump bucket are on.",
    review: review3
  },
  ...["log-archive", "audit-trail"].map((name) => ({
    rules: ["bucket-events"],
    resource: `${T.bucket}/${name}`,
    reason: "Every log file would be an event that nobody reads.",
    instead: "Events of the dump bucket are on; the trail announces its files on a topic.",
    review: review3
  })),
  {
    rules: ["trust-source-account"],
    resource: `${T.role}/audit-trail`,
    reason: "CloudTrail sends no source when it takes the role for CloudWatch Logs (CloudTrail user guide).",
    instead: "The role writes events to one log group; bucket, topic and key name the trail.",
    review: review3
  },
  {
    rules: ["edge-classic-logs"],
    resource: DISTRIBUTION,
    reason: "These suites read classic logging only, which needs a bucket with ACLs (against S3.12).",
    instead: "Logs are delivered by CloudWatch vended logs (edge-logs).",
    review: review3
  },
  {
    rules: ["edge-geography"],
    resource: DISTRIBUTION,
    reason: "Who may use the site is a decision of the business.",
    instead: "edge.allowCountries.",
    review: review3
  },
  {
    rules: ["edge-root-object"],
    resource: DISTRIBUTION,
    frontend: "ssr",
    reason: "A root object would turn / into /index.html, which the server does not know.",
    instead: "Nothing to list: / is answered by the application.",
    review: review3
  },
  {
    rules: ["edge-signed-urls"],
    resource: DISTRIBUTION,
    reason: "The site is public.",
    instead: "The application decides who may do what.",
    review: review3
  },
  {
    rules: ["lb-public-waf"],
    resource: `${T.loadBalancer}/public`,
    frontend: "ssr",
    reason: "A second ACL costs as much again, and only CloudFront reaches the load balancer.",
    instead: "WAF at the edge, prefix list, secret header; protection.regionalWaf adds it.",
    review: review3
  },
  {
    rules: ["lb-deletion-protection"],
    resource: `${T.loadBalancer}/public`,
    frontend: "ssr",
    reason: "It exists in this variant only: one that refuses to go would block the switch to spa.",
    instead: "It keeps no data; the internal load balancer is protected in prod.",
    review: review3
  },
  {
    rules: ["target-group-encrypted", "target-group-health-encrypted"],
    resource: `${T.targetGroup}/*`,
    reason: "TLS in each container needs certificates there; the traffic stays inside the VPC.",
    instead: "Security groups admit the load balancer only.",
    review: review3
  },
  {
    rules: ["container-no-environment"],
    resource: `${T.taskDefinition}/*`,
    reason: "Configuration that is no secret belongs into the environment.",
    instead: "container-no-plain-secrets looks at names and values.",
    review: review3
  },
  {
    rules: ["egress-not-open"],
    resource: `${T.egressRule}/security-*-to-internet-egress`,
    reason: "Images, secrets, logs and APIs of others are reached through NAT.",
    instead: "Port 443 only, flow logs; interface endpoints and network.nat: none take the rule away.",
    review: review3
  },
  {
    rules: ["vpc-ecr-api-endpoint", "vpc-ecr-registry-endpoint"],
    resource: `${T.vpc}/network`,
    reason: "Cost: 7.30 USD a month, endpoint and zone.",
    instead: "NAT over TLS, image layers through the free S3 endpoint; network.endpoints adds them.",
    review: review3
  },
  {
    rules: ["endpoint-bounded"],
    resource: `${T.endpointPolicy}/egress-s3`,
    about: "EcrLayers",
    reason: "Image layers come from a bucket of AWS by presigned URLs that this account does not sign.",
    instead: "The statement allows GetObject on that bucket only.",
    review: review3
  },
  {
    rules: ["rds-custom-port"],
    resource: `${T.databaseInstance}/database`,
    reason: "Another port hides nothing from who can reach the database, and tools expect 3306.",
    instead: "The database's group admits the backend and the dump task only; isolated subnets.",
    review: review3
  },
  {
    rules: ["rds-all-logs"],
    resource: `${T.databaseInstance}/database`,
    reason: "The general log holds every statement with its data; the audit log needs a plugin and costs as much.",
    instead: "Errors and slow queries are exported.",
    review: review3
  },
  {
    rules: ["service-principal-bounded"],
    resource: `${T.key}/encryption-*`,
    about: "Events",
    reason: "EventBridge sends no source to KMS for encrypted topics (Amazon EventBridge user guide, resource policies).",
    instead: "The topic's policy names this account's rules.",
    review: review3
  }
];

// policies/ledger/suppressions.ts
var suppressions = [
  ...developmentSuppressions,
  ...productionSuppressions,
  ...identitySuppressions,
  ...optionSuppressions
];

// policies/statements.ts
var IDENTITY_POLICIES = [T.rolePolicy, T.iamPolicy];
var RESOURCE_POLICIES = [
  T.bucketPolicy,
  T.key,
  T.keyPolicy,
  T.logPolicy,
  T.queuePolicy,
  T.repositoryPolicy,
  T.secretPolicy,
  T.topicPolicy,
  T.vaultPolicy
];
var policyInputOf = (type) => JSON_INPUTS[type]?.[0] ?? "policy";
function statementsOf(resource) {
  const document = resource.inputs[policyInputOf(resource.type)];
  return isRecord(document) ? asList(document.Statement).filter(isRecord) : [];
}
var allows = ({ Effect }) => Effect === "Allow";
var actionsOf = ({ Action }) => asTexts(Action);
var resourcesOf = ({ Resource }) => asTexts(Resource);
function principalsOf({ Principal }, type) {
  if (Principal === "*") return ["*"];
  return isRecord(Principal) ? asTexts(Principal[type]) : [];
}
function conditionKeysOf({ Condition }) {
  if (!isRecord(Condition)) return [];
  return Object.values(Condition).filter(isRecord).flatMap((byKey) => Object.keys(byKey).map((key) => key.toLowerCase()));
}
function coversAction(statement, action) {
  return actionsOf(statement).some((pattern) => globMatches(pattern.toLowerCase(), action.toLowerCase()));
}
var patterns = /* @__PURE__ */ new Map();
function globMatches(pattern, text2) {
  const known2 = patterns.get(pattern) ?? compiled(pattern);
  patterns.set(pattern, known2);
  return known2.test(text2);
}
function compiled(pattern) {
  const source = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*").replaceAll("?", ".");
  return new RegExp(`^${source}$`, "s");
}

// policies/ledger/apply.ts
function judge(findings, ledger, combination) {
  const entries = combination === void 0 ? ledger : ledger.filter((entry) => isFor(entry, combination));
  return findings.map((finding) => {
    const suppression = entries.find((entry) => accepts(entry, finding));
    return suppression === void 0 ? finding : { ...finding, suppression };
  });
}
function isFor({ profile, frontend }, combination) {
  return (profile ?? combination.profile) === combination.profile && (frontend ?? combination.frontend) === combination.frontend;
}
function accepts(entry, { rule, resource, about }) {
  return entry.rules.includes(rule.id) && globMatches(entry.resource, `${resource.type}/${resource.name}`) && (entry.about === void 0 || globMatches(entry.about, about ?? ""));
}

// policies/rule.ts
var UNLINK = /* @__PURE__ */ Symbol("unlink");
function answersOf(text2 = "") {
  const ids = text2.split(" ").filter((id) => id !== "");
  const startingWith = (prefix) => ids.filter((id) => id.startsWith(prefix)).map((id) => id.slice(prefix.length));
  return {
    checkov: ids.filter((id) => id.startsWith("CKV")),
    securityHub: ids.filter((id) => /^[A-Za-z0-9]+\.\d+$/.test(id)),
    cis: startingWith("CIS-"),
    cdkNag: startingWith("nag:")
  };
}

// policies/makers.ts
var isTrue = (value) => value === true;
var isNotTrue = (value) => value !== true;
var isSet = (value) => value !== void 0 && value !== "" && !(Array.isArray(value) && !value.length);
var oneOf = (...values) => (value) => values.includes(value);
var noneOf = (...values) => (value) => !values.includes(value);
var atLeast = (least) => (value) => typeof value === "number" && value >= least;
var show = (value) => value === void 0 ? "not set" : JSON.stringify(value);
function unacceptable(inputs, { path, accepts: accepts2 }) {
  return valuesAt(inputs, path).filter((value) => !isOpaque(value) && !accepts2(value)).map((value) => ({ message: `${path.replaceAll(".*", "[]")} is ${show(value)}` }));
}
function inputRule(rule) {
  const { type, path, good, bad, also, when = () => true } = rule;
  const inputs = withValue(rule.with ?? {}, path, good);
  return {
    ...headOf(rule),
    types: [type],
    needsGraph: false,
    check: (resource) => when(resource.inputs) ? unacceptable(resource.inputs, rule) : [],
    examples: {
      compliant: [{ type, inputs }],
      breaks: [
        { type, path, to: bad, ...also === void 0 ? {} : { also } },
        ...(rule.breaks ?? []).map((more) => ({ type, ...more }))
      ]
    }
  };
}
function companionRule(rule) {
  const { type, companion, link, expects = [], when = () => true } = rule;
  const inputs = expects.reduce((made, { path, good }) => withValue(made, path, good), {});
  const kind = companion.split(":").at(-1) ?? companion;
  return {
    ...headOf(rule),
    types: [type],
    needsGraph: true,
    check: (resource, graph) => {
      if (!when(resource, graph)) return [];
      const found = graph.referrers(resource, companion, link);
      if (found.length === 0) return [{ message: `no ${kind} refers to it` }];
      return found.flatMap(
        (one) => expects.flatMap(
          (expected) => unacceptable(one.inputs, expected).map(({ message }) => ({ message: `${kind} ${one.name}: ${message}` }))
        )
      );
    },
    examples: {
      compliant: [
        { type, name: "subject" },
        { type: companion, inputs, links: { [link]: ["subject"] } }
      ],
      breaks: [
        { type: companion, path: link, to: UNLINK, ...rule.also === void 0 ? {} : { also: rule.also } },
        ...expects.map(({ path, bad, also }) => ({
          type: companion,
          path,
          to: bad,
          ...also === void 0 ? {} : { also }
        }))
      ]
    }
  };
}
function customRule(rule) {
  const { types, needsGraph = false, check, compliant, breaks } = rule;
  return { ...headOf(rule), types, needsGraph, check, examples: { compliant, breaks } };
}
function headOf({ id, answers, severity, title, fix }) {
  return { id, answers: answersOf(answers), severity, title, fix };
}

// policies/rules/statement-rule.ts
var HARMLESS = {
  Sid: "Harmless",
  Effect: "Allow",
  Action: "logs:PutLogEvents",
  Resource: "arn:aws:logs:eu-west-1:123456789012:log-group:/app:log-stream:app"
};
function statementRule(rule) {
  return customRule({
    ...rule,
    check: (resource) => statementsOf(resource).flatMap((statement) => {
      const message = rule.problem(statement, resource);
      return message === void 0 ? [] : [{ message, about: statement.Sid ?? "statement" }];
    }),
    compliant: rule.types.map((type) => ({
      type,
      inputs: { [policyInputOf(type)]: { Statement: [HARMLESS] } }
    })),
    breaks: rule.types.flatMap(
      (type) => rule.bad.filter(({ types }) => types === void 0 || types.includes(type)).map(({ statement, also }) => ({
        type,
        path: `${policyInputOf(type)}.Statement.+`,
        to: statement,
        ...also === void 0 ? {} : { also }
      }))
    )
  });
}

// policies/rules/bucket-policies.ts
var policiesOf = (bucket, graph) => graph.referrers(bucket, T.bucketPolicy, "bucket");
function deniesPlainHttp(statement) {
  return statement.Effect === "Deny" && principalsOf(statement, "AWS").includes("*") && actionsOf(statement).includes("s3:*") && String(valueAt(statement.Condition, "Bool.aws:SecureTransport")) === "false";
}
var TLS_ONLY = {
  Sid: "DenyInsecureTransport",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: "*",
  Condition: { Bool: { "aws:SecureTransport": "false" } }
};
var bucketPolicyRules = [
  customRule({
    id: "bucket-tls-only",
    answers: "S3.5 CIS-3.1.1 nag:S10",
    severity: "medium",
    title: "Buckets refuse plain HTTP",
    fix: "Deny s3:* to everybody when aws:SecureTransport is false.",
    types: [T.bucket],
    needsGraph: true,
    check: (bucket, graph) => {
      const policies = policiesOf(bucket, graph);
      const isDenied = policies.some(
        (policy) => isOpaque(policy.inputs.policy) || statementsOf(policy).some(deniesPlainHttp)
      );
      return isDenied ? [] : [{ message: "its policy does not deny plain HTTP" }];
    },
    compliant: [
      { type: T.bucket, name: "bucket" },
      { type: T.bucketPolicy, inputs: { policy: { Statement: [TLS_ONLY] } }, links: { bucket: ["bucket"] } }
    ],
    breaks: [
      { type: T.bucketPolicy, path: "bucket", to: UNLINK },
      { type: T.bucketPolicy, path: "policy.Statement", to: [] }
    ]
  }),
  statementRule({
    id: "bucket-policy-no-public-allow",
    answers: "CKV_AWS_70 nag:S5",
    severity: "critical",
    title: "No bucket policy allows anything to everybody",
    fix: "Name the service and the ARN it acts for.",
    types: [T.bucketPolicy],
    problem: (statement) => allows(statement) && principalsOf(statement, "AWS").includes("*") ? "allows everybody" : void 0,
    bad: [{ statement: { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" } }]
  }),
  statementRule({
    id: "bucket-policy-own-account",
    answers: "S3.6",
    severity: "high",
    title: "No bucket policy lets another account in",
    fix: "Take the statement out.",
    types: [T.bucketPolicy],
    problem: (statement) => {
      const others = principalsOf(statement, "AWS").filter((principal) => /^(arn:|\d{12}$)/.test(principal));
      return allows(statement) && others.length > 0 ? `allows ${others.join(", ")}` : void 0;
    },
    bad: [
      {
        statement: {
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::999999999999:root" },
          Action: "s3:PutBucketPolicy",
          Resource: "*"
        }
      }
    ]
  }),
  statementRule({
    id: "bucket-policy-no-lockout",
    answers: "CKV_AWS_93",
    severity: "high",
    title: "No bucket policy locks everybody out",
    fix: "Give the Deny a condition.",
    types: [T.bucketPolicy],
    problem: (statement) => statement.Effect === "Deny" && principalsOf(statement, "AWS").includes("*") && actionsOf(statement).some((action) => action === "s3:*" || action === "*") && conditionKeysOf(statement).length === 0 ? "denies everything to everybody" : void 0,
    bad: [{ statement: { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" } }]
  })
];

// policies/rules/certificates-and-secrets.ts
var CERTIFICATE = { type: T.certificate, severity: "medium" };
var MAX_ROTATION_DAYS = 90;
function rotationDays(rules2) {
  const days = valueAt(rules2, "automaticallyAfterDays");
  if (typeof days === "number") return days;
  const rate = /^rate\((\d+) days?\)$/.exec(String(valueAt(rules2, "scheduleExpression")));
  return rate === null ? void 0 : Number(rate[1]);
}
var certificateRules = [
  inputRule({
    ...CERTIFICATE,
    id: "certificate-renews",
    answers: "ACM.1",
    severity: "high",
    title: "ACM can renew certificates without anybody's mail",
    fix: "Set validationMethod to DNS.",
    path: "validationMethod",
    accepts: oneOf("DNS"),
    good: "DNS",
    bad: "EMAIL"
  }),
  inputRule({
    ...CERTIFICATE,
    id: "certificate-key",
    answers: "ACM.2",
    severity: "high",
    title: "Certificates have a strong key",
    fix: "Set keyAlgorithm to EC_prime256v1.",
    path: "keyAlgorithm",
    accepts: noneOf("RSA_1024"),
    good: "EC_prime256v1",
    bad: "RSA_1024"
  }),
  inputRule({
    ...CERTIFICATE,
    id: "certificate-transparency",
    answers: "CKV_AWS_234",
    title: "Certificates are in the transparency log, where a false one would show",
    fix: "Set certificateTransparencyLoggingPreference to ENABLED.",
    path: "options.certificateTransparencyLoggingPreference",
    accepts: oneOf("ENABLED", void 0),
    good: "ENABLED",
    bad: "DISABLED"
  }),
  customRule({
    id: "certificate-no-wildcard",
    answers: "CKV2_AWS_71",
    severity: "medium",
    title: "Certificates name every host",
    fix: "Write the names out.",
    types: [T.certificate],
    check: ({ inputs }) => [...asTexts(inputs.domainName), ...asTexts(inputs.subjectAlternativeNames)].filter((name) => name.startsWith("*")).map((name) => ({ message: `covers ${name}` })),
    compliant: [{ type: T.certificate, inputs: { domainName: "app.example.com" } }],
    breaks: [
      { type: T.certificate, path: "domainName", to: "*.example.com" },
      { type: T.certificate, path: "subjectAlternativeNames", to: ["*.example.com"] }
    ]
  }),
  customRule({
    id: "certificate-replaced-first",
    answers: "CKV_AWS_233",
    severity: "medium",
    title: "A new certificate is there before the old one goes",
    fix: "Leave deleteBeforeReplace out.",
    types: [T.certificate],
    check: ({ deleteBeforeReplace }) => deleteBeforeReplace === true ? [{ message: "is deleted before its replacement exists" }] : [],
    compliant: [{ type: T.certificate }],
    breaks: [{ type: T.certificate, path: "@deleteBeforeReplace", to: true }]
  })
];
var secretRules = [
  inputRule({
    id: "secret-customer-key",
    answers: "CKV_AWS_149",
    severity: "medium",
    title: "Secrets are encrypted with a key of ours",
    fix: "Set protection.customerManagedKeys to true.",
    type: T.secret,
    path: "kmsKeyId",
    accepts: isSet,
    good: "arn:aws:kms:eu-west-1:123456789012:key/1",
    bad: void 0
  }),
  companionRule({
    id: "secret-rotates",
    answers: "CKV2_AWS_57 SecretsManager.1 nag:SMG4",
    severity: "medium",
    title: "Secrets are rotated by themselves",
    fix: "Add a SecretRotation.",
    type: T.secret,
    companion: T.secretRotation,
    link: "secretId"
  }),
  customRule({
    id: "secret-rotates-often",
    answers: "CKV_AWS_304 SecretsManager.2 SecretsManager.4 nag:SMG4",
    severity: "medium",
    title: `Secrets are rotated within ${MAX_ROTATION_DAYS} days`,
    fix: "Set database.passwordRotationDays to 90 or less.",
    types: [T.secretRotation],
    check: ({ inputs }) => {
      const days = rotationDays(inputs.rotationRules);
      const isCron = String(valueAt(inputs.rotationRules, "scheduleExpression")).startsWith("cron(");
      return isCron || days !== void 0 && days <= MAX_ROTATION_DAYS ? [] : [{ message: `rotates after ${days ?? "an unknown number of"} days` }];
    },
    compliant: [{ type: T.secretRotation, inputs: { rotationRules: { automaticallyAfterDays: 30 } } }],
    breaks: [
      { type: T.secretRotation, path: "rotationRules.automaticallyAfterDays", to: 365 },
      { type: T.secretRotation, path: "rotationRules", to: { scheduleExpression: "rate(400 days)" } }
    ]
  })
];

// policies/rules/cloudfront.ts
var DISTRIBUTION2 = { type: T.distribution, severity: "medium" };
var TLS_1_2 = ["TLSv1.2_2021", "TLSv1.2_2025", "TLSv1.3_2025"];
var behavioursOf = ({ inputs }) => [
  ...asList(inputs.defaultCacheBehavior),
  ...asList(inputs.orderedCacheBehaviors)
];
var distributionRules = [
  ...["defaultCacheBehavior", "orderedCacheBehaviors.*"].map(
    (behaviour, index) => inputRule({
      ...DISTRIBUTION2,
      id: index === 0 ? "edge-https" : "edge-https-paths",
      answers: "CKV_AWS_34 CloudFront.3",
      severity: "high",
      title: "Viewers are sent to HTTPS",
      fix: "Set viewerProtocolPolicy to redirect-to-https.",
      path: `${behaviour}.viewerProtocolPolicy`,
      accepts: oneOf("redirect-to-https", "https-only"),
      good: "redirect-to-https",
      bad: "allow-all"
    })
  ),
  inputRule({
    ...DISTRIBUTION2,
    id: "edge-tls-version",
    answers: "CKV_AWS_174 CloudFront.15 nag:CFR4",
    title: "Viewers need TLS 1.2",
    fix: "Set webapp:domain: CloudFront's own certificate accepts older versions.",
    path: "viewerCertificate.minimumProtocolVersion",
    accepts: oneOf(...TLS_1_2),
    good: "TLSv1.2_2021",
    bad: "TLSv1"
  }),
  inputRule({
    ...DISTRIBUTION2,
    id: "edge-own-certificate",
    answers: "CKV2_AWS_42 CloudFront.7",
    severity: "low",
    title: "The distribution has a certificate of its own",
    fix: "Set webapp:domain.",
    path: "viewerCertificate.acmCertificateArn",
    accepts: isSet,
    good: "arn:aws:acm:us-east-1:123456789012:certificate/1",
    bad: void 0
  }),
  inputRule({
    ...DISTRIBUTION2,
    id: "edge-sni",
    answers: "CloudFront.8",
    severity: "low",
    title: "The certificate is served by SNI, not by a dedicated address",
    fix: "Set sslSupportMethod to sni-only.",
    path: "viewerCertificate.sslSupportMethod",
    accepts: oneOf("sni-only"),
    good: "sni-only",
    bad: "vip",
    when: ({ viewerCertificate }) => valueAt(viewerCertificate, "acmCertificateArn") !== void 0,
    with: { viewerCertificate: { acmCertificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1" } }
  }),
  inputRule({
    ...DISTRIBUTION2,
    id: "edge-root-object",
    answers: "CKV_AWS_305 CloudFront.1",
    severity: "high",
    title: "The root of the site is a document",
    fix: "Set defaultRootObject to index.html.",
    path: "defaultRootObject",
    accepts: isSet,
    good: "index.html",
    bad: void 0
  }),
  customRule({
    id: "edge-failover",
    answers: "CKV_AWS_310 CloudFront.4",
    severity: "low",
    title: "A failing origin is asked twice",
    fix: "Add an origin group with two members.",
    types: [T.distribution],
    check: ({ inputs }) => asList(inputs.originGroups).some(
      (group2) => asList(valueAt(group2, "members")).length === 2 && asList(valueAt(group2, "failoverCriteria.statusCodes")).length > 0
    ) ? [] : [{ message: "has no origin group" }],
    compliant: [
      {
        type: T.distribution,
        inputs: { originGroups: [{ members: [{}, {}], failoverCriteria: { statusCodes: [500] } }] }
      }
    ],
    breaks: [
      { type: T.distribution, path: "originGroups.*.members", to: [{}] },
      { type: T.distribution, path: "originGroups.*.failoverCriteria.statusCodes", to: [] }
    ]
  }),
  inputRule({
    ...DISTRIBUTION2,
    id: "edge-classic-logs",
    answers: "CKV_AWS_86 CloudFront.5 CIS-4.10 nag:CFR3",
    title: "Requests are logged the classic way, which these suites read",
    fix: "None: classic logging needs ACLs; edge-logs is the rule that counts.",
    path: "loggingConfig.bucket",
    accepts: isSet,
    good: "logs.s3.amazonaws.com",
    bad: void 0
  }),
  companionRule({
    ...DISTRIBUTION2,
    id: "edge-logs",
    title: "Requests are logged",
    fix: "Set logs.accessLogs to true.",
    companion: T.logDeliverySource,
    link: "resourceArn",
    expects: [{ path: "logType", accepts: oneOf("ACCESS_LOGS"), good: "ACCESS_LOGS", bad: "CONNECTION_LOGS" }]
  }),
  inputRule({
    ...DISTRIBUTION2,
    id: "edge-waf",
    answers: "CKV_AWS_68 CloudFront.6 nag:CFR2",
    title: "WAF looks at every request",
    fix: "Set protection.waf to true.",
    path: "webAclId",
    accepts: isSet,
    good: "arn:aws:wafv2:us-east-1:123456789012:global/webacl/x/1",
    bad: void 0
  }),
  inputRule({
    ...DISTRIBUTION2,
    id: "edge-geography",
    answers: "CKV_AWS_374 nag:CFR1",
    severity: "low",
    title: "Only some countries may use the site",
    fix: "Set edge.allowCountries.",
    path: "restrictions.geoRestriction.restrictionType",
    accepts: noneOf("none", void 0),
    good: "whitelist",
    bad: "none"
  }),
  inputRule({
    ...DISTRIBUTION2,
    id: "edge-signed-urls",
    answers: "CloudFront.17",
    title: "Viewers need signed URLs",
    fix: "None: the site is public.",
    path: "defaultCacheBehavior.trustedKeyGroups",
    accepts: isSet,
    good: ["group"],
    bad: []
  }),
  inputRule({
    ...DISTRIBUTION2,
    id: "edge-enabled",
    answers: "CKV_AWS_216",
    severity: "low",
    title: "The distribution is on",
    fix: "Set enabled to true.",
    path: "enabled",
    accepts: isTrue,
    good: true,
    bad: false
  }),
  customRule({
    id: "edge-response-headers",
    answers: "CKV2_AWS_32",
    severity: "medium",
    title: "Every answer carries security headers",
    fix: "Set responseHeadersPolicyId in every behaviour.",
    types: [T.distribution],
    check: (distribution) => behavioursOf(distribution).filter((behaviour) => !isSet(valueAt(behaviour, "responseHeadersPolicyId"))).map((behaviour) => ({
      message: `${asTexts(valueAt(behaviour, "pathPattern"))[0] ?? "the default behaviour"} has none`
    })),
    compliant: [
      {
        type: T.distribution,
        inputs: {
          defaultCacheBehavior: { responseHeadersPolicyId: "1" },
          orderedCacheBehaviors: [{ responseHeadersPolicyId: "1" }]
        }
      }
    ],
    breaks: [
      { type: T.distribution, path: "defaultCacheBehavior.responseHeadersPolicyId", to: void 0 },
      { type: T.distribution, path: "orderedCacheBehaviors.*.responseHeadersPolicyId", to: void 0 }
    ]
  })
];

// policies/rules/cloudfront-origins.ts
var HTTPS_ORIGIN = {
  domainName: "lb.example.com",
  customOriginConfig: { originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1.2"] }
};
var S3_ORIGIN = { domainName: "site.s3.eu-west-1.amazonaws.com", originAccessControlId: "E1" };
var isBucketOrigin = (origin) => /\.s3[.-]/.test(String(valueAt(origin, "domainName")));
function originRule(head, judge2) {
  return customRule({
    ...head,
    types: [T.distribution],
    check: ({ inputs }) => asList(inputs.origins).filter((origin) => judge2.applies(origin) && !judge2.isGood(origin)).map((origin) => ({
      message: `origin ${String(valueAt(origin, "originId"))} does not`,
      about: String(valueAt(origin, "originId"))
    })),
    compliant: [{ type: T.distribution, inputs: { origins: [judge2.good] } }],
    breaks: [{ type: T.distribution, path: `origins.+`, to: { ...judge2.good, ...judge2.bad } }]
  });
}
var originRules = [
  originRule(
    {
      id: "edge-origin-https",
      answers: "CKV2_AWS_72 CloudFront.9",
      severity: "medium",
      title: "CloudFront speaks HTTPS with origins",
      fix: "Set webapp:domain, which brings the load balancer's certificate."
    },
    {
      applies: (origin) => valueAt(origin, "customOriginConfig") !== void 0,
      isGood: (origin) => valueAt(origin, "customOriginConfig.originProtocolPolicy") === "https-only",
      good: HTTPS_ORIGIN,
      bad: { customOriginConfig: { originProtocolPolicy: "http-only", originSslProtocols: ["TLSv1.2"] } }
    }
  ),
  originRule(
    {
      id: "edge-origin-tls-version",
      answers: "CKV2_AWS_54 CloudFront.10 nag:CFR5",
      severity: "medium",
      title: "CloudFront speaks TLS 1.2 with origins",
      fix: "Set originSslProtocols to TLSv1.2."
    },
    {
      applies: (origin) => valueAt(origin, "customOriginConfig") !== void 0,
      isGood: (origin) => asTexts(valueAt(origin, "customOriginConfig.originSslProtocols")).every((protocol) => protocol === "TLSv1.2"),
      good: HTTPS_ORIGIN,
      bad: { customOriginConfig: { originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1", "TLSv1.2"] } }
    }
  ),
  originRule(
    {
      id: "edge-origin-access-control",
      answers: "CKV2_AWS_46 CloudFront.13 nag:CFR7 nag:S5",
      severity: "medium",
      title: "Buckets are read through an origin access control",
      fix: "Set originAccessControlId."
    },
    {
      applies: isBucketOrigin,
      isGood: (origin) => isSet(valueAt(origin, "originAccessControlId")),
      good: S3_ORIGIN,
      bad: { originAccessControlId: void 0 }
    }
  ),
  inputRule({
    id: "edge-origin-access-signed",
    severity: "high",
    title: "Every request to a bucket is signed",
    fix: "Set signingBehavior to always.",
    type: T.originAccess,
    path: "signingBehavior",
    accepts: oneOf("always"),
    good: "always",
    bad: "never"
  }),
  customRule({
    id: "edge-origin-bucket-exists",
    answers: "CloudFront.12",
    severity: "high",
    title: "Bucket origins are buckets of this stack, so that nobody else can take the name",
    fix: "Take the domain name from the bucket resource.",
    types: [T.distribution],
    needsGraph: true,
    check: (distribution, graph) => {
      const hasBucketOrigin = asList(distribution.inputs.origins).some(isBucketOrigin);
      const isOurs = graph.linked(distribution, "origins", T.bucket).length > 0;
      return hasBucketOrigin && !isOurs ? [{ message: "its bucket is not of this stack" }] : [];
    },
    compliant: [
      { type: T.bucket, name: "bucket" },
      { type: T.distribution, inputs: { origins: [S3_ORIGIN] }, links: { origins: ["bucket"] } }
    ],
    breaks: [{ type: T.distribution, path: "origins", to: UNLINK }]
  }),
  inputRule({
    id: "edge-vpc-origin-https",
    answers: "CKV2_AWS_72 CloudFront.9",
    severity: "medium",
    title: "CloudFront speaks HTTPS with origins inside the VPC",
    fix: "Set webapp:domain, which brings the load balancer's certificate.",
    type: T.vpcOrigin,
    path: "vpcOriginEndpointConfig.originProtocolPolicy",
    accepts: oneOf("https-only"),
    good: "https-only",
    bad: "http-only"
  })
];

// policies/rules/cloudtrail.ts
var TRAIL = { type: T.trail, severity: "medium" };
var KEY = "arn:aws:kms:eu-west-1:123456789012:key/1";
var trailRules = [
  ...["isMultiRegionTrail", "includeGlobalServiceEvents"].map(
    (path) => inputRule({
      ...TRAIL,
      id: path === "isMultiRegionTrail" ? "trail-all-regions" : "trail-global-services",
      answers: "CKV_AWS_67 CloudTrail.1 CIS-4.1",
      severity: "high",
      title: "The trail hears of every region and of global services",
      fix: `Set ${path} to true.`,
      path,
      accepts: isTrue,
      good: true,
      bad: false
    })
  ),
  inputRule({
    ...TRAIL,
    id: "trail-records",
    answers: "CKV_AWS_251",
    severity: "high",
    title: "The trail records",
    fix: "Leave enableLogging out.",
    path: "enableLogging",
    accepts: (value) => value !== false,
    good: true,
    bad: false
  }),
  inputRule({
    ...TRAIL,
    id: "trail-encrypted",
    answers: "CKV_AWS_35 CloudTrail.2 CIS-4.5",
    title: "Trail files are encrypted with a key of ours",
    fix: "Set kmsKeyId.",
    path: "kmsKeyId",
    accepts: isSet,
    good: KEY,
    bad: void 0
  }),
  inputRule({
    ...TRAIL,
    id: "trail-validated",
    answers: "CKV_AWS_36 CloudTrail.4 CIS-4.2",
    severity: "low",
    title: "A changed trail file can be told",
    fix: "Set enableLogFileValidation to true.",
    path: "enableLogFileValidation",
    accepts: isTrue,
    good: true,
    bad: false
  }),
  inputRule({
    ...TRAIL,
    id: "trail-to-cloudwatch",
    answers: "CKV2_AWS_10 CloudTrail.5",
    title: "Trail events reach CloudWatch Logs, where alarms can be set",
    fix: "Set cloudWatchLogsGroupArn and cloudWatchLogsRoleArn.",
    path: "cloudWatchLogsGroupArn",
    accepts: isSet,
    good: "arn:aws:logs:eu-west-1:123456789012:log-group:/trail:*",
    bad: void 0
  }),
  inputRule({
    ...TRAIL,
    id: "trail-topic",
    answers: "CKV_AWS_252",
    severity: "low",
    title: "New trail files are announced",
    fix: "Set snsTopicName.",
    path: "snsTopicName",
    accepts: isSet,
    good: "trail",
    bad: void 0
  })
];

// policies/rules/cloudwatch.ts
var LOG_GROUP = { type: T.logGroup, severity: "medium" };
var KEY2 = "arn:aws:kms:eu-west-1:123456789012:key/1";
var watchRules = [
  inputRule({
    ...LOG_GROUP,
    id: "logs-expire",
    answers: "CKV_AWS_66",
    title: "Logs are kept for a known time",
    fix: "Set logs.retentionDays.",
    path: "retentionInDays",
    accepts: atLeast(1),
    good: 14,
    bad: void 0,
    also: ["logs-kept-a-year"]
  }),
  inputRule({
    ...LOG_GROUP,
    id: "logs-kept-a-year",
    answers: "CKV_AWS_338",
    title: "Logs are kept for a year",
    fix: "Set logs.retentionDays to 365 or more.",
    path: "retentionInDays",
    accepts: atLeast(365),
    good: 365,
    bad: 30
  }),
  inputRule({
    ...LOG_GROUP,
    id: "logs-customer-key",
    answers: "CKV_AWS_158",
    title: "Logs are encrypted with a key of ours",
    fix: "Set protection.customerManagedKeys to true.",
    path: "kmsKeyId",
    accepts: isSet,
    good: KEY2,
    bad: void 0
  }),
  inputRule({
    id: "alarm-acts",
    answers: "CKV_AWS_319",
    severity: "high",
    title: "Every alarm tells someone",
    fix: "Set alarmActions.",
    type: T.metricAlarm,
    path: "alarmActions",
    accepts: isSet,
    good: ["arn:aws:sns:eu-west-1:123456789012:alarms"],
    bad: []
  }),
  inputRule({
    id: "alarm-actions-enabled",
    answers: "CKV_AWS_319",
    severity: "high",
    title: "No alarm is muted",
    fix: "Leave actionsEnabled out.",
    type: T.metricAlarm,
    path: "actionsEnabled",
    accepts: (value) => value !== false,
    good: true,
    bad: false
  })
];

// policies/rules/containers.ts
var CONTAINERS = "containerDefinitions";
var SECRET_NAME = /^(AWS_ACCESS_KEY_ID|AWS_SECRET_ACCESS_KEY|ECS_ENGINE_AUTH_DATA)$|PASSWORD$|TOKEN$|SECRET$|API_?KEY$|PRIVATE_?KEY$/i;
var SECRET_VALUE = /\b(AKIA|ASIA)[A-Z0-9]{16}\b|\bgh[pousr]_\w{36}|-----BEGIN [A-Z ]*PRIVATE KEY/;
var containersOf = ({ inputs }) => asList(inputs[CONTAINERS]).filter(isRecord);
var COMPLIANT = {
  name: "app",
  user: "1000:1000",
  privileged: false,
  readonlyRootFilesystem: true,
  environment: [],
  linuxParameters: { capabilities: { drop: ["ALL"] } },
  logConfiguration: { logDriver: "awslogs", options: { mode: "non-blocking" } }
};
function containerRule(rule) {
  return customRule({
    ...rule,
    types: [T.taskDefinition],
    check: (task) => containersOf(task).flatMap((container) => {
      const message = rule.problem(container);
      return message === void 0 ? [] : [{ message, about: String(container.name) }];
    }),
    compliant: [{ type: T.taskDefinition, inputs: { [CONTAINERS]: [COMPLIANT] } }],
    breaks: rule.breaks.map((one) => ({ ...one, type: T.taskDefinition, path: `${CONTAINERS}.*.${one.path}` }))
  });
}
var containerRules = [
  containerRule({
    id: "container-not-privileged",
    answers: "CKV_AWS_334 ECS.4",
    severity: "high",
    title: "Containers are not privileged",
    fix: "Leave privileged out.",
    problem: ({ privileged }) => privileged === true ? "is privileged" : void 0,
    breaks: [{ path: "privileged", to: true }]
  }),
  containerRule({
    id: "container-read-only-root",
    answers: "CKV_AWS_336 ECS.5",
    severity: "high",
    title: "The root file system of containers is read-only",
    fix: "Set access.exec to false.",
    problem: ({ readonlyRootFilesystem }) => readonlyRootFilesystem === true ? void 0 : "has a writable root",
    breaks: [{ path: "readonlyRootFilesystem", to: false }]
  }),
  containerRule({
    id: "container-not-root",
    answers: "ECS.20",
    severity: "medium",
    title: "Containers do not run as root",
    fix: "Set user to 1000:1000.",
    problem: ({ user }) => isSet(user) && !/^(root|0)(:|$)/.test(String(user)) ? void 0 : `runs as ${asTexts(user)[0] ?? "the image's user"}`,
    breaks: [
      { path: "user", to: "0:0" },
      { path: "user", to: void 0 }
    ]
  }),
  containerRule({
    id: "container-drops-capabilities",
    severity: "low",
    title: "Containers give up every Linux capability",
    fix: "Set linuxParameters.capabilities.drop to ALL.",
    problem: (container) => asTexts(valueAt(container, "linuxParameters.capabilities.drop")).includes("ALL") ? void 0 : "keeps capabilities",
    breaks: [{ path: "linuxParameters.capabilities.drop", to: [] }]
  }),
  containerRule({
    id: "container-logs",
    answers: "ECS.9 nag:ECS7",
    severity: "high",
    title: "Containers log, and never wait for the log",
    fix: "Use the awslogs driver in mode non-blocking.",
    problem: (container) => isSet(valueAt(container, "logConfiguration.logDriver")) && valueAt(container, "logConfiguration.options.mode") === "non-blocking" ? void 0 : "has no log, or one that can stop it",
    breaks: [
      { path: "logConfiguration.logDriver", to: void 0 },
      { path: "logConfiguration.options.mode", to: "blocking" }
    ]
  }),
  containerRule({
    id: "container-no-plain-secrets",
    answers: "ECS.8",
    severity: "high",
    title: "No environment variable carries a secret",
    fix: "Move it to the secrets of the service.",
    problem: ({ environment }) => {
      const names = asList(environment).filter(isRecord).filter(({ name, value }) => SECRET_NAME.test(String(name)) || SECRET_VALUE.test(String(value))).map(({ name }) => String(name));
      return names.length === 0 ? void 0 : `looks secret: ${names.join(", ")}`;
    },
    breaks: [
      { path: "environment.+", to: { name: "DATABASE_PASSWORD", value: "x" } },
      { path: "environment.+", to: { name: "KEY", value: "AKIAIOSFODNN7EXAMPLE" } }
    ]
  }),
  containerRule({
    id: "container-no-environment",
    answers: "nag:ECS2",
    severity: "low",
    title: "Containers have no plain environment",
    fix: "None: configuration that is no secret belongs there.",
    problem: ({ environment }) => asList(environment).length > 0 ? "has an environment" : void 0,
    breaks: [{ path: "environment.+", to: { name: "PORT", value: "8080" } }]
  })
];

// policies/rules/ec2.ts
var instanceRules = [
  inputRule({
    id: "instance-metadata-v2",
    severity: "high",
    title: "Instances give their credentials only to those who ask twice",
    fix: "Set httpTokens to required.",
    type: T.instance,
    path: "metadataOptions.httpTokens",
    accepts: oneOf("required"),
    good: "required",
    bad: "optional"
  }),
  inputRule({
    id: "instance-disk-encrypted",
    severity: "medium",
    title: "Disks of instances are encrypted",
    fix: "Set rootBlockDevice.encrypted.",
    type: T.instance,
    path: "rootBlockDevice.encrypted",
    accepts: isTrue,
    good: true,
    bad: false
  }),
  inputRule({
    id: "template-metadata-v2",
    severity: "high",
    title: "Instances give their credentials only to those who ask twice",
    fix: "Set httpTokens to required.",
    type: T.launchTemplate,
    path: "metadataOptions.httpTokens",
    accepts: oneOf("required"),
    good: "required",
    bad: "optional"
  })
];

// policies/rules/ecr.ts
var REPOSITORY = { type: T.repository, severity: "medium" };
var repositoryRules = [
  inputRule({
    ...REPOSITORY,
    id: "repository-scans",
    answers: "CKV_AWS_163 ECR.1",
    severity: "high",
    title: "Images are scanned when they arrive",
    fix: "Set scanOnPush to true.",
    path: "imageScanningConfiguration.scanOnPush",
    accepts: isTrue,
    good: true,
    bad: false
  }),
  inputRule({
    ...REPOSITORY,
    id: "repository-immutable-tags",
    answers: "CKV_AWS_51 ECR.2",
    title: "A tag never moves to another image",
    fix: "Set imageTagMutability to IMMUTABLE.",
    path: "imageTagMutability",
    accepts: oneOf("IMMUTABLE"),
    good: "IMMUTABLE",
    bad: "MUTABLE"
  }),
  inputRule({
    ...REPOSITORY,
    id: "repository-kms",
    answers: "CKV_AWS_136",
    title: "Images are encrypted with KMS",
    fix: "Set protection.customerManagedKeys before the first deployment.",
    path: "encryptionConfigurations.0.encryptionType",
    accepts: oneOf("KMS", "KMS_DSSE"),
    good: "KMS",
    bad: "AES256"
  }),
  inputRule({
    ...REPOSITORY,
    id: "repository-customer-key",
    title: "Images are encrypted with a key of ours",
    fix: "Set protection.customerManagedKeys before the first deployment.",
    path: "encryptionConfigurations.0.kmsKey",
    accepts: isSet,
    good: "arn:aws:kms:eu-west-1:123456789012:key/1",
    bad: void 0
  }),
  inputRule({
    ...REPOSITORY,
    id: "repository-keeps-images",
    title: "A repository with images is not deleted",
    fix: "Set forceDelete to false.",
    path: "forceDelete",
    accepts: isNotTrue,
    good: false,
    bad: true
  }),
  companionRule({
    ...REPOSITORY,
    id: "repository-lifecycle",
    answers: "ECR.3",
    title: "Old images are removed",
    fix: "Add a LifecyclePolicy.",
    companion: T.repositoryLifecycle,
    link: "repository"
  }),
  statementRule({
    id: "repository-policy-not-public",
    answers: "CKV_AWS_32 nag:ECR1",
    severity: "high",
    title: "No repository is open to everybody",
    fix: "Name the roles that may pull.",
    types: [T.repositoryPolicy],
    problem: (statement) => allows(statement) && principalsOf(statement, "AWS").includes("*") ? "allows everybody" : void 0,
    bad: [{ statement: { Effect: "Allow", Principal: "*", Action: "ecr:BatchGetImage" } }]
  })
];

// policies/rules/ecs.ts
var SERVICE = { type: T.service, severity: "high" };
var ecsRules = [
  inputRule({
    ...SERVICE,
    id: "service-no-public-address",
    answers: "CKV_AWS_333 ECS.2",
    title: "Tasks have no public address",
    fix: "Set assignPublicIp to false.",
    path: "networkConfiguration.assignPublicIp",
    accepts: isNotTrue,
    good: false,
    bad: true
  }),
  inputRule({
    ...SERVICE,
    id: "service-latest-platform",
    answers: "CKV_AWS_332 ECS.10",
    severity: "medium",
    title: "Fargate services run on the latest platform version",
    fix: "Set platformVersion to LATEST or leave it out.",
    path: "platformVersion",
    accepts: oneOf("LATEST", void 0),
    good: "LATEST",
    bad: "1.3.0"
  }),
  inputRule({
    ...SERVICE,
    id: "service-no-exec",
    severity: "medium",
    title: "Nobody opens a shell in a running container",
    fix: "Set access.exec to false.",
    path: "enableExecuteCommand",
    accepts: isNotTrue,
    good: false,
    bad: true
  }),
  inputRule({
    ...SERVICE,
    id: "service-rolls-back",
    severity: "medium",
    title: "A deployment that does not come up is rolled back",
    fix: "Set deploymentCircuitBreaker to enable and rollback.",
    path: "deploymentCircuitBreaker.rollback",
    accepts: isTrue,
    good: true,
    bad: false
  }),
  inputRule({
    id: "task-own-process-namespace",
    answers: "CKV_AWS_335 ECS.3",
    severity: "high",
    title: "Tasks do not share the host's process namespace",
    fix: "Leave pidMode out.",
    type: T.taskDefinition,
    path: "pidMode",
    accepts: noneOf("host"),
    good: void 0,
    bad: "host"
  }),
  inputRule({
    id: "task-own-network",
    severity: "medium",
    title: "Tasks have a network interface of their own",
    fix: "Set networkMode to awsvpc.",
    type: T.taskDefinition,
    path: "networkMode",
    accepts: oneOf("awsvpc"),
    good: "awsvpc",
    bad: "host"
  }),
  customRule({
    id: "task-roles-differ",
    answers: "CKV_AWS_249",
    severity: "medium",
    title: "The role that starts a task is not the role of its application",
    fix: "Give each its own role.",
    types: [T.taskDefinition],
    check: ({ inputs }) => {
      const { executionRoleArn, taskRoleArn, executionRoleArn: isPresent } = inputs;
      if (!isSet(isPresent) || !isSet(taskRoleArn)) return [{ message: "a role is missing" }];
      const isSame = executionRoleArn === taskRoleArn && executionRoleArn !== "[unknown]";
      return isSame ? [{ message: "both roles are the same" }] : [];
    },
    compliant: [{ type: T.taskDefinition, inputs: { executionRoleArn: "arn:a", taskRoleArn: "arn:b" } }],
    breaks: [
      { type: T.taskDefinition, path: "taskRoleArn", to: void 0 },
      { type: T.taskDefinition, path: "executionRoleArn", to: void 0 }
    ]
  }),
  inputRule({
    id: "task-volumes-encrypted",
    answers: "CKV_AWS_97",
    severity: "medium",
    title: "EFS volumes are encrypted in transit",
    fix: "Set transitEncryption to ENABLED.",
    type: T.taskDefinition,
    path: "volumes.*",
    accepts: (volume) => valueAt(volume, "efsVolumeConfiguration") === void 0 || valueAt(volume, "efsVolumeConfiguration.transitEncryption") === "ENABLED",
    good: { name: "data", efsVolumeConfiguration: { transitEncryption: "ENABLED" } },
    bad: { name: "data", efsVolumeConfiguration: { transitEncryption: "DISABLED" } }
  }),
  customRule({
    id: "cluster-insights",
    answers: "CKV_AWS_65 ECS.12 nag:ECS4",
    severity: "medium",
    title: "Clusters have Container Insights",
    fix: "Set alerts.containerInsights to true.",
    types: [T.cluster],
    check: ({ inputs }) => asList(inputs.settings).some(
      (setting) => valueAt(setting, "name") === "containerInsights" && oneOf("enabled", "enhanced")(valueAt(setting, "value"))
    ) ? [] : [{ message: "Container Insights are off" }],
    compliant: [{ type: T.cluster, inputs: { settings: [{ name: "containerInsights", value: "enabled" }] } }],
    breaks: [
      { type: T.cluster, path: "settings.*.value", to: "disabled" },
      { type: T.cluster, path: "settings.*.name", to: void 0 }
    ]
  }),
  inputRule({
    id: "cluster-exec-logged",
    answers: "CKV_AWS_223",
    severity: "medium",
    title: "What is typed in a container is logged",
    fix: "Set executeCommandConfiguration.logging to OVERRIDE.",
    type: T.cluster,
    path: "configuration.executeCommandConfiguration.logging",
    accepts: noneOf("NONE"),
    good: "OVERRIDE",
    bad: "NONE"
  }),
  inputRule({
    id: "cluster-exec-encrypted",
    answers: "CKV_AWS_224",
    severity: "medium",
    title: "Sessions in containers and their logs use a key of ours",
    fix: "Set protection.customerManagedKeys to true.",
    type: T.cluster,
    path: "configuration.executeCommandConfiguration.kmsKeyId",
    accepts: isSet,
    good: "arn:aws:kms:eu-west-1:123456789012:key/1",
    bad: void 0,
    when: ({ configuration }) => valueAt(configuration, "executeCommandConfiguration.logging") !== void 0,
    with: { configuration: { executeCommandConfiguration: { logging: "OVERRIDE" } } }
  })
];

// policies/rules/endpoints.ts
function endpointRule(head, service, type) {
  return customRule({
    ...head,
    severity: "medium",
    types: [T.vpc],
    needsGraph: true,
    check: (vpc, graph) => graph.referrers(vpc, T.endpoint, "vpcId").some(({ inputs }) => String(inputs.serviceName).endsWith(`.${service}`) && inputs.vpcEndpointType === type) ? [] : [{ message: `no ${type.toLowerCase()} endpoint for ${service}` }],
    compliant: [
      { type: T.vpc, name: "vpc" },
      {
        type: T.endpoint,
        inputs: { serviceName: `com.amazonaws.eu-west-1.${service}`, vpcEndpointType: type },
        links: { vpcId: ["vpc"] }
      }
    ],
    breaks: [
      { type: T.endpoint, path: "vpcId", to: UNLINK },
      { type: T.endpoint, path: "serviceName", to: "com.amazonaws.eu-west-1.dynamodb" },
      { type: T.endpoint, path: "vpcEndpointType", to: type === "Gateway" ? "Interface" : "Gateway" }
    ]
  });
}
var endpointRules = [
  endpointRule(
    {
      id: "vpc-s3-endpoint",
      answers: "CIS-6.8",
      title: "S3 is reached without leaving AWS's network",
      fix: "Keep the gateway endpoint of Network; it is free."
    },
    "s3",
    "Gateway"
  ),
  endpointRule(
    {
      id: "vpc-ecr-api-endpoint",
      answers: "EC2.55",
      title: "The ECR API has an interface endpoint",
      fix: "Add ecr.api to network.endpoints."
    },
    "ecr.api",
    "Interface"
  ),
  endpointRule(
    {
      id: "vpc-ecr-registry-endpoint",
      answers: "EC2.56",
      title: "The Docker registry has an interface endpoint",
      fix: "Add ecr.dkr to network.endpoints."
    },
    "ecr.dkr",
    "Interface"
  ),
  customRule({
    id: "endpoint-bounded",
    severity: "high",
    title: "Endpoint policies let only this account through",
    fix: "Add a condition on aws:PrincipalAccount to each statement.",
    types: [T.endpointPolicy, T.endpoint],
    check: ({ inputs }) => {
      const statements = inputs.policy?.Statement ?? [];
      return statements.filter(
        ({ Effect, Condition }) => Effect === "Allow" && !JSON.stringify(Condition ?? {}).includes("aws:PrincipalAccount")
      ).map(({ Sid }) => ({
        message: `statement ${String(Sid)} has no aws:PrincipalAccount`,
        about: asTexts(Sid)[0] ?? ""
      }));
    },
    compliant: [
      { type: T.endpoint },
      {
        type: T.endpointPolicy,
        inputs: {
          policy: {
            Statement: [
              {
                Sid: "OwnBuckets",
                Effect: "Allow",
                Principal: "*",
                Action: "s3:*",
                Resource: "*",
                Condition: { StringEquals: { "aws:PrincipalAccount": "123456789012" } }
              }
            ]
          }
        }
      }
    ],
    breaks: [
      { type: T.endpointPolicy, path: "policy.Statement.0.Condition", to: void 0 },
      {
        type: T.endpoint,
        path: "policy",
        to: { Statement: [{ Sid: "Bad", Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }] }
      }
    ]
  })
];

// policies/rules/iam-actions.ts
var ESCALATION_ACTIONS = [
  "iam:AddUserToGroup",
  "iam:AttachGroupPolicy",
  "iam:AttachRolePolicy",
  "iam:AttachUserPolicy",
  "iam:CreateAccessKey",
  "iam:CreateLoginProfile",
  "iam:CreatePolicyVersion",
  "iam:PassRole",
  "iam:PutGroupPolicy",
  "iam:PutRolePolicy",
  "iam:PutUserPolicy",
  "iam:SetDefaultPolicyVersion",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateLoginProfile"
];
var CREDENTIAL_ACTIONS = [
  "iam:CreateAccessKey",
  "iam:CreateServiceSpecificCredential",
  "rds-db:connect",
  "redshift:GetClusterCredentials",
  "sso:GetRoleCredentials",
  "sts:AssumeRole",
  "sts:GetFederationToken"
];
var EXFILTRATION_ACTIONS = [
  "rds:CopyDBSnapshot",
  "s3:GetObject",
  "s3:GetObjectVersion",
  "secretsmanager:GetSecretValue",
  "ssm:GetParameter",
  "ssm:GetParameters",
  "ssm:GetParametersByPath"
];
var PERMISSION_ACTIONS = [
  "ecr:SetRepositoryPolicy",
  "iam:AttachRolePolicy",
  "iam:CreatePolicy",
  "iam:CreateRole",
  "iam:PassRole",
  "iam:PutRolePolicy",
  "kms:CreateGrant",
  "kms:PutKeyPolicy",
  "lambda:AddPermission",
  "s3:PutBucketAcl",
  "s3:PutBucketPolicy",
  "secretsmanager:PutResourcePolicy",
  "sns:AddPermission",
  "sqs:AddPermission"
];
var WITHOUT_RESOURCES = /^(ecr:GetAuthorizationToken|ssmmessages:.*|ecs:(DiscoverPollEndpoint|CreateCluster|RegisterTaskDefinition|DeregisterTaskDefinition|ListClusters)|cloudwatch:PutMetricData|xray:Put(TraceSegments|TelemetryRecords)|logs:DescribeLogGroups|ec2:Describe.*|elasticloadbalancing:Describe.*|autoscaling:Describe.*|rds:DescribeEvents|sts:GetCallerIdentity|logs:(Create|Delete|Get|List|Update)LogDelivery|logs:ListLogDeliveries|logs:(Put|Describe)ResourcePolic(y|ies))$/i;
var isRestrictable = (action) => !WITHOUT_RESOURCES.test(action);
var isWrite = (action) => !/^[\w-]+:(Batch)?(Get|List|Describe|Check|Head|View|Lookup|Search)/i.test(action);

// policies/rules/iam.ts
var ANY = "*";
var isUnbounded = (statement) => allows(statement) && resourcesOf(statement).includes(ANY) && conditionKeysOf(statement).length === 0;
function unboundedRule(head, actions, bad, also = []) {
  return statementRule({
    ...head,
    severity: "high",
    fix: "Name the resources, or add a condition.",
    types: IDENTITY_POLICIES,
    problem: (statement) => {
      const found = isUnbounded(statement) ? actions.filter((action) => coversAction(statement, action)) : [];
      return found.length === 0 ? void 0 : `${found.slice(0, 3).join(", ")} on every resource`;
    },
    bad: [
      {
        statement: { Sid: "Bad", Effect: "Allow", Action: bad, Resource: ANY },
        also: ["iam-no-unbounded-resource", "iam-no-wildcards", ...also]
      }
    ]
  });
}
var iamRules = [
  statementRule({
    id: "iam-no-full-access",
    answers: "CKV_AWS_62 CKV_AWS_63 CKV2_AWS_40 IAM.1 CIS-2.14",
    severity: "critical",
    title: "No policy allows every action, or all of IAM",
    fix: "Name the actions.",
    types: IDENTITY_POLICIES,
    problem: (statement) => allows(statement) && actionsOf(statement).some((action) => action === ANY || action.toLowerCase() === "iam:*") ? `allows ${actionsOf(statement).join(", ")}` : void 0,
    bad: [
      {
        statement: { Sid: "Bad", Effect: "Allow", Action: "iam:*", Resource: "arn:aws:iam::123456789012:role/x" },
        also: ["iam-no-service-wildcard", "iam-no-wildcards", "iam-pass-role-bounded"]
      }
    ]
  }),
  statementRule({
    id: "iam-no-service-wildcard",
    answers: "IAM.21",
    severity: "low",
    title: "No policy allows every action of a service",
    fix: "Name the actions.",
    types: IDENTITY_POLICIES,
    problem: (statement) => {
      const whole = actionsOf(statement).filter((action) => action === ANY || action.endsWith(":*"));
      return allows(statement) && whole.length > 0 ? `allows ${whole.join(", ")}` : void 0;
    },
    bad: [
      {
        statement: { Sid: "Bad", Effect: "Allow", Action: "s3:*", Resource: "arn:aws:s3:::bucket" },
        also: ["iam-no-wildcards"]
      }
    ]
  }),
  unboundedRule(
    { id: "iam-no-escalation", answers: "CKV_AWS_286", title: "No role can give itself more rights" },
    ESCALATION_ACTIONS,
    "iam:PassRole",
    ["iam-no-permission-management", "iam-no-unbounded-write", "iam-pass-role-bounded"]
  ),
  unboundedRule(
    { id: "iam-no-credential-exposure", answers: "CKV_AWS_287", title: "No role can fetch credentials of others" },
    CREDENTIAL_ACTIONS,
    "sts:AssumeRole",
    ["iam-no-unbounded-write"]
  ),
  unboundedRule(
    { id: "iam-no-exfiltration", answers: "CKV_AWS_288", title: "No role can read every bucket, secret or parameter" },
    EXFILTRATION_ACTIONS,
    "s3:GetObject"
  ),
  unboundedRule(
    { id: "iam-no-permission-management", answers: "CKV_AWS_289", title: "No role can rule over rights everywhere" },
    PERMISSION_ACTIONS,
    "s3:PutBucketPolicy",
    ["iam-no-unbounded-write"]
  ),
  statementRule({
    id: "iam-no-unbounded-write",
    answers: "CKV_AWS_290",
    severity: "high",
    title: "No role can write to every resource",
    fix: "Name the resources, or add a condition.",
    types: IDENTITY_POLICIES,
    problem: (statement) => {
      const writes = isUnbounded(statement) ? actionsOf(statement).filter((action) => isRestrictable(action) && isWrite(action)) : [];
      return writes.length === 0 ? void 0 : `${writes.join(", ")} on every resource`;
    },
    bad: [
      {
        statement: { Sid: "Bad", Effect: "Allow", Action: "sqs:SendMessage", Resource: ANY },
        also: ["iam-no-unbounded-resource", "iam-no-wildcards"]
      }
    ]
  }),
  statementRule({
    id: "iam-no-unbounded-resource",
    answers: "CKV_AWS_355",
    severity: "medium",
    title: "Actions that can be narrowed are",
    fix: "Name the resources.",
    types: IDENTITY_POLICIES,
    problem: (statement) => {
      const broad = isUnbounded(statement) ? actionsOf(statement).filter(isRestrictable) : [];
      return broad.length === 0 ? void 0 : `${broad.join(", ")} on every resource`;
    },
    bad: [
      {
        statement: { Sid: "Bad", Effect: "Allow", Action: "sqs:GetQueueAttributes", Resource: ANY },
        also: ["iam-no-wildcards"]
      }
    ]
  }),
  statementRule({
    id: "iam-no-decrypt-everywhere",
    answers: "KMS.1 KMS.2",
    severity: "medium",
    title: "No role can decrypt with every key",
    fix: "Name the key.",
    types: IDENTITY_POLICIES,
    problem: (statement) => {
      const isEvery = resourcesOf(statement).some((arn) => arn === ANY || arn.endsWith(":key/*"));
      const decrypts = ["kms:Decrypt", "kms:ReEncryptFrom"].some((action) => coversAction(statement, action));
      return allows(statement) && isEvery && decrypts ? "decrypts with every key" : void 0;
    },
    bad: [
      {
        statement: {
          Sid: "Bad",
          Effect: "Allow",
          Action: "kms:Decrypt",
          Resource: "arn:aws:kms:eu-west-1:123456789012:key/*"
        },
        also: ["iam-no-wildcards"]
      }
    ]
  }),
  statementRule({
    id: "iam-no-wildcards",
    answers: "nag:IAM5",
    severity: "low",
    title: "Every wildcard in a policy is accounted for",
    fix: "Name the action or resource, or record in the ledger why AWS offers no narrower one.",
    types: IDENTITY_POLICIES,
    problem: (statement) => {
      const found = [...actionsOf(statement), ...resourcesOf(statement)].filter((text2) => text2.includes(ANY));
      return allows(statement) && found.length > 0 ? found.join(", ") : void 0;
    },
    bad: [{ statement: { Sid: "Bad", Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::bucket/*" } }]
  }),
  statementRule({
    id: "iam-pass-role-bounded",
    severity: "high",
    title: "A role is passed to one named service only",
    fix: "Add a condition on iam:PassedToService.",
    types: IDENTITY_POLICIES,
    problem: (statement) => allows(statement) && coversAction(statement, "iam:PassRole") && !conditionKeysOf(statement).includes("iam:passedtoservice") ? "passes roles to any service" : void 0,
    bad: [
      {
        statement: {
          Sid: "Bad",
          Effect: "Allow",
          Action: "iam:PassRole",
          Resource: "arn:aws:iam::123456789012:role/x"
        }
      }
    ]
  }),
  customRule({
    id: "iam-no-administrators",
    answers: "CKV_AWS_274 CKV2_AWS_56",
    severity: "critical",
    title: "No role has AdministratorAccess or IAMFullAccess",
    fix: "Write the statements the role needs.",
    types: [T.rolePolicyAttachment],
    check: ({ inputs }) => /policy\/(AdministratorAccess|IAMFullAccess)$/.test(String(inputs.policyArn)) ? [{ message: `has ${String(inputs.policyArn)}` }] : [],
    compliant: [{ type: T.rolePolicyAttachment, inputs: { policyArn: "arn:aws:iam::123456789012:policy/own" } }],
    breaks: [
      {
        type: T.rolePolicyAttachment,
        path: "policyArn",
        to: "arn:aws:iam::aws:policy/AdministratorAccess",
        also: ["iam-no-managed-policies"]
      }
    ]
  }),
  customRule({
    id: "iam-no-managed-policies",
    answers: "nag:IAM4",
    severity: "low",
    title: "Roles have policies of our own, which do not change overnight",
    fix: "Write the statements the role needs.",
    types: [T.rolePolicyAttachment],
    check: ({ inputs }) => {
      const arn = String(inputs.policyArn);
      return /^arn:[\w-]+:iam::aws:policy\//.test(arn) ? [{ message: `has ${arn}`, about: arn.split("/").at(-1) ?? arn }] : [];
    },
    compliant: [{ type: T.rolePolicyAttachment, inputs: { policyArn: "arn:aws:iam::123456789012:policy/own" } }],
    breaks: [{ type: T.rolePolicyAttachment, path: "policyArn", to: "arn:aws:iam::aws:policy/ReadOnlyAccess" }]
  })
];

// policies/rules/kms.ts
var KEY3 = { type: T.key, severity: "medium" };
var keyRules = [
  inputRule({
    ...KEY3,
    id: "key-rotates",
    answers: "CKV_AWS_7 CIS-4.6 nag:KMS5",
    title: "Keys are rotated every year",
    fix: "Set enableKeyRotation to true.",
    path: "enableKeyRotation",
    accepts: isTrue,
    good: true,
    bad: false
  }),
  inputRule({
    ...KEY3,
    id: "key-enabled",
    answers: "CKV_AWS_227",
    title: "Keys are enabled",
    fix: "Leave isEnabled out.",
    path: "isEnabled",
    accepts: (value) => value !== false,
    good: true,
    bad: false
  }),
  inputRule({
    ...KEY3,
    id: "key-deletion-window",
    answers: "KMS.3",
    severity: "critical",
    title: "A key that is deleted by mistake can be had back for 30 days",
    fix: "Set deletionWindowInDays to 30.",
    path: "deletionWindowInDays",
    accepts: (value) => value === void 0 || atLeast(30)(value),
    good: 30,
    bad: 7
  }),
  inputRule({
    ...KEY3,
    id: "key-lockout-check",
    severity: "critical",
    title: "AWS checks that a key's policy leaves someone in charge",
    fix: "Leave bypassPolicyLockoutSafetyCheck out.",
    path: "bypassPolicyLockoutSafetyCheck",
    accepts: isNotTrue,
    good: false,
    bad: true
  }),
  customRule({
    id: "key-policy-set",
    answers: "CKV2_AWS_64",
    severity: "medium",
    title: "Every key has a policy of its own",
    fix: "Set policy.",
    types: [T.key],
    needsGraph: true,
    check: (key, graph) => key.inputs.policy !== void 0 || graph.referrers(key, T.keyPolicy, "keyId").length > 0 ? [] : [{ message: "has AWS's default policy" }],
    compliant: [{ type: T.key, inputs: { policy: { Statement: [] } } }],
    breaks: [{ type: T.key, path: "policy", to: void 0 }]
  }),
  statementRule({
    id: "key-policy-not-public",
    answers: "CKV_AWS_33 KMS.5",
    severity: "critical",
    title: "No key is open to everybody",
    fix: "Name the account or the service.",
    types: [T.key, T.keyPolicy],
    problem: (statement) => allows(statement) && principalsOf(statement, "AWS").includes("*") && conditionKeysOf(statement).length === 0 ? "allows everybody" : void 0,
    bad: [{ statement: { Effect: "Allow", Principal: "*", Action: "kms:Decrypt", Resource: "*" } }]
  })
];

// policies/rules/listeners.ts
var TLS_POLICIES = [
  "ELBSecurityPolicy-TLS13-1-3-2021-06",
  "ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04",
  "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
  "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04",
  "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09",
  "ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09",
  "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
  "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09"
];
var LISTENER = { type: T.listener, severity: "medium" };
var TARGET_GROUP = { type: T.targetGroup, severity: "medium" };
function redirectsToHttps(listener) {
  return asList(listener.inputs.defaultActions).some(
    (action) => valueAt(action, "type") === "redirect" && valueAt(action, "redirect.protocol") === "HTTPS"
  );
}
var listenerRules = [
  customRule({
    id: "listener-encrypted",
    answers: "CKV_AWS_2 ELB.18",
    severity: "high",
    title: "Listeners speak HTTPS",
    fix: "Set webapp:domain, which brings certificates.",
    types: [T.listener],
    check: (listener) => oneOf("HTTPS", "TLS")(listener.inputs.protocol) ? [] : [{ message: `speaks ${String(listener.inputs.protocol)}` }],
    compliant: [{ type: T.listener, inputs: { protocol: "HTTPS" } }],
    breaks: [{ type: T.listener, path: "protocol", to: "HTTP", also: ["listener-http-redirects"] }]
  }),
  customRule({
    id: "listener-http-redirects",
    answers: "CKV2_AWS_20 ELB.1",
    severity: "medium",
    title: "A listener that speaks HTTP only redirects to HTTPS",
    fix: "Set webapp:domain; CloudFront does the redirects.",
    types: [T.listener],
    check: (listener) => listener.inputs.protocol === "HTTP" && !redirectsToHttps(listener) ? [{ message: "forwards plain HTTP" }] : [],
    compliant: [
      {
        type: T.listener,
        inputs: { protocol: "HTTP", defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS" } }] }
      }
    ],
    breaks: [
      { type: T.listener, path: "defaultActions.*.redirect.protocol", to: "HTTP" },
      { type: T.listener, path: "defaultActions.*.type", to: "forward" }
    ]
  }),
  inputRule({
    ...LISTENER,
    id: "listener-tls-policy",
    answers: "CKV_AWS_103 CKV2_AWS_74 ELB.17",
    title: "Listeners use a recommended TLS policy",
    fix: "Set sslPolicy to ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09.",
    path: "sslPolicy",
    accepts: oneOf(...TLS_POLICIES),
    good: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    bad: "ELBSecurityPolicy-2016-08",
    when: ({ protocol }) => protocol === "HTTPS",
    with: { protocol: "HTTPS" }
  }),
  inputRule({
    ...LISTENER,
    id: "listener-hides-server",
    severity: "low",
    title: "Answers do not name the load balancer",
    fix: "Set routingHttpResponseServerEnabled to false.",
    path: "routingHttpResponseServerEnabled",
    accepts: (value) => value === false,
    good: false,
    bad: true
  }),
  inputRule({
    ...TARGET_GROUP,
    id: "target-group-encrypted",
    answers: "CKV_AWS_378 ELB.22",
    title: "Load balancers encrypt what they send to targets",
    fix: "Serve TLS in the container and set protocol to HTTPS.",
    path: "protocol",
    accepts: oneOf("HTTPS"),
    good: "HTTPS",
    bad: "HTTP"
  }),
  inputRule({
    ...TARGET_GROUP,
    id: "target-group-health-encrypted",
    answers: "ELB.21",
    title: "Health checks are encrypted",
    fix: "Serve TLS in the container and set healthCheck.protocol to HTTPS.",
    path: "healthCheck.protocol",
    accepts: oneOf("HTTPS"),
    good: "HTTPS",
    bad: "HTTP"
  }),
  inputRule({
    ...TARGET_GROUP,
    id: "target-group-health-path",
    answers: "CKV_AWS_261",
    title: "Health checks ask a path",
    fix: "Set healthCheckPath of the service.",
    path: "healthCheck.path",
    accepts: isSet,
    good: "/healthz",
    bad: void 0
  })
];

// policies/rules/load-balancing.ts
var LOAD_BALANCER = { type: T.loadBalancer, severity: "medium" };
var isPublic = ({ inputs }) => inputs.internal !== true;
var loadBalancingRules = [
  inputRule({
    ...LOAD_BALANCER,
    id: "lb-drops-invalid-headers",
    answers: "CKV_AWS_131 ELB.4",
    title: "Load balancers drop headers that are not valid",
    fix: "Set dropInvalidHeaderFields to true.",
    path: "dropInvalidHeaderFields",
    accepts: isTrue,
    good: true,
    bad: false
  }),
  inputRule({
    ...LOAD_BALANCER,
    id: "lb-desync-mitigation",
    answers: "CKV_AWS_328 ELB.12",
    title: "Load balancers refuse ambiguous requests",
    fix: "Set desyncMitigationMode to strictest or defensive.",
    path: "desyncMitigationMode",
    accepts: oneOf("strictest", "defensive", void 0),
    good: "strictest",
    bad: "monitor"
  }),
  inputRule({
    ...LOAD_BALANCER,
    id: "lb-access-logs",
    answers: "CKV_AWS_91 ELB.5 CIS-4.10 nag:ELB2",
    title: "Load balancers log requests",
    fix: "Set logs.accessLogs to true.",
    path: "accessLogs.enabled",
    accepts: isTrue,
    good: true,
    bad: false
  }),
  inputRule({
    ...LOAD_BALANCER,
    id: "lb-deletion-protection",
    answers: "CKV_AWS_150 ELB.6",
    title: "Load balancers refuse deletion",
    fix: "Set protection.loadBalancerDeletionProtection to true.",
    path: "enableDeletionProtection",
    accepts: isTrue,
    good: true,
    bad: false
  }),
  inputRule({
    ...LOAD_BALANCER,
    id: "lb-waf-fails-closed",
    severity: "low",
    title: "Requests are refused when WAF cannot be asked",
    fix: "Leave enableWafFailOpen off.",
    path: "enableWafFailOpen",
    accepts: isNotTrue,
    good: false,
    bad: true
  }),
  inputRule({
    ...LOAD_BALANCER,
    id: "lb-appends-forwarded-for",
    severity: "low",
    title: "The address of the client is appended to X-Forwarded-For, not taken from it",
    fix: "Set xffHeaderProcessingMode to append.",
    path: "xffHeaderProcessingMode",
    accepts: oneOf("append", void 0),
    good: "append",
    bad: "preserve"
  }),
  customRule({
    id: "lb-two-zones",
    answers: "ELB.13",
    severity: "medium",
    title: "Load balancers span two Availability Zones",
    fix: "Give it subnets of two zones.",
    types: [T.loadBalancer],
    needsGraph: true,
    check: (balancer, graph) => {
      const zones = new Set(graph.linked(balancer, "subnets", T.subnet).map(({ inputs }) => inputs.availabilityZone));
      return zones.size >= 2 ? [] : [{ message: `its subnets are in ${zones.size} zone` }];
    },
    compliant: [
      { type: T.subnet, name: "a", inputs: { availabilityZone: "eu-west-1a" } },
      { type: T.subnet, name: "b", inputs: { availabilityZone: "eu-west-1b" } },
      { type: T.loadBalancer, links: { subnets: ["a", "b"] } }
    ],
    breaks: [
      { type: T.loadBalancer, path: "subnets", to: UNLINK },
      { type: T.subnet, path: "availabilityZone", to: "eu-west-1b" }
    ]
  }),
  customRule({
    id: "lb-public-waf",
    answers: "CKV2_AWS_28",
    severity: "medium",
    title: "Public load balancers have a WAF of their own",
    fix: "Set protection.waf and protection.regionalWaf to true.",
    types: [T.loadBalancer],
    needsGraph: true,
    check: (balancer, graph) => isPublic(balancer) && graph.referrers(balancer, T.webAclAssociation, "resourceArn").length === 0 ? [{ message: "has no web ACL" }] : [],
    compliant: [
      { type: T.loadBalancer, name: "internal", inputs: { internal: true } },
      { type: T.loadBalancer, name: "public", inputs: { internal: false } },
      { type: T.webAclAssociation, links: { resourceArn: ["public"] } }
    ],
    breaks: [
      { type: T.loadBalancer, path: "internal", to: false },
      { type: T.webAclAssociation, path: "resourceArn", to: UNLINK }
    ]
  }),
  customRule({
    id: "lb-public-refuses-by-default",
    severity: "high",
    title: "Public listeners refuse what no rule admits",
    fix: "Make the default action a fixed 403 and forward only requests with the origin header.",
    types: [T.listener],
    needsGraph: true,
    check: (listener, graph) => {
      const balancers = graph.linked(listener, "loadBalancerArn", T.loadBalancer);
      if (!balancers.some(isPublic)) return [];
      const expected = { path: "defaultActions.*.fixedResponse.statusCode", accepts: oneOf("403", "404") };
      return unacceptable(listener.inputs, expected);
    },
    compliant: [
      { type: T.loadBalancer, name: "public", inputs: { internal: false } },
      {
        type: T.listener,
        inputs: { defaultActions: [{ type: "fixed-response", fixedResponse: { statusCode: "403" } }] },
        links: { loadBalancerArn: ["public"] }
      }
    ],
    breaks: [
      { type: T.listener, path: "defaultActions.*.fixedResponse.statusCode", to: "200" },
      { type: T.listener, path: "defaultActions.*.fixedResponse", to: void 0 }
    ]
  })
];

// policies/rules/network.ts
var ANYWHERE = ["0.0.0.0/0", "::/0"];
var goesAnywhere = (route) => ANYWHERE.includes(String(route.inputs.destinationCidrBlock ?? route.inputs.destinationIpv6CidrBlock));
var tablesOf = (subnet, graph) => graph.referrers(subnet, T.routeTableAssociation, "subnetId").flatMap((association) => graph.linked(association, "routeTableId", "aws:ec2/routeTable:RouteTable"));
var networkRules = [
  companionRule({
    id: "vpc-flow-logs",
    answers: "CKV2_AWS_11 EC2.6 CIS-4.7 nag:VPC7",
    severity: "medium",
    title: "Every VPC records its traffic, at least what is rejected",
    fix: "Set network.flowLogs to rejected or all.",
    type: T.vpc,
    companion: T.flowLog,
    link: "vpcId",
    expects: [{ path: "trafficType", accepts: oneOf("ALL", "REJECT"), good: "ALL", bad: "ACCEPT" }]
  }),
  companionRule({
    id: "vpc-default-group-closed",
    answers: "CKV2_AWS_12 EC2.2 CIS-6.5",
    severity: "high",
    title: "The default security group of every VPC is taken over and lets nothing through",
    fix: "Keep aws.ec2.DefaultSecurityGroup without ingress and egress.",
    type: T.vpc,
    companion: T.defaultGroup,
    link: "vpcId",
    expects: ["ingress", "egress"].map((path) => ({
      path,
      accepts: (rules2) => rules2 === void 0 || Array.isArray(rules2) && rules2.length === 0,
      good: [],
      bad: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }]
    }))
  }),
  customRule({
    id: "vpc-no-network-acls",
    answers: "EC2.16 EC2.21 nag:VPC3",
    severity: "medium",
    title: "Traffic is ruled by security groups alone: no network ACL of our own",
    fix: "Remove the network ACL and say the same in the table of traffic rules.",
    types: [T.networkAcl],
    check: (acl) => acl.inputs.vpcId === void 0 ? [] : [{ message: "is a network ACL of its own" }],
    compliant: [{ type: T.networkAcl, inputs: {} }],
    breaks: [{ type: T.networkAcl, path: "vpcId", to: "vpc-1" }]
  }),
  inputRule({
    id: "subnet-no-public-addresses",
    answers: "CKV_AWS_130 EC2.15",
    severity: "medium",
    title: "No subnet gives public addresses by itself",
    fix: "Set mapPublicIpOnLaunch to false.",
    type: T.subnet,
    path: "mapPublicIpOnLaunch",
    accepts: isNotTrue,
    good: false,
    bad: true
  }),
  customRule({
    id: "elastic-ip-attached",
    answers: "CKV2_AWS_19",
    severity: "low",
    title: "Every Elastic IP belongs to a NAT gateway or to the interface of a NAT instance",
    fix: "Attach or remove the address: an idle one is billed.",
    types: [T.elasticIp],
    needsGraph: true,
    check: (address, graph) => address.inputs.networkInterface !== void 0 || graph.referrers(address, T.natGateway, "allocationId").length > 0 ? [] : [{ message: "is attached to nothing" }],
    compliant: [
      { type: T.elasticIp, name: "instance", inputs: { networkInterface: "eni-1" } },
      { type: T.elasticIp, name: "gateway" },
      { type: T.natGateway, links: { allocationId: ["gateway"] } }
    ],
    breaks: [
      { type: T.natGateway, path: "allocationId", to: UNLINK },
      { type: T.elasticIp, path: "networkInterface", to: void 0 }
    ]
  }),
  customRule({
    id: "elastic-ip-on-interface",
    answers: "",
    severity: "low",
    title: "The address of a NAT instance stays with its interface",
    fix: "Set domain to vpc and networkInterface to the NAT instance's interface.",
    types: [T.elasticIp],
    check: ({ inputs }) => inputs.domain === "vpc" ? [] : [{ message: "is not an address of a VPC" }],
    compliant: [{ type: T.elasticIp, inputs: { domain: "vpc" } }],
    breaks: [{ type: T.elasticIp, path: "domain", to: "standard" }]
  }),
  customRule({
    id: "route-default-by-gateway",
    answers: "CKV2_AWS_35",
    severity: "low",
    title: "Default routes lead to a NAT or internet gateway, not to an instance",
    fix: "Set network.nat to single or perAz.",
    types: [T.route],
    check: (route) => {
      const hasGateway = [route.inputs.natGatewayId, route.inputs.gatewayId].some((id) => id !== void 0);
      return !goesAnywhere(route) || hasGateway ? [] : [{ message: "the default route leads to an instance" }];
    },
    compliant: [
      { type: T.route, name: "private", inputs: { destinationCidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" } },
      { type: T.route, name: "public", inputs: { destinationCidrBlock: "0.0.0.0/0", gatewayId: "igw-1" } }
    ],
    breaks: [
      { type: T.route, name: "private", path: "natGatewayId", to: void 0 },
      { type: T.route, name: "public", path: "gatewayId", to: void 0 }
    ]
  }),
  customRule({
    id: "route-peering-narrow",
    answers: "CKV2_AWS_44",
    severity: "medium",
    title: "Routes to peered VPCs name a network",
    fix: "Route the peer's CIDR only.",
    types: [T.route],
    check: (route) => goesAnywhere(route) && route.inputs.vpcPeeringConnectionId !== void 0 ? [{ message: "the default route leads to a peered VPC" }] : [],
    compliant: [
      { type: T.route, name: "peer", inputs: { destinationCidrBlock: "10.9.0.0/16", vpcPeeringConnectionId: "pcx-1" } },
      { type: T.route, name: "default", inputs: { destinationCidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" } }
    ],
    breaks: [
      { type: T.route, name: "peer", path: "destinationCidrBlock", to: "0.0.0.0/0" },
      { type: T.route, name: "default", path: "vpcPeeringConnectionId", to: "pcx-1" }
    ]
  }),
  customRule({
    id: "database-subnets-isolated",
    answers: "RDS.46",
    severity: "high",
    title: "Database subnets have no way to the internet",
    fix: "Put the database into the isolated subnets of Network.",
    types: [T.databaseSubnets],
    needsGraph: true,
    check: (group2, graph) => {
      const subnets = graph.linked(group2, "subnetIds", T.subnet);
      if (subnets.length === 0) return [{ message: "its subnets are not of this stack" }];
      return subnets.flatMap((subnet) => {
        const tables = tablesOf(subnet, graph);
        if (tables.length === 0) return [{ message: `${subnet.name} uses the main route table of the VPC` }];
        return tables.flatMap((table) => graph.referrers(table, T.route, "routeTableId")).some(goesAnywhere) ? [{ message: `${subnet.name} has a default route` }] : [];
      });
    },
    compliant: [
      { type: T.subnet, name: "subnet" },
      { type: "aws:ec2/routeTable:RouteTable", name: "table" },
      { type: T.routeTableAssociation, links: { subnetId: ["subnet"], routeTableId: ["table"] } },
      { type: T.route, inputs: { destinationCidrBlock: "10.0.0.0/8" }, links: { routeTableId: ["table"] } },
      { type: T.databaseSubnets, links: { subnetIds: ["subnet"] } }
    ],
    breaks: [
      { type: T.route, path: "destinationCidrBlock", to: "0.0.0.0/0" },
      { type: T.databaseSubnets, path: "subnetIds", to: UNLINK },
      { type: T.routeTableAssociation, path: "subnetId", to: UNLINK },
      { type: T.routeTableAssociation, path: "routeTableId", to: UNLINK }
    ]
  }),
  customRule({
    id: "interface-checks-source",
    answers: "EC2.180",
    severity: "medium",
    title: "Network interfaces take only traffic of their own",
    fix: "Leave sourceDestCheck on.",
    types: [T.networkInterface],
    check: ({ inputs }) => inputs.sourceDestCheck === false ? [{ message: "sourceDestCheck is off" }] : [],
    compliant: [{ type: T.networkInterface, inputs: { sourceDestCheck: true } }],
    breaks: [{ type: T.networkInterface, path: "sourceDestCheck", to: false }]
  })
];

// policies/rules/provider.ts
var PROVIDER = { type: "pulumi:providers:aws", severity: "low" };
var providerRules = [
  inputRule({
    ...PROVIDER,
    id: "provider-tags",
    title: "Every resource says what it belongs to and who owns it",
    fix: "Set aws:defaultTags.",
    path: "defaultTags",
    accepts: isSet,
    good: '{"tags":{"Project":"webapp"}}',
    bad: void 0
  }),
  inputRule({
    ...PROVIDER,
    id: "provider-account",
    severity: "medium",
    title: "A stack is deployed to its own account only",
    fix: "Set aws:allowedAccountIds.",
    path: "allowedAccountIds",
    accepts: isSet,
    good: '["123456789012"]',
    bad: void 0
  })
];

// policies/rules/rds-rule.ts
var DATABASE2 = { type: T.databaseInstance, severity: "medium" };
function switchRule(head, wanted) {
  return inputRule({ ...DATABASE2, accepts: wanted ? isTrue : isNotTrue, good: wanted, bad: !wanted, ...head });
}

// policies/rules/rds.ts
var KEY4 = "arn:aws:kms:eu-west-1:123456789012:key/1";
var databaseRules = [
  switchRule(
    {
      id: "rds-encrypted",
      answers: "CKV_AWS_16 RDS.3 RDS.4 CIS-3.2.1 nag:RDS2",
      severity: "high",
      title: "Storage, and with it every snapshot, is encrypted",
      fix: "Set storageEncrypted to true.",
      path: "storageEncrypted"
    },
    true
  ),
  inputRule({
    ...DATABASE2,
    id: "rds-customer-key",
    title: "Storage is encrypted with a key of ours",
    fix: "Set protection.customerManagedKeys before the first deployment.",
    path: "kmsKeyId",
    accepts: isSet,
    good: KEY4,
    bad: void 0
  }),
  inputRule({
    ...DATABASE2,
    id: "rds-secret-customer-key",
    title: "The password is encrypted with a key of ours",
    fix: "Set protection.customerManagedKeys before the first deployment.",
    path: "masterUserSecretKmsKeyId",
    accepts: isSet,
    good: KEY4,
    bad: void 0
  }),
  switchRule(
    {
      id: "rds-multi-az",
      answers: "CKV_AWS_157 RDS.5 CIS-3.2.4 nag:RDS3",
      title: "The database has a standby in another zone",
      fix: "Set database.multiAz to true.",
      path: "multiAz"
    },
    true
  ),
  switchRule(
    {
      id: "rds-deletion-protection",
      answers: "CKV_AWS_293 RDS.8 nag:RDS10",
      title: "RDS refuses to delete the database",
      fix: "Set database.deletionProtection to true.",
      path: "deletionProtection"
    },
    true
  ),
  switchRule(
    {
      id: "rds-final-snapshot",
      title: "A snapshot is left when the database goes",
      fix: "Set database.finalSnapshot to true.",
      path: "skipFinalSnapshot"
    },
    false
  ),
  inputRule({
    ...DATABASE2,
    id: "rds-keeps-backups",
    title: "Automated backups outlive the database",
    fix: "Set deleteAutomatedBackups to false.",
    path: "deleteAutomatedBackups",
    accepts: (value) => value === false,
    good: false,
    bad: true
  }),
  inputRule({
    ...DATABASE2,
    id: "rds-backups",
    answers: "CKV_AWS_133 RDS.11 nag:RDS13",
    title: "The database can be restored to any moment of the last 7 days",
    fix: "Set database.backupRetentionDays to 7 or more.",
    path: "backupRetentionPeriod",
    accepts: atLeast(7),
    good: 7,
    bad: 1
  }),
  switchRule(
    {
      id: "rds-minor-upgrades",
      answers: "CKV_AWS_226 RDS.13 CIS-3.2.2",
      severity: "high",
      title: "Security patches of the engine come by themselves",
      fix: "Set autoMinorVersionUpgrade to true.",
      path: "autoMinorVersionUpgrade"
    },
    true
  ),
  switchRule(
    {
      id: "rds-no-major-upgrades",
      severity: "low",
      title: "A new major version never comes by itself",
      fix: "Set allowMajorVersionUpgrade to false.",
      path: "allowMajorVersionUpgrade"
    },
    false
  ),
  switchRule(
    {
      id: "rds-tags-snapshots",
      answers: "CKV2_AWS_60 RDS.17",
      severity: "low",
      title: "Snapshots carry the database's tags",
      fix: "Set copyTagsToSnapshot to true.",
      path: "copyTagsToSnapshot"
    },
    true
  ),
  inputRule({
    ...DATABASE2,
    id: "rds-no-extended-support",
    severity: "low",
    title: "An engine that is past its support is upgraded, not paid for",
    fix: "Set engineLifecycleSupport to open-source-rds-extended-support-disabled.",
    path: "engineLifecycleSupport",
    accepts: oneOf("open-source-rds-extended-support-disabled"),
    good: "open-source-rds-extended-support-disabled",
    bad: "open-source-rds-extended-support"
  })
];

// policies/rules/rds-access.ts
var databaseAccessRules = [
  switchRule(
    {
      id: "rds-private",
      answers: "CKV_AWS_17 RDS.2 CIS-3.2.3",
      severity: "critical",
      title: "The database has no public address",
      fix: "Set publiclyAccessible to false.",
      path: "publiclyAccessible"
    },
    false
  ),
  switchRule(
    {
      id: "rds-iam-authentication",
      answers: "CKV_AWS_161 RDS.10",
      title: "Applications can sign in with IAM",
      fix: "Set iamDatabaseAuthenticationEnabled to true.",
      path: "iamDatabaseAuthenticationEnabled"
    },
    true
  ),
  inputRule({
    ...DATABASE2,
    id: "rds-managed-password",
    severity: "high",
    title: "RDS makes, keeps and rotates the password",
    fix: "Set manageMasterUserPassword, and no password.",
    path: "manageMasterUserPassword",
    accepts: isTrue,
    good: true,
    bad: void 0
  }),
  customRule({
    id: "rds-no-password-input",
    severity: "high",
    title: "No password passes through Pulumi",
    fix: "Take password out.",
    types: [T.databaseInstance],
    check: ({ inputs }) => inputs.password === void 0 ? [] : [{ message: "is given a password" }],
    compliant: [{ type: T.databaseInstance }],
    breaks: [{ type: T.databaseInstance, path: "password", to: "[secret]" }]
  }),
  inputRule({
    ...DATABASE2,
    id: "rds-custom-administrator",
    answers: "RDS.25",
    title: "The administrator has a name of our own",
    fix: "Set username to something else than admin, root or postgres.",
    path: "username",
    accepts: noneOf("admin", "administrator", "root", "postgres", "mysql"),
    good: "app_owner",
    bad: "admin"
  }),
  inputRule({
    ...DATABASE2,
    id: "rds-custom-port",
    answers: "RDS.23 nag:RDS11",
    severity: "low",
    title: "The database listens on another port than its engine's",
    fix: "None: security groups decide who reaches the port.",
    path: "port",
    accepts: noneOf(3306, 5432, void 0),
    good: 3307,
    bad: 3306
  }),
  inputRule({
    ...DATABASE2,
    id: "rds-certificate-authority",
    answers: "CKV_AWS_211",
    severity: "high",
    title: "The server certificate comes from a current authority",
    fix: "Set caCertIdentifier to rds-ca-rsa2048-g1.",
    path: "caCertIdentifier",
    accepts: oneOf("rds-ca-rsa2048-g1", "rds-ca-rsa4096-g1", "rds-ca-ecc384-g1"),
    good: "rds-ca-rsa2048-g1",
    bad: "rds-ca-2019"
  }),
  customRule({
    id: "rds-requires-tls",
    answers: "CKV2_AWS_69 RDS.39",
    severity: "high",
    title: "The server refuses connections without TLS",
    fix: "Set require_secure_transport to 1 in the parameter group.",
    types: [T.databaseInstance],
    needsGraph: true,
    check: (database, graph) => {
      const groups = graph.linked(database, "parameterGroupName", T.databaseParameters);
      if (groups.length === 0) return [{ message: "has no parameter group of its own" }];
      const isRequired = groups.some(
        (group2) => asList(group2.inputs.parameters).some(
          (parameter) => valueAt(parameter, "name") === "require_secure_transport" && ["1", "ON"].includes(String(valueAt(parameter, "value")))
        )
      );
      return isRequired ? [] : [{ message: "require_secure_transport is not 1" }];
    },
    compliant: [
      {
        type: T.databaseParameters,
        name: "parameters",
        inputs: { parameters: [{ name: "require_secure_transport", value: "1" }] }
      },
      { type: T.databaseInstance, links: { parameterGroupName: ["parameters"] } }
    ],
    breaks: [
      { type: T.databaseParameters, path: "parameters.*.value", to: "0" },
      { type: T.databaseParameters, path: "parameters.*.name", to: "max_connections" },
      { type: T.databaseInstance, path: "parameterGroupName", to: UNLINK }
    ]
  }),
  customRule({
    id: "rds-vpc-groups",
    answers: "nag:RDS8",
    severity: "high",
    title: "Security groups of the VPC, not legacy DB security groups, guard the database",
    fix: "Set vpcSecurityGroupIds.",
    types: [T.databaseInstance],
    check: ({ inputs }) => {
      const groups = inputs.vpcSecurityGroupIds;
      return isOpaque(groups) || isSet(groups) ? [] : [{ message: "has no security group of the VPC" }];
    },
    compliant: [{ type: T.databaseInstance, inputs: { vpcSecurityGroupIds: ["sg-1"] } }],
    breaks: [{ type: T.databaseInstance, path: "vpcSecurityGroupIds", to: [] }]
  })
];

// policies/rules/rds-insights.ts
var DATABASE3 = { type: T.databaseInstance, severity: "medium" };
var KEY5 = "arn:aws:kms:eu-west-1:123456789012:key/1";
var WITHOUT_INSIGHTS = /^db\.(t2|t3|t4g)\.(micro|small)$/;
function subscriptionRule(sourceType, answers, categories) {
  return customRule({
    id: `rds-events-${sourceType.replace("db-", "")}`,
    answers,
    severity: "low",
    title: `Someone hears of critical events of the ${sourceType.replace("db-", "").replace("-", " ")}`,
    fix: "Set alerts.alarms to full.",
    types: [T.databaseInstance],
    needsGraph: true,
    check: (_, graph) => graph.ofType(T.eventSubscription).some(({ inputs }) => {
      const heard = asTexts(inputs.eventCategories);
      const isHeard = heard.length === 0 || categories.every((category) => heard.includes(category));
      return inputs.sourceType === sourceType && inputs.enabled !== false && isHeard;
    }) ? [] : [{ message: `no subscription to ${sourceType}: ${categories.join(", ")}` }],
    compliant: [
      { type: T.databaseInstance },
      { type: T.eventSubscription, inputs: { sourceType, eventCategories: categories, enabled: true } }
    ],
    breaks: [
      { type: T.eventSubscription, path: "sourceType", to: "db-snapshot" },
      { type: T.eventSubscription, path: "eventCategories", to: ["backup"] },
      { type: T.eventSubscription, path: "enabled", to: false }
    ]
  });
}
var databaseInsightRules = [
  inputRule({
    ...DATABASE3,
    id: "rds-enhanced-monitoring",
    answers: "CKV_AWS_118 RDS.6",
    severity: "low",
    title: "Metrics of the operating system are collected",
    fix: "Set database.monitoringSeconds to 60.",
    path: "monitoringInterval",
    accepts: atLeast(1),
    good: 60,
    bad: 0
  }),
  inputRule({
    ...DATABASE3,
    id: "rds-logs",
    answers: "CKV_AWS_129",
    title: "Errors and slow queries go to CloudWatch Logs",
    fix: "Set enabledCloudwatchLogsExports to error and slowquery.",
    path: "enabledCloudwatchLogsExports",
    accepts: (value) => ["error", "slowquery"].every((log) => asTexts(value).includes(log)),
    good: ["error", "slowquery"],
    bad: ["error"]
  }),
  inputRule({
    ...DATABASE3,
    id: "rds-all-logs",
    answers: "RDS.9",
    title: "Every log of the engine goes to CloudWatch Logs",
    fix: "Add audit and general to enabledCloudwatchLogsExports.",
    path: "enabledCloudwatchLogsExports",
    accepts: (value) => ["audit", "error", "general", "slowquery"].every((log) => asTexts(value).includes(log)),
    good: ["audit", "error", "general", "slowquery"],
    bad: ["error", "slowquery"]
  }),
  customRule({
    id: "rds-performance-insights",
    answers: "CKV_AWS_353",
    severity: "low",
    title: "Performance Insights are on, where the class has them",
    fix: "Set performanceInsightsEnabled to true.",
    types: [T.databaseInstance],
    check: ({ inputs }) => WITHOUT_INSIGHTS.test(String(inputs.instanceClass)) || inputs.performanceInsightsEnabled === true ? [] : [{ message: "performanceInsightsEnabled is not true" }],
    compliant: [
      { type: T.databaseInstance, name: "small", inputs: { instanceClass: "db.t4g.small" } },
      {
        type: T.databaseInstance,
        name: "large",
        inputs: { instanceClass: "db.m7g.large", performanceInsightsEnabled: true }
      }
    ],
    breaks: [
      { type: T.databaseInstance, name: "small", path: "instanceClass", to: "db.m7g.large" },
      { type: T.databaseInstance, name: "large", path: "performanceInsightsEnabled", to: false }
    ]
  }),
  inputRule({
    ...DATABASE3,
    id: "rds-performance-insights-key",
    answers: "CKV_AWS_354",
    severity: "low",
    title: "Performance Insights use a key of ours",
    fix: "Set performanceInsightsKmsKeyId.",
    path: "performanceInsightsKmsKeyId",
    accepts: isSet,
    good: KEY5,
    bad: void 0,
    when: ({ performanceInsightsEnabled }) => performanceInsightsEnabled === true,
    with: { performanceInsightsEnabled: true }
  }),
  subscriptionRule("db-instance", "RDS.20", ["maintenance", "configuration change", "failure"]),
  subscriptionRule("db-parameter-group", "RDS.21", ["configuration change"]),
  subscriptionRule("db-security-group", "RDS.22", ["configuration change", "failure"]),
  companionRule({
    id: "rds-second-backup",
    severity: "medium",
    title: "AWS Backup keeps a second copy of the database",
    fix: "Set backup.awsBackup to true.",
    type: T.databaseInstance,
    companion: T.backupSelection,
    link: "resources"
  })
];

// policies/rules/response-headers.ts
var HEADERS = { type: T.responseHeaders, severity: "medium" };
var hsts = "securityHeadersConfig.strictTransportSecurity";
var responseHeaderRules = [
  inputRule({
    ...HEADERS,
    id: "edge-hsts",
    answers: "CKV_AWS_259",
    title: "Browsers come back by HTTPS only, for a year",
    fix: "Set accessControlMaxAgeSec to 31536000 or more.",
    path: `${hsts}.accessControlMaxAgeSec`,
    accepts: (seconds) => Number(seconds) >= 31536e3,
    good: 31536e3,
    bad: 3600
  }),
  ...["override", "includeSubdomains", "preload"].map(
    (field) => inputRule({
      ...HEADERS,
      id: `edge-hsts-${field === "includeSubdomains" ? "subdomains" : field}`,
      answers: "CKV_AWS_259",
      title: "The HSTS header is complete, and the origin cannot weaken it",
      fix: `Set ${field} to true.`,
      path: `${hsts}.${field}`,
      accepts: isTrue,
      good: true,
      bad: false
    })
  ),
  inputRule({
    ...HEADERS,
    id: "edge-no-framing",
    severity: "low",
    title: "No other site may frame this one",
    fix: "Set frameOption to DENY.",
    path: "securityHeadersConfig.frameOptions.frameOption",
    accepts: oneOf("DENY", "SAMEORIGIN"),
    good: "DENY",
    bad: void 0
  }),
  inputRule({
    ...HEADERS,
    id: "edge-no-sniffing",
    severity: "low",
    title: "Browsers do not guess content types",
    fix: "Set contentTypeOptions.",
    path: "securityHeadersConfig.contentTypeOptions.override",
    accepts: isTrue,
    good: true,
    bad: void 0
  })
];

// policies/rules/s3.ts
var BUCKET = { type: T.bucket, severity: "medium" };
var isUnfiltered = (rule) => valueAt(rule, "status") === "Enabled" && Object.keys(valueAt(rule, "filter") ?? {}).length === 0;
var bucketRules = [
  companionRule({
    ...BUCKET,
    id: "bucket-not-public",
    answers: "CKV2_AWS_6 CKV_AWS_53 CKV_AWS_54 CKV_AWS_55 CKV_AWS_56 S3.2 S3.3 S3.8 CIS-3.1.4 nag:S2",
    severity: "critical",
    title: "Buckets block all public access",
    fix: "Give each bucket a BucketPublicAccessBlock with all four settings.",
    companion: T.bucketPublicAccess,
    link: "bucket",
    expects: ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"].map((path) => ({
      path,
      accepts: isTrue,
      good: true,
      bad: false
    }))
  }),
  companionRule({
    ...BUCKET,
    id: "bucket-without-acls",
    answers: "CKV2_AWS_65 CKV_AWS_20 CKV_AWS_57 S3.12",
    title: "Policies alone say who may use a bucket, no ACLs",
    fix: "Set objectOwnership to BucketOwnerEnforced.",
    companion: T.bucketOwnership,
    link: "bucket",
    expects: [
      {
        path: "rule.objectOwnership",
        accepts: oneOf("BucketOwnerEnforced"),
        good: "BucketOwnerEnforced",
        bad: "BucketOwnerPreferred"
      }
    ]
  }),
  customRule({
    id: "bucket-acl-private",
    answers: "CKV_AWS_20 CKV_AWS_57",
    severity: "critical",
    title: "No bucket has an ACL",
    fix: "Take the ACL out.",
    types: [T.bucket, T.bucketAcl],
    check: ({ inputs }) => isSet(inputs.acl) ? [{ message: `acl is ${String(inputs.acl)}` }] : [],
    compliant: [{ type: T.bucket }, { type: T.bucketAcl }],
    breaks: [
      { type: T.bucket, path: "acl", to: "public-read" },
      { type: T.bucketAcl, path: "acl", to: "public-read-write" }
    ]
  }),
  companionRule({
    ...BUCKET,
    id: "bucket-encrypted",
    answers: "CKV_AWS_19",
    severity: "high",
    title: "Objects are encrypted at rest",
    fix: "Set sseAlgorithm.",
    companion: T.bucketEncryption,
    link: "bucket",
    also: ["bucket-customer-key"],
    expects: [
      {
        path: "rules.*.applyServerSideEncryptionByDefault.sseAlgorithm",
        accepts: oneOf("AES256", "aws:kms", "aws:kms:dsse"),
        good: "AES256",
        bad: void 0,
        also: ["bucket-customer-key"]
      }
    ]
  }),
  companionRule({
    ...BUCKET,
    id: "bucket-customer-key",
    answers: "CKV_AWS_145",
    title: "Objects are encrypted with a key of ours",
    fix: "Set protection.customerManagedKeys before the first deployment.",
    companion: T.bucketEncryption,
    link: "bucket",
    also: ["bucket-encrypted"],
    expects: [
      {
        path: "rules.*.applyServerSideEncryptionByDefault.sseAlgorithm",
        accepts: oneOf("aws:kms", "aws:kms:dsse"),
        good: "aws:kms",
        bad: "AES256"
      },
      {
        path: "rules.*.applyServerSideEncryptionByDefault.kmsMasterKeyId",
        accepts: isSet,
        good: "arn:aws:kms:eu-west-1:123456789012:key/1",
        bad: void 0
      }
    ]
  }),
  companionRule({
    ...BUCKET,
    id: "bucket-versioned",
    answers: "CKV_AWS_21",
    title: "Overwritten and deleted objects can be had back",
    fix: "Enable BucketVersioning.",
    companion: T.bucketVersioning,
    link: "bucket",
    expects: [{ path: "versioningConfiguration.status", accepts: oneOf("Enabled"), good: "Enabled", bad: "Suspended" }]
  }),
  companionRule({
    ...BUCKET,
    id: "bucket-access-logs",
    answers: "CKV_AWS_18 S3.9 CIS-4.4 nag:S1",
    title: "Requests to buckets are logged",
    fix: "Set logs.accessLogs to true.",
    companion: T.bucketLogging,
    link: "bucket",
    expects: [{ path: "targetBucket", accepts: isSet, good: "logs", bad: void 0 }]
  }),
  companionRule({
    ...BUCKET,
    id: "bucket-lifecycle",
    answers: "CKV2_AWS_61 CKV_AWS_300 S3.13",
    severity: "low",
    title: "Old versions and unfinished uploads are removed, in the whole bucket",
    fix: "Add an unfiltered, enabled lifecycle rule that aborts uploads after 7 days.",
    companion: T.bucketLifecycle,
    link: "bucket",
    expects: [
      {
        path: "rules",
        accepts: (rules2) => asList(rules2).some((rule) => isUnfiltered(rule) && isSet(valueAt(rule, "abortIncompleteMultipartUpload"))),
        good: [{ status: "Enabled", filter: {}, abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } }],
        bad: [{ status: "Disabled", filter: {}, abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } }]
      }
    ]
  }),
  companionRule({
    ...BUCKET,
    id: "bucket-events",
    answers: "CKV2_AWS_62",
    severity: "low",
    title: "Buckets report what happens to their objects",
    fix: "Add a BucketNotification with eventbridge.",
    companion: T.bucketNotification,
    link: "bucket",
    expects: [{ path: "eventbridge", accepts: isTrue, good: true, bad: false }]
  }),
  companionRule({
    ...BUCKET,
    id: "bucket-object-lock",
    answers: "CKV_AWS_143",
    severity: "low",
    title: "Objects cannot be deleted for a while",
    fix: "Set backup.objectLockDays; it cannot be undone.",
    companion: T.bucketObjectLock,
    link: "bucket"
  }),
  companionRule({
    ...BUCKET,
    id: "bucket-replicated",
    answers: "CKV_AWS_144",
    severity: "low",
    title: "Objects are copied to another region",
    fix: "Add a BucketReplicationConfig.",
    companion: T.bucketReplication,
    link: "bucket"
  }),
  customRule({
    id: "bucket-keeps-objects",
    severity: "high",
    title: "A bucket with objects is not deleted",
    fix: "Set forceDestroy to false.",
    types: [T.bucket],
    check: ({ inputs }) => inputs.forceDestroy === true ? [{ message: "forceDestroy is true" }] : [],
    compliant: [{ type: T.bucket, inputs: { forceDestroy: false } }],
    breaks: [{ type: T.bucket, path: "forceDestroy", to: true }]
  })
];

// policies/rules/scheduler-and-backup.ts
var KEY6 = "arn:aws:kms:eu-west-1:123456789012:key/1";
var scheduleRules = [
  inputRule({
    id: "schedule-customer-key",
    answers: "CKV_AWS_297",
    severity: "low",
    title: "What a schedule passes on is encrypted with a key of ours",
    fix: "Set protection.customerManagedKeys to true.",
    type: T.schedule,
    path: "kmsKeyArn",
    accepts: isSet,
    good: KEY6,
    bad: void 0
  }),
  inputRule({
    id: "schedule-own-group",
    severity: "low",
    title: "Schedules are in a group of their own, which trust policies can name",
    fix: "Set groupName.",
    type: T.schedule,
    path: "groupName",
    accepts: noneOf(void 0, "default"),
    good: "webapp",
    bad: "default"
  }),
  inputRule({
    id: "vault-encrypted",
    answers: "CKV_AWS_166 Backup.1",
    severity: "medium",
    title: "Backup vaults are encrypted with a key of ours",
    fix: "Set protection.customerManagedKeys to true.",
    type: T.backupVault,
    path: "kmsKeyArn",
    accepts: isSet,
    good: KEY6,
    bad: void 0
  })
];

// policies/rules/security-groups.ts
var ANYWHERE2 = ["0.0.0.0/0", "::/0"];
var openTo = ({ cidrIpv4, cidrIpv6 }) => [cidrIpv4, cidrIpv6].map(String).filter((source) => ANYWHERE2.includes(source));
var inlineRules = (group2) => [...asList(group2.inputs.ingress), ...asList(group2.inputs.egress)].filter(isRecord);
function openRule(head, type) {
  return customRule({
    ...head,
    types: [type],
    check: ({ inputs }) => openTo(inputs).length > 0 ? [{ message: `${openTo(inputs).join(" and ")}, protocol ${String(inputs.ipProtocol)}` }] : [],
    compliant: [{ type, inputs: { ipProtocol: "tcp", cidrIpv4: "10.0.0.0/16" } }],
    breaks: [
      { type, path: "cidrIpv4", to: "0.0.0.0/0" },
      { type, path: "cidrIpv6", to: "::/0" }
    ]
  });
}
var securityGroupRules = [
  ...["group", "ingress", "egress"].map(
    (kind) => inputRule({
      id: `${kind}-described`,
      answers: "CKV_AWS_23 nag:EC27",
      severity: "low",
      title: "Security groups and their rules say what they are for",
      fix: "Give it a description.",
      type: { group: T.securityGroup, ingress: T.ingressRule, egress: T.egressRule }[kind],
      path: "description",
      accepts: isSet,
      good: "Page requests",
      bad: ""
    })
  ),
  openRule(
    {
      id: "ingress-not-open",
      answers: "CKV_AWS_24 CKV_AWS_25 CKV_AWS_260 CKV_AWS_277 EC2.18 EC2.19 CIS-6.3 CIS-6.4 nag:EC23",
      severity: "critical",
      title: "No group admits the whole internet: what is public stands behind CloudFront's prefix list",
      fix: "Name a security group or a prefix list as the source."
    },
    T.ingressRule
  ),
  customRule({
    id: "egress-not-all",
    answers: "CKV_AWS_382",
    severity: "high",
    title: "No group may send every protocol to the internet",
    fix: "Name protocol and port.",
    types: [T.egressRule],
    check: ({ inputs }) => openTo(inputs).length > 0 && inputs.ipProtocol === "-1" ? [{ message: `${openTo(inputs).join(" and ")}, every protocol` }] : [],
    compliant: [
      { type: T.egressRule, name: "inside", inputs: { ipProtocol: "-1", cidrIpv4: "10.0.0.0/16" } },
      { type: T.egressRule, name: "outside", inputs: { ipProtocol: "tcp", cidrIpv4: "0.0.0.0/0" } }
    ],
    breaks: [
      { type: T.egressRule, name: "inside", path: "cidrIpv4", to: "0.0.0.0/0" },
      { type: T.egressRule, name: "outside", path: "ipProtocol", to: "-1" }
    ]
  }),
  openRule(
    {
      id: "egress-not-open",
      severity: "medium",
      title: "Groups send to other groups, to the VPC and to S3 only",
      fix: "Use interface endpoints and network.nat: none."
    },
    T.egressRule
  ),
  customRule({
    id: "group-without-inline-rules",
    severity: "medium",
    title: "Rules are resources of their own, made from the table of traffic rules",
    fix: "Move the rule into the table.",
    types: [T.securityGroup],
    check: (group2) => inlineRules(group2).length > 0 ? [{ message: "has rules written into it" }] : [],
    compliant: [{ type: T.securityGroup, inputs: { description: "x" } }],
    breaks: [
      { type: T.securityGroup, path: "ingress", to: [{ protocol: "tcp", fromPort: 22, cidrBlocks: ["10.0.0.0/8"] }] },
      { type: T.securityGroup, path: "egress", to: [{ protocol: "-1", cidrBlocks: ["0.0.0.0/0"] }] }
    ]
  }),
  customRule({
    id: "group-in-use",
    answers: "CKV2_AWS_5",
    severity: "medium",
    title: "Every security group protects something",
    fix: "Attach the group, or take its edges out of the table of traffic rules.",
    types: [T.securityGroup],
    needsGraph: true,
    check: (group2, graph) => {
      const isUsed = graph.references(group2).some(({ from }) => from.type !== T.ingressRule && from.type !== T.egressRule && from.type !== T.securityGroup);
      return isUsed ? [] : [{ message: "is attached to nothing" }];
    },
    compliant: [
      { type: T.securityGroup, name: "group" },
      { type: T.service, links: { networkConfiguration: ["group"] } }
    ],
    breaks: [{ type: T.service, path: "networkConfiguration", to: UNLINK }]
  })
];

// policies/rules/messaging.ts
var KEY7 = "arn:aws:kms:eu-west-1:123456789012:key/1";
var deniesPlainHttp2 = (statement) => statement.Effect === "Deny" && String(valueAt(statement.Condition, "Bool.aws:SecureTransport")) === "false";
var topicRules = [
  inputRule({
    id: "topic-encrypted",
    answers: "CKV_AWS_26",
    severity: "medium",
    title: "Messages are encrypted with a key of ours, which services may use",
    fix: "Set protection.customerManagedKeys to true.",
    type: T.topic,
    path: "kmsMasterKeyId",
    accepts: noneOf(void 0, "", "alias/aws/sns"),
    good: KEY7,
    bad: "alias/aws/sns"
  }),
  statementRule({
    id: "topic-policy-not-public",
    answers: "CKV_AWS_169 SNS.4",
    severity: "critical",
    title: "No topic is open to everybody",
    fix: "Name the service.",
    types: [T.topicPolicy],
    problem: (statement) => allows(statement) && principalsOf(statement, "AWS").includes("*") && conditionKeysOf(statement).length === 0 ? "allows everybody" : void 0,
    bad: [{ statement: { Effect: "Allow", Principal: "*", Action: "sns:Publish", Resource: "*" } }]
  }),
  statementRule({
    id: "topic-policy-own-account",
    answers: "CKV_AWS_385",
    severity: "high",
    title: "No topic lets another account in",
    fix: "Take the statement out.",
    types: [T.topicPolicy],
    problem: (statement) => {
      const others = principalsOf(statement, "AWS").filter((principal) => /^(arn:|\d{12}$)/.test(principal));
      return allows(statement) && others.length > 0 ? `allows ${others.join(", ")}` : void 0;
    },
    bad: [{ statement: { Effect: "Allow", Principal: { AWS: "999999999999" }, Action: "sns:Publish", Resource: "*" } }]
  }),
  customRule({
    id: "topic-tls-only",
    answers: "nag:SNS3",
    severity: "medium",
    title: "Topics refuse plain HTTP",
    fix: "Deny sns:Publish when aws:SecureTransport is false.",
    types: [T.topicPolicy],
    check: (policy) => isOpaque(policy.inputs.policy) || statementsOf(policy).some(deniesPlainHttp2) ? [] : [{ message: "does not deny plain HTTP" }],
    compliant: [
      {
        type: T.topicPolicy,
        inputs: {
          policy: {
            Statement: [
              {
                Effect: "Deny",
                Principal: "*",
                Action: "sns:Publish",
                Resource: "*",
                Condition: { Bool: { "aws:SecureTransport": "false" } }
              }
            ]
          }
        }
      }
    ],
    breaks: [{ type: T.topicPolicy, path: "policy.Statement", to: [] }]
  }),
  inputRule({
    id: "subscription-encrypted",
    severity: "high",
    title: "Messages do not leave by plain HTTP",
    fix: "Subscribe by e-mail, HTTPS or a queue.",
    type: T.topicSubscription,
    path: "protocol",
    accepts: noneOf("http"),
    good: "email",
    bad: "http"
  }),
  companionRule({
    id: "topic-has-policy",
    severity: "medium",
    title: "Every topic has a policy of its own, so that services can publish",
    fix: "Add a TopicPolicy.",
    type: T.topic,
    companion: T.topicPolicy,
    link: "arn"
  }),
  customRule({
    id: "queue-encrypted",
    severity: "medium",
    title: "Messages that could not be delivered are encrypted",
    fix: "Set sqsManagedSseEnabled or kmsMasterKeyId.",
    types: [T.queue],
    check: ({ inputs }) => inputs.sqsManagedSseEnabled === true || isSet(inputs.kmsMasterKeyId) ? [] : [{ message: "is not encrypted" }],
    compliant: [{ type: T.queue, inputs: { sqsManagedSseEnabled: true } }],
    breaks: [{ type: T.queue, path: "sqsManagedSseEnabled", to: false }]
  })
];

// policies/rules/trust.ts
var ANY2 = "*";
var SOURCE_KEYS = ["aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths"];
var GITHUB = "token.actions.githubusercontent.com";
function isGithubTrustSafe({ Condition }) {
  const claims = (name) => ["StringEquals", "StringLike"].flatMap(
    (operator) => valuesAt(Condition, operator).flatMap(
      (keys) => asTexts(keys?.[`${GITHUB}:${name}`])
    )
  );
  const subjects = claims("sub");
  return claims("aud").includes("sts.amazonaws.com") && subjects.length > 0 && subjects.every(isRepositorySubject);
}
var isRepositorySubject = (subject) => /^repo:[\w.@-]+\/[\w.@-]+:[^*]+/.test(subject);
var trustRules = [
  statementRule({
    id: "trust-not-everybody",
    answers: "CKV_AWS_60 CKV_AWS_61",
    severity: "critical",
    title: "Roles trust services and named roles, not whole accounts",
    fix: "Name the principal.",
    types: [T.role],
    problem: (statement) => {
      const broad = principalsOf(statement, "AWS").filter(
        (principal) => principal === ANY2 || /^\d{12}$/.test(principal) || principal.endsWith(":root")
      );
      return allows(statement) && broad.length > 0 ? `trusts ${broad.join(", ")}` : void 0;
    },
    bad: [
      {
        statement: { Effect: "Allow", Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "sts:AssumeRole" }
      }
    ]
  }),
  statementRule({
    id: "trust-source-account",
    severity: "high",
    title: "A service takes a role only on behalf of this account",
    fix: "Add a condition on aws:SourceAccount or aws:SourceArn.",
    types: [T.role],
    problem: (statement) => allows(statement) && principalsOf(statement, "Service").length > 0 && !conditionKeysOf(statement).some((key) => SOURCE_KEYS.includes(key)) ? `trusts ${principalsOf(statement, "Service").join(", ")} for anybody` : void 0,
    bad: [
      { statement: { Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" } }
    ]
  }),
  statementRule({
    id: "trust-github-repository",
    answers: "CKV_AWS_393",
    severity: "critical",
    title: "GitHub Actions take a role for one repository only",
    fix: "Set the conditions on aud and sub.",
    types: [T.role],
    problem: (statement) => allows(statement) && principalsOf(statement, "Federated").some((principal) => principal.includes(GITHUB)) && !isGithubTrustSafe(statement) ? "trusts more than one repository" : void 0,
    bad: [
      {
        statement: {
          Effect: "Allow",
          Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${GITHUB}` },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: { StringLike: { [`${GITHUB}:sub`]: "repo:org/*", [`${GITHUB}:aud`]: "sts.amazonaws.com" } }
        }
      }
    ]
  }),
  statementRule({
    id: "service-principal-bounded",
    severity: "high",
    title: "A service uses a resource only on behalf of this account",
    fix: "Add a condition on aws:SourceAccount, aws:SourceArn or the encryption context.",
    types: RESOURCE_POLICIES,
    problem: (statement) => {
      const services = principalsOf(statement, "Service").filter((service) => service !== ANY2);
      return allows(statement) && services.length > 0 && conditionKeysOf(statement).length === 0 ? `lets ${services.join(", ")} act for anybody` : void 0;
    },
    bad: [
      {
        statement: {
          Sid: "Bad",
          Effect: "Allow",
          Principal: { Service: "delivery.logs.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: ANY2
        }
      }
    ]
  })
];

// policies/rules/waf.ts
var LOG4J_GROUPS = ["AWSManagedRulesAnonymousIpList", "AWSManagedRulesKnownBadInputsRuleSet"];
var LOG4J_RULE_SET = "AWSManagedRulesKnownBadInputsRuleSet";
var rulesOf = ({ inputs }) => asList(inputs.rules).filter(isRecord);
var groupOf = (rule) => String(valueAt(rule, "statement.managedRuleGroupStatement.name"));
var group = (name) => ({
  name,
  overrideAction: { none: {} },
  statement: { managedRuleGroupStatement: { name, vendorName: "AWS" } },
  visibilityConfig: { cloudwatchMetricsEnabled: true }
});
var COMPLIANT2 = [{ type: T.webAcl, inputs: { rules: [...LOG4J_GROUPS].reverse().map(group) } }];
var wafRules = [
  customRule({
    id: "waf-has-rules",
    answers: "CKV_AWS_175 WAF.10",
    severity: "medium",
    title: "A web ACL has rules, written into it",
    fix: "Add the managed rule groups.",
    types: [T.webAcl],
    check: (acl) => rulesOf(acl).length > 0 ? [] : [{ message: "has no rules" }],
    compliant: COMPLIANT2,
    breaks: [{ type: T.webAcl, path: "rules", to: [], also: ["waf-log4j"] }]
  }),
  customRule({
    id: "waf-rules-act",
    answers: "CKV_AWS_342",
    severity: "medium",
    title: "Every rule says what to do",
    fix: "Set action, or overrideAction for a group.",
    types: [T.webAcl],
    check: (acl) => rulesOf(acl).filter(({ action, overrideAction }) => action === void 0 && overrideAction === void 0).map(({ name }) => ({ message: `rule ${String(name)} has no action`, about: String(name) })),
    compliant: COMPLIANT2,
    breaks: [
      { type: T.webAcl, path: "rules.+", to: { name: "bad", visibilityConfig: { cloudwatchMetricsEnabled: true } } }
    ]
  }),
  customRule({
    id: "waf-log4j",
    answers: "CKV_AWS_192 CKV2_AWS_47 CKV2_AWS_76",
    severity: "high",
    title: "Web ACLs stop the Log4j exploit and know anonymous addresses",
    fix: "Add KnownBadInputs (blocking) and AnonymousIpList.",
    types: [T.webAcl],
    check: (acl) => {
      const groups = rulesOf(acl);
      const missing = LOG4J_GROUPS.filter((name) => !groups.some((rule) => groupOf(rule) === name));
      const isOnlyCounting = groups.some(
        (rule) => groupOf(rule) === LOG4J_RULE_SET && valueAt(rule, "overrideAction.count") !== void 0
      );
      return [
        ...missing.map((name) => ({ message: `has no ${name}` })),
        ...isOnlyCounting ? [{ message: `${LOG4J_RULE_SET} only counts` }] : []
      ];
    },
    compliant: COMPLIANT2,
    breaks: [
      { type: T.webAcl, path: "rules", to: [group(LOG4J_RULE_SET)] },
      { type: T.webAcl, path: "rules", to: [group("AWSManagedRulesAnonymousIpList")] },
      {
        type: T.webAcl,
        path: "rules.+",
        to: { ...group(LOG4J_RULE_SET), overrideAction: { count: {} } }
      }
    ]
  }),
  inputRule({
    id: "waf-metrics",
    answers: "WAF.12",
    severity: "medium",
    title: "A web ACL counts what it sees",
    fix: "Set cloudwatchMetricsEnabled to true.",
    type: T.webAcl,
    path: "visibilityConfig.cloudwatchMetricsEnabled",
    accepts: isTrue,
    good: true,
    bad: false
  }),
  inputRule({
    id: "waf-rule-metrics",
    answers: "WAF.12",
    severity: "medium",
    title: "Every rule counts what it matches",
    fix: "Set cloudwatchMetricsEnabled to true.",
    type: T.webAcl,
    path: "rules.*.visibilityConfig.cloudwatchMetricsEnabled",
    accepts: isTrue,
    good: true,
    bad: false
  }),
  companionRule({
    id: "waf-logs",
    answers: "CKV2_AWS_31",
    severity: "low",
    title: "What a web ACL blocks is logged",
    fix: "Add a WebAclLoggingConfiguration.",
    type: T.webAcl,
    companion: T.webAclLogging,
    link: "resourceArn"
  })
];

// policies/rules/index.ts
var rules = [
  ...providerRules,
  ...networkRules,
  ...endpointRules,
  ...securityGroupRules,
  ...instanceRules,
  ...loadBalancingRules,
  ...listenerRules,
  ...ecsRules,
  ...containerRules,
  ...databaseRules,
  ...databaseAccessRules,
  ...databaseInsightRules,
  ...bucketRules,
  ...bucketPolicyRules,
  ...distributionRules,
  ...originRules,
  ...responseHeaderRules,
  ...repositoryRules,
  ...certificateRules,
  ...secretRules,
  ...keyRules,
  ...iamRules,
  ...trustRules,
  ...wafRules,
  ...trailRules,
  ...watchRules,
  ...topicRules,
  ...scheduleRules
];

// policies/pack/resources.ts
function fromArgs({ type, name, urn, props, opts }) {
  return {
    urn,
    type,
    name,
    inputs: readable(props),
    propertyDependencies: {},
    deleteBeforeReplace: opts.deleteBeforeReplace ?? false
  };
}
function fromStack(resource) {
  const { type, name, urn, props, opts, propertyDependencies } = resource;
  return {
    urn,
    type,
    name,
    inputs: readable(props),
    propertyDependencies: Object.fromEntries(
      Object.entries(propertyDependencies).map(([input, others]) => [input, others.map((other) => other.urn)])
    ),
    deleteBeforeReplace: opts.deleteBeforeReplace ?? false
  };
}
function readable(value) {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return [...value.keys()].map((index) => element(value, index));
  return Object.fromEntries(Object.keys(value).map((key) => [key, element(value, key)]));
}
function element(container, key) {
  try {
    return readable(Reflect.get(container, key));
  } catch (error) {
    if (error instanceof Error && error.constructor.name === "UnknownValueError") return UNKNOWN;
    throw error;
  }
}

// policies/pack/policies.ts
function packPolicies(find) {
  return rules.map((rule) => rule.needsGraph ? stackPolicy(rule, find) : resourcePolicy(rule, find));
}
function resourcePolicy(rule, find) {
  const validateResource = (args, report) => {
    if (rule.types.includes(args.type)) reportFailures(rule, [fromArgs(args)], find, report);
  };
  if (rule.types.length === 1) Object.assign(validateResource, { __pulumiType: rule.types[0] });
  return { ...headOf2(rule), validateResource };
}
function stackPolicy(rule, find) {
  return {
    ...headOf2(rule),
    validateStack: (args, report) => {
      reportFailures(rule, args.resources.map(fromStack), find, report);
    }
  };
}
function headOf2({ id, title, fix, severity }) {
  return { name: id, description: `${title}. ${fix}`, enforcementLevel: "mandatory", severity };
}
function reportFailures(rule, resources, find, report) {
  const findings = findingsIn(new PolicyGraph(resources), [rule]);
  const [first] = findings;
  if (first === void 0) return;
  for (const { about, message, resource, suppression } of judge(findings, suppressions, find(first.resource.urn))) {
    if (suppression !== void 0) continue;
    report(about === void 0 ? message : `${about}: ${message}`, resource.urn);
  }
}

// policies/pack/main.ts
var FOLDERS = [process.cwd(), (0, import_node_path3.join)(__dirname, "..")];
var known;
new import_policy.PolicyPack("webapp", {
  policies: packPolicies((urn) => known ??= combinationOf(urn, process.env, FOLDERS)),
  enforcementLevel: "mandatory"
});
