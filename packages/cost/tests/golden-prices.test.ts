import { expect } from "chai";

import { formulas } from "../src";
import { prices } from "./support/fixtures";
import { type GoldenLine, readGolden } from "./support/golden";

/** Our price key of each golden line we know; `hours` when the golden counts LCUs by month. */
const KEYS: Record<string, Record<string, string>> = {
  backup_vault_test: { "RDS snapshot": "backup.rds.gb" },
  cloudtrail_test: {
    "Management events (additional copies)": "cloudtrail.mgmt.extra100k",
    "Data events": "cloudtrail.data100k",
  },
  cloudwatch_dashboard_test: { Dashboard: "cw.dashboard" },
  cloudwatch_log_group_test: {
    "Data ingested": "cw.logs.ingest.gb",
    "Archival Storage": "cw.logs.store.gb",
    "Insights queries data scanned": "cw.logs.insights.gb",
  },
  ecr_repository_test: { Storage: "ecr.gb" },
  eip_test: {
    "NAT gateway": "nat.hour",
    "Instance usage (Linux/UNIX, on-demand, t3.medium)": "ec2.t3.medium",
    "IP address (if unused)": "ipv4.public.hour",
  },
  kms_key_test: { "Customer master key": "kms.key" },
  lb_test: { "Application load balancer": "alb.hour" },
  route53_record_test: { "Standard queries (first 1B)": "route53.queries1m", "Hosted zone": "route53.zone" },
  route53_zone_test: { "Hosted zone": "route53.zone" },
  secretsmanager_secret_test: { Secret: "secrets.secret", "API requests": "secrets.req10k" },
  sfn_state_machine_test: { Transitions: "sfn.standard1k" },
  sns_topic_test: {
    "API requests (over 1M)": "sns.publish1m",
    "Email/Email-JSON notifications (over 1k)": "sns.email100k",
  },
  sqs_queue_test: { Requests: "sqs.req1m" },
  wafv2_web_acl_test: {
    "Web ACL usage": "waf.acl",
    Rules: "waf.rule",
    "Rule groups": "waf.rule",
    "Managed rule groups": "waf.rule",
    Requests: "waf.req1m",
  },
};

/** Golden lines of services or variants that the program never makes. */
const NOT_OURS = [
  /^aws_acm_certificate\.private_cert/,
  /^aws_sqs_queue\.fifo/,
  /^aws_sns_topic\.sns_fifo/,
  /^aws_sfn_state_machine\.express/,
];
const NOT_OUR_COMPONENTS = [
  /^(EFS|EBS|DynamoDB|Aurora|FSx)/,
  /^Insight events$/,
  /^Network load balancer$/,
  /^Load balancer capacity units$/,
  /gp2|io1|Provisioned IOPS/,
  /over 1B|Latency|Geo DNS/,
  /HTTP\/HTTPS|Firehose|Mobile|MacOS|SMS/,
];

function isOurs({ resource, component }: GoldenLine): boolean {
  return ![...NOT_OURS.map((r) => r.test(resource)), ...NOT_OUR_COMPONENTS.map((r) => r.test(component))].includes(
    true,
  );
}

describe("prices against infracost's goldens", () => {
  for (const [golden, keys] of Object.entries(KEYS)) {
    const ours = readGolden(golden).filter(isOurs);

    it(`${golden}: ${ours.length} lines to the cent`, () => {
      expect(ours).not.to.be.empty;
      const expected = ours.map(({ component, quantity, monthlyCost }) => ({ component, quantity, monthlyCost }));
      const actual = ours.map(({ component, quantity }) => ({
        component,
        quantity,
        monthlyCost: formulas.toCents(quantity * prices.price(keys[component] ?? component, "us-east-1").usd),
      }));
      expect(actual).to.deep.equal(expected);
    });
  }

  it("lb_test: capacity units are billed by the hour", () => {
    const [alb] = readGolden("lb_test").filter(
      ({ component, resource }) => component.includes("capacity") && resource.includes("alb"),
    );
    const hours = (alb?.quantity ?? 0) * formulas.HOURS_PER_MONTH;
    expect(formulas.toCents(hours * prices.price("alb.lcu", "us-east-1").usd)).to.equal(alb?.monthlyCost);
  });

  it("acm_certificate_test prices private certificates only, which we refuse", () => {
    expect(readGolden("acm_certificate_test").filter(isOurs)).to.be.empty;
  });

  it("autoscaling_group_test: gp3 disks, metrics, and the instance types of our table", () => {
    const lines = readGolden("autoscaling_group_test").flatMap(({ resource, component, quantity, monthlyCost }) => {
      const type = /on-demand, (\S+)\)/.exec(component)?.[1];
      const key = component.endsWith("gp3)")
        ? "ebs.gp3.gb"
        : component === "EC2 detailed monitoring"
          ? "cw.metric"
          : `ec2.${type ?? ""}`;
      const isShared = !component.includes("Windows") && !resource.includes("dedicated");
      const known = prices.has(key, "us-east-1") && isShared;
      return known
        ? [{ component, monthlyCost, ours: formulas.toCents(quantity * prices.price(key, "us-east-1").usd) }]
        : [];
    });
    expect(lines.map(({ ours }) => ours)).to.deep.equal(lines.map(({ monthlyCost }) => monthlyCost));
    expect(new Set(lines.map(({ component }) => component)).size).to.be.at.least(4);
  });

  for (const region of ["us-east-1", "eu-west-1"]) {
    it(`data_transfer_test: tiers of ${region}`, () => {
      const lines = readGolden("data_transfer_test").filter(
        ({ resource }) => resource === `aws_data_transfer.${region}`,
      );
      const outbound = lines.filter(({ component }) => component.includes("to Internet"));
      const total = outbound.reduce((sum, { quantity }) => sum + quantity, 0);
      const tiers = formulas.splitTiers(total, formulas.EGRESS_TIERS).map(({ key, quantity }) => ({
        quantity,
        monthlyCost: formulas.toCents(quantity * prices.price(key, region).usd),
      }));
      expect(tiers).to.deep.equal(outbound.map(({ quantity, monthlyCost }) => ({ quantity, monthlyCost })));

      // The golden counts intra-region data in both directions already.
      const costs = new Map(
        lines.map(({ component, quantity, monthlyCost }) => [component, { quantity, monthlyCost }]),
      );
      const intra = costs.get("Intra-region data transfer");
      expect(formulas.toCents((intra?.quantity ?? 0) * prices.price("dt.crossaz", region).usd)).to.equal(
        intra?.monthlyCost,
      );
      const other = costs.get("Outbound data transfer to other regions");
      expect(formulas.toCents((other?.quantity ?? 0) * prices.price("dt.crossregion", region).usd)).to.equal(
        other?.monthlyCost,
      );
    });
  }
});
