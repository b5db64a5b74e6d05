import type { Resource } from "../aws/account";
import { T } from "@toolkit/offline/aws-types";
import type { Properties } from "../protocol/values";
import type { Scenario } from "./scenario";

export const trust = (service: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  });

export const allow = (service: string, action: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: action, Resource: "*" }],
  });

/** A VPC with two subnets in two zones, a gateway, and default routes out of both. */
export interface Network {
  readonly vpc: Resource;
  readonly subnets: readonly [Resource, Resource];
  readonly subnetIds: readonly string[];
  readonly gateway: Resource;
  readonly routes: readonly [Resource, Resource];
  readonly group: Resource;
}

export function subnetIn(
  aws: Scenario,
  vpc: Resource,
  zone = "a",
  cidrBlock = `10.0.${zone.charCodeAt(0) - 97}.0/24`,
): Resource {
  return aws.make(T.subnet, { vpcId: vpc.id, cidrBlock, availabilityZone: `us-east-1${zone}` });
}

export function vpc(aws: Scenario): Resource {
  return aws.make(T.vpc, { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true });
}

export function routedSubnet(
  aws: Scenario,
  home: Resource,
  gateway: Resource,
  zone: string,
): { subnet: Resource; route: Resource } {
  const subnet = subnetIn(aws, home, zone);
  const table = aws.make(T.routeTable, { vpcId: home.id });
  aws.make(T.routeTableAssociation, { routeTableId: table.id, subnetId: subnet.id });
  return {
    subnet,
    route: aws.make(T.route, { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: gateway.id }),
  };
}

export function network(aws: Scenario): Network {
  const home = vpc(aws);
  const gateway = aws.make(T.internetGateway, { vpcId: home.id });
  const [a, b] = [routedSubnet(aws, home, gateway, "a"), routedSubnet(aws, home, gateway, "b")];
  const group = aws.make(T.securityGroup, { vpcId: home.id, description: "everything" });
  return {
    vpc: home,
    gateway,
    group,
    subnets: [a.subnet, b.subnet],
    subnetIds: [a.subnet.id, b.subnet.id],
    routes: [a.route, b.route],
  };
}

export function balancer(aws: Scenario, { subnetIds, group }: Network, more: Properties = {}): Resource {
  return aws.make(T.loadBalancer, { subnets: subnetIds, securityGroups: [group.id], ...more });
}

export function targetGroup(aws: Scenario, { vpc: home }: Network, more: Properties = {}): Resource {
  return aws.make(T.targetGroup, { vpcId: home.id, port: 8080, protocol: "HTTP", targetType: "ip", ...more });
}

export function forwardTo(group: Resource): Properties[] {
  return [{ type: "forward", targetGroupArn: group.outputs.arn ?? null }];
}

export function listener(aws: Scenario, front: Resource, group: Resource, more: Properties = {}): Resource {
  return aws.make(T.listener, {
    loadBalancerArn: front.id,
    port: 80,
    protocol: "HTTP",
    defaultActions: forwardTo(group),
    ...more,
  });
}

export function role(aws: Scenario, service: string): Resource {
  return aws.make(T.role, { assumeRolePolicy: trust(service) });
}

/** Everything a service needs, and the inputs of one that AWS accepts. */
export interface ServiceStage {
  readonly network: Network;
  readonly front: Resource;
  readonly targets: Resource;
  readonly listener: Resource;
  readonly cluster: Resource;
  readonly providers: Resource;
  readonly logs: Resource;
  readonly executionRole: Resource;
  readonly executionPolicy: Resource;
  readonly definition: Resource;
  readonly inputs: Properties;
}

export function container(logs: string, more: Properties = {}): string {
  const logConfiguration = { logDriver: "awslogs", options: { "awslogs-group": logs } };
  return JSON.stringify([
    {
      name: "web",
      image: "public.ecr.aws/nginx/nginx",
      portMappings: [{ containerPort: 8080 }],
      logConfiguration,
      ...more,
    },
  ]);
}

export function taskDefinition(
  aws: Scenario,
  executionRole: Resource,
  logs: Resource,
  more: Properties = {},
): Resource {
  return aws.make(T.taskDefinition, {
    family: "web",
    cpu: "256",
    memory: "512",
    networkMode: "awsvpc",
    requiresCompatibilities: ["FARGATE"],
    executionRoleArn: executionRole.outputs.arn ?? null,
    containerDefinitions: container(logs.id),
    ...more,
  });
}

export function serviceStage(aws: Scenario): ServiceStage {
  const stage = network(aws);
  const front = balancer(aws, stage);
  const targets = targetGroup(aws, stage);
  const cluster = aws.make(T.cluster, {}, "cluster");
  const providers = aws.make(T.clusterCapacityProviders, {
    clusterName: cluster.outputs.name ?? null,
    capacityProviders: ["FARGATE", "FARGATE_SPOT"],
  });
  const logs = aws.make(T.logGroup, { retentionInDays: 30 }, "web");
  const executionRole = role(aws, "ecs-tasks.amazonaws.com");
  const executionPolicy = aws.make(T.rolePolicyAttachment, {
    role: executionRole.outputs.name ?? null,
    policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
  });
  const definition = taskDefinition(aws, executionRole, logs);
  const inputs = {
    cluster: cluster.id,
    taskDefinition: definition.outputs.arn ?? null,
    capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1, base: 1 }],
    networkConfiguration: { subnets: stage.subnetIds, securityGroups: [stage.group.id] },
    loadBalancers: [{ targetGroupArn: targets.outputs.arn ?? null, containerName: "web", containerPort: 8080 }],
  };
  return {
    network: stage,
    front,
    targets,
    listener: listener(aws, front, targets),
    cluster,
    providers,
    logs,
    executionRole,
    executionPolicy,
    definition,
    inputs,
  };
}

/** A database that AWS accepts, with its groups. */
export function databaseInputs(aws: Scenario, stage: Network): Properties {
  const subnets = aws.make(T.databaseSubnets, { subnetIds: stage.subnetIds });
  const parameters = aws.make(T.databaseParameters, { family: "mysql8.4" });
  return {
    engine: "mysql",
    engineVersion: "8.4",
    instanceClass: "db.t4g.medium",
    allocatedStorage: 20,
    username: "app",
    manageMasterUserPassword: true,
    dbSubnetGroupName: subnets.id,
    parameterGroupName: parameters.id,
    skipFinalSnapshot: true,
  };
}

/** A certificate that its validation has issued. */
export function issuedCertificate(aws: Scenario, more: Properties = {}): Resource {
  const certificate = aws.make(T.certificate, { domainName: "app.example.com", validationMethod: "DNS", ...more });
  aws.make(T.certificateValidation, { certificateArn: certificate.id, ...more });
  return certificate;
}

/** A distribution that AWS accepts, over one S3 origin. */
export function distributionInputs(more: Properties = {}): Properties {
  return {
    enabled: true,
    origins: [{ originId: "site", domainName: "site.s3.us-east-1.amazonaws.com" }],
    defaultCacheBehavior: { targetOriginId: "site", viewerProtocolPolicy: "redirect-to-https" },
    viewerCertificate: { cloudfrontDefaultCertificate: true },
    ...more,
  };
}

export function bucket(aws: Scenario, more: Properties = {}): Resource {
  return aws.make(T.bucket, more);
}
