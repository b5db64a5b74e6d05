import * as aws from "@pulumi/aws";

import { capture } from "@toolkit/offline/capture";
import { type ResourceGraph } from "@toolkit/offline/graph";

export interface Shop {
  /** Zones with subnets. @default ["a", "b"] */
  readonly zones?: readonly string[];
  /** Zones whose subnets have tasks. @default all of them */
  readonly taskZones?: readonly string[];
  /** Zones with a NAT gateway; the others lead through the first. @default all that have tasks */
  readonly natZones?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly multiAz?: boolean;
  readonly retentionDays?: number;
  readonly strategy?: { readonly capacityProvider: string; readonly base?: number; readonly weight?: number }[];
  /** Interface endpoints in every zone. @default none */
  readonly endpoints?: readonly string[];
  /** Region to which backups are replicated. @default none */
  readonly copyTo?: string;
  /** Nodes of a cache. @default no cache */
  readonly cacheNodes?: number;
  /** Prefix of private subnets. @default 24 */
  readonly prefix?: number;
}

/** A shop of another program: a load balancer, one service, MySQL, NAT gateways. */
export const shop = (options: Shop = {}): Promise<ResourceGraph> =>
  capture(() => {
    program(options);
    return Promise.resolve({});
  });

function program({ zones = ["a", "b"], taskZones = zones, natZones = taskZones, ...options }: Shop): void {
  const vpc = new aws.ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16" });
  const subnet = (tier: string, zone: string, index: number) =>
    new aws.ec2.Subnet(`${tier}-${zone}`, {
      vpcId: vpc.id,
      availabilityZone: `us-east-1${zone}`,
      cidrBlock: `10.0.${index}.0/${options.prefix ?? 24}`,
    });
  const open = new Map(zones.map((zone, index) => [zone, subnet("open", zone, index)]));
  const closed = new Map(zones.map((zone, index) => [zone, subnet("closed", zone, 100 + index)]));
  const pick = (from: ReadonlyMap<string, aws.ec2.Subnet>, some: readonly string[]) =>
    some.flatMap((zone) => from.get(zone)?.id ?? []);
  const nats = new Map(
    natZones.map((zone) => [zone, new aws.ec2.NatGateway(`nat-${zone}`, { subnetId: pick(open, [zone])[0] ?? "" })]),
  );
  for (const [zone, { id }] of closed) {
    const table = new aws.ec2.RouteTable(`closed-${zone}`, { vpcId: vpc.id });
    new aws.ec2.RouteTableAssociation(`closed-${zone}`, { routeTableId: table.id, subnetId: id });
    const nat = nats.get(zone) ?? [...nats.values()][0];
    if (nat === undefined) continue;
    new aws.ec2.Route(`closed-${zone}`, {
      routeTableId: table.id,
      destinationCidrBlock: "0.0.0.0/0",
      natGatewayId: nat.id,
    });
  }
  new aws.ec2.VpcEndpoint("s3", { vpcId: vpc.id, serviceName: "com.amazonaws.us-east-1.s3" });
  for (const service of options.endpoints ?? []) {
    new aws.ec2.VpcEndpoint(service, {
      vpcId: vpc.id,
      serviceName: `com.amazonaws.us-east-1.${service}`,
      vpcEndpointType: "Interface",
      subnetIds: pick(closed, zones),
    });
  }
  compute(options, vpc, pick(open, zones), pick(closed, taskZones));
  database(options, pick(closed, zones));
  cache(options, pick(closed, zones));
}

function compute(
  { min = 2, max = 4, strategy }: Shop,
  vpc: aws.ec2.Vpc,
  open: aws.ec2.Subnet["id"][],
  closed: aws.ec2.Subnet["id"][],
): void {
  const balancer = new aws.lb.LoadBalancer("front", { loadBalancerType: "application", subnets: open });
  const group = new aws.lb.TargetGroup("till", {
    port: 80,
    protocol: "HTTP",
    targetType: "ip",
    vpcId: vpc.id,
    healthCheck: { interval: 10, unhealthyThreshold: 2 },
  });
  const listener = new aws.lb.Listener("front", {
    loadBalancerArn: balancer.arn,
    defaultActions: [{ type: "forward", targetGroupArn: group.arn }],
  });
  const cluster = new aws.ecs.Cluster("cluster");
  const definition = new aws.ecs.TaskDefinition("till", {
    family: "till",
    cpu: "1024",
    memory: "2048",
    networkMode: "awsvpc",
    requiresCompatibilities: ["FARGATE"],
    containerDefinitions: JSON.stringify([{ name: "till", image: "public.ecr.aws/shop/till:1" }]),
  });
  const service = new aws.ecs.Service(
    "till",
    {
      cluster: cluster.arn,
      taskDefinition: definition.arn,
      desiredCount: min,
      networkConfiguration: { subnets: closed },
      loadBalancers: [{ targetGroupArn: group.arn, containerName: "till", containerPort: 80 }],
      ...(strategy === undefined ? { launchType: "FARGATE" } : { capacityProviderStrategies: strategy }),
    },
    { dependsOn: listener },
  );
  new aws.appautoscaling.Target("till", {
    minCapacity: min,
    maxCapacity: max,
    resourceId: service.name,
    scalableDimension: "ecs:service:DesiredCount",
    serviceNamespace: "ecs",
  });
}

function database({ multiAz = true, retentionDays = 7, copyTo }: Shop, subnetIds: aws.ec2.Subnet["id"][]): void {
  const group = new aws.rds.SubnetGroup("goods", { subnetIds });
  const parameters = new aws.rds.ParameterGroup("goods", {
    family: "mysql8.4",
    parameters: [{ name: "max_connections", value: "50" }],
  });
  const instance = new aws.rds.Instance("goods", {
    engine: "mysql",
    instanceClass: "db.t4g.small",
    allocatedStorage: 20,
    dbSubnetGroupName: group.name,
    parameterGroupName: parameters.name,
    multiAz,
    backupRetentionPeriod: retentionDays,
    skipFinalSnapshot: true,
  });
  if (copyTo === undefined) return;
  new aws.rds.InstanceAutomatedBackupsReplication("goods", { sourceDbInstanceArn: instance.arn, region: copyTo });
}

function cache({ cacheNodes }: Shop, subnetIds: aws.ec2.Subnet["id"][]): void {
  if (cacheNodes === undefined) return;
  const group = new aws.elasticache.SubnetGroup("shelf", { subnetIds });
  new aws.elasticache.ReplicationGroup("shelf", {
    description: "what is asked for most",
    engine: "valkey",
    nodeType: "cache.t4g.micro",
    numCacheClusters: cacheNodes,
    automaticFailoverEnabled: cacheNodes > 1,
    multiAzEnabled: cacheNodes > 1,
    subnetGroupName: group.name,
  });
}
