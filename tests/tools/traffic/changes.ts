/** A change of a live stack's configuration, by assignments as in `--set`. */
export interface TrafficChange {
  readonly what: string;
  /** @default the stack as it is */
  readonly from?: readonly string[];
  /** @default the stack as it is */
  readonly to?: readonly string[];
  /** Why requests are lost, in a few words, and the errors that say so. @default none is lost */
  readonly loses?: readonly [because: string, errors: RegExp];
}

const zoneId = "domain.zoneId=Z0123456789EXAMPLE";
const named = ["domain.name=dev.example.com", zoneId];
const alias = [...named, "domain.aliases=[two.example.com]"];
const redirect = [...named, "domain.redirects=[www.example.com]"];
const repository = "123456789012.dkr.ecr.us-east-1.amazonaws.com/webapp-dev/backend";
const image = `${repository}@sha256:${"3b2c0c6f5a1d4e8f".repeat(4)}`;
const echo = [`services={ echo: { image: { uri: "${image}" }, paths: [/echo/*], public: true } }`];
const uploads = ["buckets={ uploads: { servedAt: /uploads/* } }"];
const twoGroups = ["backend.deployment={ strategy: rolling, twoTargetGroups: true }"];
const canary = ["backend.deployment=canary"];
const noFirewall = ["protection.waf=false", "acceptedRisks=[noFirewall]"];
const password = [`edge.access.credentials=[${"0f".repeat(32)}]`];
const endpoints = "network.endpoints=[ecr.api, ecr.dkr, logs, secretsmanager, ssmmessages]";
const certificate = "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555";

const moves = ["tasks follow after their port", /not reached at port|is empty/] as const;
const health = ["tasks are asked for a path that they started without", /asked for their health/] as const;
const leaves = ["it is taken away", /does not serve|leads to no distribution|has no certificate|any more/] as const;
const certificates = ["listeners change names before the edge", /certificate for|does not serve|leads to no/] as const;
const ports = [
  "listeners change ports before the edge",
  /lets requests through|certificate for|does not serve|leads to no|no listener|no rule matches/,
] as const;
const secondGroup = ["the second group may have the requests", /is empty/] as const;

/** What moves requests, key by key. */
export const changes: readonly TrafficChange[] = [
  { what: "a port of the backend", to: ["backend.port=9090"], loses: moves },
  { what: "a port of the front end", to: ["ssr.port=4000"], loses: moves },
  { what: "a port under a canary", from: canary, to: [...canary, "backend.port=9090"], loses: moves },
  { what: "a health check of the backend", to: ["backend.healthCheckPath=/ok"], loses: health },
  { what: "a health check of the front end", to: ["ssr.healthCheckPath=/ok"], loses: health },
  { what: "another mode", to: ["frontend=flipped"], loses: ["ssr has no /api/*", /the edge has no .api/] },
  { what: "a second target group", to: twoGroups },
  { what: "a canary, the second group there", from: twoGroups, to: canary },
  { what: "no canary, the second group kept", from: canary, to: twoGroups },
  { what: "a size under a canary", from: canary, to: [...canary, "backend.cpu=1024", "backend.memory=2048"] },
  { what: "a second target group no more", from: twoGroups, loses: secondGroup },
  { what: "a canary no more", from: canary, loses: secondGroup },
  { what: "a canary at once", to: canary, loses: ["ECS refuses it half way", /InvalidParameterException/] },
  { what: "larger tasks", to: ["backend.cpu=1024", "backend.memory=2048"] },
  { what: "another architecture", to: ["backend.architecture=amd64"] },
  { what: "an environment variable", to: ["backend.environment.LEVEL=debug", "ssr.environment.LEVEL=debug"] },
  { what: "more tasks", to: ["backend.minTasks=3", "backend.maxTasks=6"] },
  { what: "Fargate", to: ["backend.capacity=fargate"] },
  { what: "Fargate Spot", to: ["backend.capacity=fargateSpot"] },
  { what: "instances", to: ["backend.capacity=ec2Spot", "ssr.capacity=ec2Spot"] },
  { what: "no instances", from: ["backend.capacity=ec2Spot"], to: ["ec2Spot.keep=[arm64]"] },
  { what: "a third zone", to: ["network.azs=[a, b, c]"] },
  { what: "a workload in one zone", to: ["network.workloadAzs=[b]", "acceptedRisks=[singleAzWorkload]"] },
  { what: "a NAT gateway in each zone", to: ["network.nat=perAz"] },
  { what: "no NAT", to: ["network.nat=none", endpoints] },
  { what: "a firewall", from: noFirewall, to: ["protection.waf=true"] },
  { what: "no firewall", from: ["protection.waf=true"], to: noFirewall },
  { what: "a firewall at the load balancer", to: ["protection.waf=true", "protection.regionalWaf=true"] },
  { what: "a public backend", to: ["backend.public=true"] },
  { what: "a public backend no more", from: ["backend.public=true"], loses: leaves },
  { what: "a further path", to: ["backend.public=true", "backend.paths=[/api/*, /graphql]"] },
  {
    what: "a path less",
    from: ["backend.public=true", "backend.paths=[/api/*, /graphql]"],
    to: ["backend.public=true"],
    loses: leaves,
  },
  { what: "a further host", from: named, to: alias },
  { what: "a host less", from: alias, to: named, loses: leaves },
  { what: "a redirected host", from: named, to: redirect },
  { what: "a redirected host less", from: redirect, to: named, loses: leaves },
  {
    what: "a host that is redirected from now on",
    from: alias,
    to: [...named, "domain.redirects=[two.example.com]"],
    loses: certificates,
  },
  { what: "another name", from: named, to: ["domain.name=new.example.com", zoneId], loses: certificates },
  { what: "the first domain", to: named, loses: ports },
  { what: "no domain", from: named, loses: ports },
  { what: "a certificate of one's own", from: named, to: [...named, `domain.certificateArn=${certificate}`] },
  { what: "the origin secret's next value", to: ["edge.originSecret={ send: 2, accept: [1, 2] }"] },
  {
    what: "the origin secret's old value no more",
    from: ["edge.originSecret={ send: 2, accept: [1, 2] }"],
    to: ["edge.originSecret={ send: 2, accept: [2, 3] }"],
  },
  {
    what: "a jump of the origin secret",
    to: ["edge.originSecret={ send: 3, accept: [3, 4] }"],
    loses: ["the rule knows no value that is sent", /no rule matches/],
  },
  { what: "a service more", to: echo },
  { what: "a service less", from: echo, loses: leaves },
  { what: "a served bucket", to: uploads },
  { what: "a served bucket less", from: uploads, loses: leaves },
  { what: "releases", to: ["spa.keepReleases=3"] },
  { what: "no releases", from: ["spa.keepReleases=3"] },
  { what: "a password before everything", to: password, loses: ["it is asked for", /the edge answers 401/] },
  { what: "a password no more", from: password },
  { what: "some countries only", to: ["edge.allowCountries=[ES]"] },
  {
    what: "sources of the content security policy",
    to: ["edge.headers.contentSecurityPolicy.add={ font-src: ['https://fonts.gstatic.com'] }"],
  },
  { what: "another price class", to: ["edge.priceClass=PriceClass_All"] },
  { what: "a cache", to: ["cache={}", "backend.uses=[database, cache]"] },
  { what: "a larger database", to: ["database.instanceClass=db.t4g.large"] },
  { what: "signing in by IAM", to: ["database.authentication=iam"] },
  {
    what: "another network",
    to: ["network.cidr=10.9.0.0/16"],
    loses: ["load balancers and tasks move one after the other", /lets requests through|not reached|is empty/],
  },
];
