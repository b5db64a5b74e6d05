import { expect } from "chai";

import { accessOf, lessOf, statementsOf } from "../support/access";
import { deployStack, type StackDeployment } from "../support/deploy-stack";
import { deployGrown } from "../support/grown";
import { runbookNamedIn, runbookSections } from "../support/runbooks";

interface Statement {
  readonly Sid: string;
}

const TYPES = {
  group: "aws:elasticache/replicationGroup:ReplicationGroup",
  user: "aws:elasticache/user:User",
  userGroup: "aws:elasticache/userGroup:UserGroup",
  subnets: "aws:elasticache/subnetGroup:SubnetGroup",
  parameters: "aws:elasticache/parameterGroup:ParameterGroup",
  log: "aws:cloudwatch/logGroup:LogGroup",
  secret: "aws:secretsmanager/secret:Secret",
  securityGroup: "aws:ec2/securityGroup:SecurityGroup",
  ingress: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
} as const;
const ELASTICACHE = "arn:aws:elasticache:us-east-1:123456789012";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const PASSWORD = ["cache.authentication=password"];

const namesOf = (made: StackDeployment): string[] => made.resources.map(({ type, name }) => `${type} ${name}`);

/** Whom the cache's group lets in, and on which port. */
const admitted = (made: StackDeployment): string[] =>
  made
    .all(TYPES.ingress)
    .filter(({ name }) => name.includes("-to-cache-"))
    .map(({ name, inputs }) => `${name} ${String(inputs.fromPort)}-${String(inputs.toPort)}`);

const secretsOf = (made: StackDeployment, service: string): Record<string, string> => {
  const { containerDefinitions } = made.named(service, "aws:ecs/taskDefinition:TaskDefinition").inputs;
  const [container] = JSON.parse(String(containerDefinitions)) as { secrets?: { name: string; valueFrom: string }[] }[];
  return Object.fromEntries((container?.secrets ?? []).map(({ name, valueFrom }) => [name, valueFrom]));
};

describe("the cache of a stack", () => {
  it("takes exactly its variables, statement and edge away with one entry of uses", async () => {
    const made = await deployGrown("grown");
    const without = await deployGrown("grown", ["ssr.uses=[reports]"]);
    expect(lessOf(accessOf(made, "frontend"), accessOf(without, "frontend"))).to.deep.equal({
      variables: ["CACHE_AUTHENTICATION", "CACHE_HOST", "CACHE_NAME", "CACHE_PORT", "CACHE_USER"],
      statements: ["UsesCacheConnect"],
      egress: ["security-frontend-to-cache-egress"],
      admitted: [],
    });
    expect(accessOf(without, "backend")).to.deep.equal(accessOf(made, "backend"));
    const gone = namesOf(made).filter((name) => !namesOf(without).includes(name));
    expect(gone).to.have.members([
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule security-frontend-to-cache-egress",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule security-frontend-to-cache-ingress",
    ]);
  });

  it("lets in who uses it on 6379 and nobody else, and nobody where nobody does", async () => {
    expect(admitted(await deployGrown("grown"))).to.have.members([
      "security-backend-to-cache-ingress 6379-6379",
      "security-frontend-to-cache-ingress 6379-6379",
      "security-search-to-cache-ingress 6379-6379",
      "security-digest-to-cache-ingress 6379-6379",
    ]);
    const none = [
      "ssr.uses=[reports]",
      "backend.uses=[database]",
      "services.search.uses=[]",
      "jobs.digest.uses=[database]",
    ];
    const unused = await deployGrown("grown", none);
    expect(admitted(unused)).to.deep.equal([]);
    const group = unused.named("security-cache", TYPES.securityGroup);
    expect(unused.only(TYPES.group).inputs.securityGroupIds).to.deep.equal([group.id]);
  });

  it("is a small single node in dev, encrypted, for signed tokens only", async () => {
    const made = await deployGrown("grown");
    const { replicationGroupId, ...group } = made.only(TYPES.group).inputs;
    expect(replicationGroupId).to.match(/^webapp-grown-cache-[0-9a-z]+$/);
    expect(group).to.deep.equal({
      description: "Cache of webapp-grown",
      engine: "valkey",
      engineVersion: "8.1",
      autoMinorVersionUpgrade: true,
      nodeType: "cache.t4g.micro",
      numCacheClusters: 1,
      automaticFailoverEnabled: false,
      multiAzEnabled: false,
      applyImmediately: true,
      port: 6379,
      parameterGroupName: made.only(TYPES.parameters).id,
      subnetGroupName: made.only(TYPES.subnets).id,
      securityGroupIds: [made.named("security-cache", TYPES.securityGroup).id],
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
      atRestEncryptionEnabled: true,
      userGroupIds: ["webapp-grown-cache"],
      snapshotRetentionLimit: 0,
      maintenanceWindow: "sun:06:30-sun:07:30",
      logDeliveryConfigurations: [
        {
          logType: "slow-log",
          logFormat: "json",
          destinationType: "cloudwatch-logs",
          destination: "/aws/vendedlogs/webapp-grown/cache/slow",
        },
      ],
    });
    expect(made.only(TYPES.user).inputs).to.deep.equal({
      userId: "webapp-grown-cache",
      userName: "webapp-grown-cache",
      engine: "valkey",
      accessString: "on ~* +@all -@dangerous +info",
      authenticationMode: { type: "iam" },
    });
    expect(made.only(TYPES.userGroup).inputs).to.deep.equal({
      userGroupId: "webapp-grown-cache",
      engine: "valkey",
      userIds: ["webapp-grown-cache"],
    });
    expect(made.only(TYPES.parameters).inputs).to.include({ family: "valkey8" });
    expect(made.only(TYPES.parameters).inputs.parameters).to.deep.equal([
      { name: "maxmemory-policy", value: "allkeys-lru" },
    ]);
    const isolated = made.all("aws:ec2/subnet:Subnet").filter(({ name }) => name.includes("isolated"));
    expect(made.only(TYPES.subnets).inputs.subnetIds).to.have.members(isolated.map(({ id }) => id));
  });

  it("has a replica, snapshots, the stack's own key and protection in prod", async () => {
    const made = await deployGrown("grown-prod");
    const group = made.only(TYPES.group);
    expect(group.inputs).to.include({
      numCacheClusters: 2,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      applyImmediately: false,
      snapshotRetentionLimit: 7,
      snapshotWindow: "05:30-06:30",
      kmsKeyId: `arn:aws:kms:us-east-1:123456789012:key/${made.named("encryption-data", "aws:kms/key:Key").id}`,
    });
    expect(group.protect).to.equal(true);
  });

  it("may be connected to as its one user, and nothing else", async () => {
    const made = await deployGrown("grown");
    const rights = statementsOf<Statement>(made, "backend-task").filter(({ Sid }) => Sid.startsWith("UsesCache"));
    expect(rights).to.deep.equal([
      {
        Sid: "UsesCacheConnect",
        Effect: "Allow",
        Action: "elasticache:Connect",
        Resource: [
          `${ELASTICACHE}:replicationgroup:${made.only(TYPES.group).id}`,
          `${ELASTICACHE}:user:webapp-grown-cache`,
        ],
      },
    ]);
  });

  it("takes a password out of a secret instead, whose new value restarts its users", async () => {
    const made = await deployGrown("grown", PASSWORD);
    const secret = made.named("cache-password", TYPES.secret);
    const { variables } = lessOf(accessOf(made, "frontend"), accessOf(await deployGrown("grown"), "frontend"));
    expect(variables).to.deep.equal(["CACHE_PASSWORD"]);
    expect(secretsOf(made, "frontend")).to.deep.equal({ CACHE_PASSWORD: secret.id });
    expect(statementsOf<Statement>(made, "backend-task").map(({ Sid }) => Sid)).not.to.include("UsesCacheConnect");
    const { authenticationMode } = made.only(TYPES.user).inputs;
    const { secretStringWo } = made.named("cache-password", "aws:secretsmanager/secretVersion:SecretVersion").inputs;
    expect(authenticationMode).to.deep.equal({ type: "password", passwords: [secretStringWo] });
    for (const service of ["backend", "frontend"]) {
      const rules = made.all("aws:cloudwatch/eventRule:EventRule").filter(({ name }) => name.startsWith(service));
      expect(rules.map(({ inputs }) => String(inputs.eventPattern)).join(" ")).to.contain(secret.id);
    }
  });

  it("tells of memory, evictions, CPU, lag and failover in prod, of each node at its worst, and draws them", async () => {
    const made = await deployGrown("grown-prod");
    const id = made.only(TYPES.group).id;
    const alarms = made.all(ALARM).filter(({ name }) => name.startsWith("cache-"));
    expect(alarms.map(({ name, inputs }) => `${name} > ${String(inputs.threshold)}`)).to.deep.equal([
      "cache-memory > 90",
      "cache-evictions > 1000",
      "cache-cpu > 45",
      "cache-replication-lag > 30",
      "cache-failover > 1",
    ]);
    for (const { inputs, name } of alarms) {
      const [result, ...nodes] = inputs.metricQueries as {
        readonly expression?: string;
        readonly metric?: { readonly namespace: string; readonly dimensions: unknown };
      }[];
      const changes = name === "cache-failover";
      expect(result?.expression, name).to.equal(
        changes ? "MAX([ABS(DIFF(node001)), ABS(DIFF(node002))])" : "MAX([node001, node002])",
      );
      expect(nodes.map(({ metric }) => metric?.namespace)).to.deep.equal(["AWS/ElastiCache", "AWS/ElastiCache"]);
      expect(nodes.map(({ metric }) => metric?.dimensions)).to.deep.equal([
        { CacheClusterId: `${id}-001` },
        { CacheClusterId: `${id}-002` },
      ]);
      const section = runbookNamedIn(String(inputs.alarmDescription)) ?? "";
      expect(runbookSections.has(section), section).to.equal(true);
    }
    const dashboard = String(made.only("aws:cloudwatch/dashboard:Dashboard").inputs.dashboardBody);
    for (const metric of ["DatabaseMemoryUsagePercentage", "Evictions", "CacheHitRate", "ReplicationLag"]) {
      expect(dashboard).to.contain(`"AWS/ElastiCache","${metric}"`);
    }
  });

  it("watches the engine's own CPU where a node has many, and no lag without replicas", async () => {
    const set = ["cache={ nodeType: cache.m7g.xlarge, replicas: 0 }"];
    const made = await deployGrown("grown-prod", set);
    const alarms = made.all(ALARM).filter(({ name }) => name.startsWith("cache-"));
    expect(alarms.map(({ name }) => name)).to.deep.equal(["cache-memory", "cache-evictions", "cache-cpu"]);
    expect(JSON.stringify(made.inputs(ALARM, "cache-cpu").metricQueries)).to.contain('"EngineCPUUtilization"');
    expect(made.inputs(ALARM, "cache-cpu").threshold).to.equal(90);
    expect((await deployGrown("grown")).all(ALARM).filter(({ name }) => name.startsWith("cache-"))).to.deep.equal([]);
  });

  it("is absent where the stack file has none", async () => {
    for (const stack of ["dev", "prod"] as const) {
      const none = await deployStack(stack);
      expect(
        none.resources.filter(({ type, name }) => type.includes("elasticache") || name.includes("cache-")),
      ).to.have.length(0);
    }
  });
});
