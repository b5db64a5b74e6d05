const NO_NAT = ["network.nat=none", "network.endpoints=[ecr.api, ecr.dkr, logs, secretsmanager, ssmmessages]"];
const FONTS = "edge.headers.contentSecurityPolicy.add={font-src: ['https://fonts.gstatic.com']}";
const DOMAIN = ["domain.name=dev.example.com", "domain.zoneId=Z0123456789EXAMPLE"];

/** Settings that change which resources exist, each with what must then be there, by type and count. */
export const options: readonly (readonly [string, string, string[], Record<string, number>])[] = [
  [
    "no NAT, endpoints instead",
    "dev",
    NO_NAT,
    { "aws:ec2/natGateway:NatGateway": 0, "aws:ec2/vpcEndpoint:VpcEndpoint": 6 },
  ],
  [
    "one NAT gateway",
    "dev",
    ["network.nat=single"],
    { "aws:ec2/natGateway:NatGateway": 1, "aws:ec2/eip:Eip": 1, "aws:ec2/instance:Instance": 0 },
  ],
  [
    "a NAT gateway in each zone",
    "dev",
    ["network.nat=perAz"],
    { "aws:ec2/natGateway:NatGateway": 2, "aws:ec2/eip:Eip": 2 },
  ],
  [
    "a NAT instance",
    "dev",
    ["network.nat=instance"],
    { "aws:ec2/instance:Instance": 1, "aws:ec2/natGateway:NatGateway": 0 },
  ],
  ["three zones", "dev", ["network.azs=[a, b, c]"], { "aws:ec2/subnet:Subnet": 9 }],
  [
    "a workload in one zone",
    "prod",
    ["network.workloadAzs=[b]", "acceptedRisks=[singleAzWorkload]"],
    { "aws:ec2/natGateway:NatGateway": 1, "aws:ec2/subnet:Subnet": 6 },
  ],
  ["zone ids", "dev", ["network.azs=[use1-az1, use1-az2]"], { "aws:ec2/subnet:Subnet": 6 }],
  ["a domain in dev", "dev", DOMAIN, { "aws:acm/certificate:Certificate": 3, "aws:route53/zone:Zone": 1 }],
  [
    "a domain in dev, spa",
    "dev",
    ["frontend=spa", ...DOMAIN],
    { "aws:acm/certificate:Certificate": 2, "aws:cloudfront/vpcOrigin:VpcOrigin": 1 },
  ],
  [
    "further hosts and redirects: a name of each at the edge, the aliases at the load balancer too",
    "dev",
    [...DOMAIN, "domain.aliases=[two.example.com]", "domain.redirects=[www.example.com]"],
    { "aws:acm/certificate:Certificate": 3, "aws:route53/record:Record": 11, "aws:cloudfront/function:Function": 2 },
  ],
  [
    "releases of the pages, which one key names",
    "dev",
    ["frontend=spa", "spa.keepReleases=3"],
    {
      "aws:cloudfront/keyValueStore:KeyValueStore": 1,
      "aws:cloudfront/keyvaluestoreKey:KeyvaluestoreKey": 1,
      "aws:cloudfront/function:Function": 1,
    },
  ],
  ["a public backend in ssr", "dev", ["backend.public=true"], { "aws:cloudfront/vpcOrigin:VpcOrigin": 1 }],
  [
    "more paths to the backend, through the one way that there is",
    "dev",
    ["frontend=spa", "backend.paths=[/api/*, /graphql, /graphql/*]"],
    { "aws:cloudfront/vpcOrigin:VpcOrigin": 1, "aws:lb/listenerRule:ListenerRule": 1 },
  ],
  [
    "a password before the stack is public",
    "dev",
    [`edge.access.credentials=[${"0f".repeat(32)}]`],
    { "aws:cloudfront/function:Function": 2 },
  ],
  [
    "a policy of one's own, which the server of pages gets too",
    "dev",
    [FONTS],
    { "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy": 2 },
  ],
  [
    "steps for bursts",
    "dev",
    ["backend.scaling.burst=true", "ssr.scaling.burst={inFlight: 20}"],
    { "aws:appautoscaling/policy:Policy": 8 },
  ],
  ["on-demand Fargate", "dev", ["backend.capacity=fargate"], { "aws:autoscaling/group:Group": 0 }],
  [
    "instances",
    "dev",
    ["backend.capacity=ec2Spot", "ssr.capacity=ec2Spot"],
    { "aws:autoscaling/group:Group": 1, "aws:ec2/launchTemplate:LaunchTemplate": 1 },
  ],
  [
    "instances that are kept for their last service to leave",
    "dev",
    ["backend.capacity=fargate", "ec2Spot.keep=[amd64]"],
    { "aws:autoscaling/group:Group": 1, "aws:ecs/capacityProvider:CapacityProvider": 1 },
  ],
  [
    "instances of two architectures",
    "dev",
    ["backend.capacity=ec2Spot", "ssr.capacity=ec2Spot", "ssr.architecture=amd64"],
    { "aws:autoscaling/group:Group": 2 },
  ],
  ["no flow logs", "dev", ["network.flowLogs=none"], { "aws:ec2/flowLog:FlowLog": 0 }],
  [
    "a floor in the morning",
    "dev",
    ["backend.scaling.floors.morning={schedule: 'cron(0 8 ? * MON-FRI *)', timezone: Europe/Madrid, minTasks: 2}"],
    { "aws:appautoscaling/scheduledAction:ScheduledAction": 1 },
  ],
  ["no exec", "dev", ["access.exec=false"], {}],
  ["customer-managed keys in dev", "dev", ["protection.customerManagedKeys=true"], { "aws:kms/key:Key": 5 }],
  ["no firewall in prod", "prod", ["protection.waf=false", "acceptedRisks=[noFirewall]"], {}],
  ["a standby in dev", "dev", ["database.multiAz=true"], { "aws:rds/instance:Instance": 1 }],
  ["another region", "dev", ["aws:region=eu-west-1"], { "aws:ec2/subnet:Subnet": 6 }],
];
