import { type CostResource, formulas, type Usage } from "../../src";
import { resource, usage } from "./fixtures";
import { type GoldenLine } from "./golden";

interface Example {
  readonly resources: readonly CostResource[];
  readonly month?: Usage;
  readonly more?: { readonly region: string };
}

type Maker = (block: string, lines: readonly GoldenLine[]) => Example;

const MILLION = 1_000_000;
/** Days after which compressed storage is half of what a month brings, as much as the golden stores. */
const DAYS_TO_HALF = formulas.DAYS_PER_MONTH / 2 / 0.15;

const one = (type: string, inputs: object = {}, month?: Usage): Example => ({
  resources: [resource(type, "it", inputs)],
  ...(month === undefined ? {} : { month }),
});

const quantityOf = (lines: readonly GoldenLine[], start: string): number =>
  lines.filter(({ component }) => component.startsWith(start)).reduce((sum, { quantity }) => sum + quantity, 0);

const loadBalancer: Maker = (block, lines) => {
  const kind = block.includes("nlb") || block.includes("example") ? "network" : "application";
  const gb = quantityOf(lines, "Load balancer capacity") * formulas.HOURS_PER_MONTH;
  const traffic = { pageViews: gb * 1024, dynamicRequestsPerPageView: 1, dynamicKb: 1024 };
  return one("aws:lb/loadBalancer:LoadBalancer", { loadBalancerType: kind, internal: true }, usage({ traffic }));
};

const record: Maker = (_, lines) => {
  const queries = { a: "Standard", b: "Latency", c: "Geo" };
  const routing = { a: {}, b: { latencyRoutingPolicies: [{}] }, c: { geolocationRoutingPolicies: [{}] } };
  const names = Object.keys(queries) as (keyof typeof queries)[];
  const own = names.map((name) => [name, { "operations.dnsQueries": quantityOf(lines, queries[name]) * MILLION }]);
  return {
    resources: names.map((name) => resource("aws:route53/record:Record", name, { type: "A", ...routing[name] })),
    month: { ...usage(), resources: Object.fromEntries(own) as Usage["resources"] },
  };
};

const topic: Maker = (block, lines) => {
  const fifoTopic = block.includes("fifo");
  const subject = resource("aws:sns/topic:Topic", "topic", { fifoTopic });
  const subscription = (name: string, protocol: string) =>
    resource(
      "aws:sns/topicSubscription:TopicSubscription",
      name,
      { protocol },
      { propertyDependencies: { topic: [subject.urn] } },
    );
  const payloadKb = 128;
  if (fifoTopic) {
    const published = quantityOf(lines, "FIFO Publish API requests") * MILLION;
    const delivered = quantityOf(lines, "FIFO notifications") * MILLION;
    const kb = published === 0 ? 0 : (quantityOf(lines, "FIFO Publish API payload") * MILLION) / published;
    const own = { topic: { "operations.notifications": published }, a: { "operations.notifications": delivered } };
    const parts = delivered > 0 ? [subscription("a", "sqs")] : [];
    const month = usage({ operations: { messageKb: kb === 0 ? payloadKb : kb } });
    return { resources: [subject, ...parts], month: { ...month, resources: own } };
  }
  const protocols = {
    https: ["HTTP", 100_000],
    email: ["Email", 100_000],
    firehose: ["Kinesis", MILLION],
    application: ["Mobile", MILLION],
    sms: ["SMS", 100],
  } as const;
  const names = Object.keys(protocols) as (keyof typeof protocols)[];
  const own = names.map((name): [string, Record<string, number>] => {
    const [start, per] = protocols[name];
    const macOs = name === "application" ? quantityOf(lines, "MacOS") : 0;
    return [name, { "operations.notifications": (quantityOf(lines, start) + macOs) * per }];
  });
  const used = names.filter((name) => quantityOf(lines, protocols[name][0]) > 0);
  const published = { "operations.notifications": quantityOf(lines, "API requests") * MILLION };
  const month = { ...usage(), resources: { topic: published, ...Object.fromEntries(own) } };
  const silent = [subscription("quiet", "sqs")];
  return { resources: [subject, ...silent, ...used.map((name) => subscription(name, name))], month };
};

const transfer: Maker = (block, lines) => {
  const region = block.replace("aws_data_transfer.", "");
  const network = {
    internetGb: quantityOf(lines, "Outbound data transfer to Internet"),
    crossAzGb: quantityOf(lines, "Intra-region") / 2,
    otherRegionGb: quantityOf(lines, "Outbound data transfer to other"),
  };
  // Between neighbours data costs half, which the graph has as half as much of it.
  const neighbours = quantityOf(lines, "Outbound data transfer to US East") / 2;
  return {
    resources: [resource("aws:ec2/vpc:Vpc", "vpc"), resource("aws:ec2/internetGateway:InternetGateway", "gateway")],
    month: usage({ network: { ...network, otherRegionGb: network.otherRegionGb + neighbours } }),
    more: { region },
  };
};

const stateMachine: Maker = (_, lines) => {
  const runs = quantityOf(lines, "Requests");
  const transitions = quantityOf(lines, "Transitions") * 1000;
  if (runs === 0)
    return one(
      "aws:sfn/stateMachine:StateMachine",
      { type: "STANDARD" },
      usage({ operations: { secretRotations: transitions / 40 } }),
    );
  const operations = { expressRuns: runs * MILLION, expressGbHours: quantityOf(lines, "Duration") };
  return one("aws:sfn/stateMachine:StateMachine", { type: "EXPRESS" }, usage({ operations }));
};

const MAKERS: Readonly<Record<string, Maker>> = {
  acm_certificate_test: () => one("aws:acm/certificate:Certificate", { certificateAuthorityArn: "arn:aws:acm-pca:a" }),
  backup_vault_test: () => one("aws:backup/vault:Vault"),
  cloudtrail_test: (_, lines) => {
    const operations = {
      extraManagementEvents: quantityOf(lines, "Management") * 100_000,
      auditDataEvents: quantityOf(lines, "Data") * 100_000,
      insightEvents: quantityOf(lines, "Insight") * 100_000,
    };
    const inputs = { eventSelectors: [{ dataResources: [{}] }], insightSelectors: [{}] };
    return one("aws:cloudtrail/trail:Trail", inputs, usage({ operations }));
  },
  cloudwatch_dashboard_test: () => one("aws:cloudwatch/dashboard:Dashboard", { dashboardBody: "{}" }),
  cloudwatch_log_group_test: (_, lines) => {
    const logs = { applicationGb: quantityOf(lines, "Data ingested"), scannedGb: quantityOf(lines, "Insights") };
    return one("aws:cloudwatch/logGroup:LogGroup", { retentionInDays: DAYS_TO_HALF }, usage({ logs }));
  },
  data_transfer_test: transfer,
  ecr_repository_test: (_, lines) =>
    one("aws:ecr/repository:Repository", {}, usage({ storage: { imageGb: quantityOf(lines, "Storage") } })),
  eip_test: (block, lines) => {
    if (block.startsWith("aws_nat_gateway")) return one("aws:ec2/natGateway:NatGateway");
    if (block.startsWith("aws_lb")) return loadBalancer(block, lines);
    if (block.startsWith("aws_eip")) return one("aws:ec2/eip:Eip");
    return one("aws:ec2/instance:Instance", { instanceType: "t3.medium" });
  },
  kms_key_test: (block) => {
    const spec = /rsa\d+/.exec(block)?.[0].replace("rsa", "RSA_") ?? "SYMMETRIC_DEFAULT";
    return one("aws:kms/key:Key", { customerMasterKeySpec: spec });
  },
  lb_test: loadBalancer,
  route53_record_test: (block, lines) => (block.includes("zone") ? one("aws:route53/zone:Zone") : record(block, lines)),
  route53_zone_test: () => one("aws:route53/zone:Zone"),
  secretsmanager_secret_test: (_, lines) =>
    one(
      "aws:secretsmanager/secret:Secret",
      {},
      usage({ operations: { secretCalls: quantityOf(lines, "API") * 10_000 } }),
    ),
  sfn_state_machine_test: stateMachine,
  sns_topic_test: topic,
  sqs_queue_test: (block, lines) =>
    one(
      "aws:sqs/queue:Queue",
      { fifoQueue: block.includes("fifo") },
      // A message is sent, taken and deleted.
      usage({ operations: { queueMessages: (quantityOf(lines, "Requests") * MILLION) / 3 } }),
    ),
  wafv2_web_acl_test: (_, lines) => {
    const rules = quantityOf(lines, "Rule") + quantityOf(lines, "Managed");
    const traffic = { pageViews: quantityOf(lines, "Requests") * MILLION, dynamicRequestsPerPageView: 1 };
    return one("aws:wafv2/webAcl:WebAcl", { scope: "REGIONAL", rules: Array(rules).fill({}) }, usage({ traffic }));
  },
};

/** The block of a golden as resources with the use that it speaks of; nothing for a golden that nobody knows. */
export function examples(golden: string, block: string, lines: readonly GoldenLine[]): Example | undefined {
  return MAKERS[golden]?.(block, lines);
}
