import { expect } from "chai";

import { LoadBalancer } from "../../components/compute";
import { Firewall, type FirewallArgs } from "../../components/security";
import { network } from "../../components/security/firewall-rules";
import { ACCOUNT_ID } from "@toolkit/offline/capture";
import { deploy } from "@toolkit/offline/testing";
import { KEY, typesAndNames } from "./compute-support";
import { account, statements } from "./infrastructure-support";

const ACL = "aws:wafv2/webAcl:WebAcl";
const IP_SET = "aws:wafv2/ipSet:IpSet";
const GROUP = "aws:cloudwatch/logGroup:LogGroup";
const GROUP_POLICY = "aws:cloudwatch/logResourcePolicy:LogResourcePolicy";
const LOGGING = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration";
const ASSOCIATION = "aws:wafv2/webAclAssociation:WebAclAssociation";
const LISTENER = "aws:lb/listener:Listener";

const firewall = (change: Partial<FirewallArgs> = {}) =>
  new Firewall("firewall", {
    account: { ...account, region: "eu-west-1" },
    scope: "CLOUDFRONT",
    region: "us-east-1",
    logs: { retentionDays: 365 },
    ...change,
  });

const regional = () => {
  const balancer = new LoadBalancer("public", {
    internal: false,
    subnetIds: ["subnet-a", "subnet-b"],
    securityGroupIds: ["sg-alb"],
    listeners: [{ protocol: "HTTP", port: 8080 }],
  });
  return new Firewall("regional-firewall", {
    account,
    scope: "REGIONAL",
    secretHeaders: ["X-Origin-Verify"],
    logs: { retentionDays: 14 },
    loadBalancer: { arn: balancer.arn, ready: [...balancer.listeners.values()] },
  });
};

interface Rule {
  readonly name: string;
  readonly priority: number;
  readonly action?: unknown;
  readonly overrideAction?: unknown;
  readonly statement: { readonly ipSetReferenceStatement?: { readonly arn: string } };
  readonly visibilityConfig: unknown;
}

const seen = (name: string) => ({
  metricName: name,
  cloudwatchMetricsEnabled: true,
  sampledRequestsEnabled: true,
});

const group = (
  name: string,
  priority: number,
  rules: string,
  change: object = {},
  override: object = { none: {} },
) => ({
  name,
  priority,
  overrideAction: override,
  statement: { managedRuleGroupStatement: { vendorName: "AWS", name: rules, ...change } },
  visibilityConfig: seen(`webapp-dev-firewall-${name}`),
});

describe("Firewall", () => {
  it("makes an ACL and its logs in us-east-1", async () => {
    const deployment = await deploy(() => firewall());
    expect(typesAndNames(deployment)).to.deep.equal([
      `${GROUP}::firewall-logs`,
      `${GROUP_POLICY}::firewall-logs`,
      `${ACL}::firewall`,
      `${LOGGING}::firewall-logs`,
    ]);
    expect(deployment.graph.managed.map(({ inputs }) => inputs.region)).to.deep.equal(Array(4).fill("us-east-1"));
  });

  it("asks its rules in order: lists, rate, reputation, content, anonymous in count", async () => {
    const deployment = await deploy(() =>
      firewall({ rateLimit: 500, allowAddresses: ["192.0.2.1"], blockAddresses: ["198.51.100.0/24"] }),
    );
    const rules = deployment.inputs(ACL).rules as Rule[];
    const lists = rules.slice(0, 2).map(({ statement }) => statement.ipSetReferenceStatement?.arn ?? "");
    const ids = ["firewall-allow", "firewall-block"].map((name) => deployment.named(name, IP_SET).id);
    expect(lists.map((arn) => arn.split("/").at(-1))).to.deep.equal(ids);
    const [allow, block] = lists;
    expect(rules).to.deep.equal([
      {
        name: "allow-list",
        priority: 0,
        action: { allow: {} },
        statement: { ipSetReferenceStatement: { arn: allow } },
        visibilityConfig: seen("webapp-dev-firewall-allow-list"),
      },
      {
        name: "block-list",
        priority: 10,
        action: { block: {} },
        statement: { ipSetReferenceStatement: { arn: block } },
        visibilityConfig: seen("webapp-dev-firewall-block-list"),
      },
      {
        name: "rate-limit",
        priority: 20,
        action: { block: {} },
        statement: { rateBasedStatement: { limit: 500, evaluationWindowSec: 300, aggregateKeyType: "IP" } },
        visibilityConfig: seen("webapp-dev-firewall-rate-limit"),
      },
      group("ip-reputation", 30, "AWSManagedRulesAmazonIpReputationList"),
      group("common", 40, "AWSManagedRulesCommonRuleSet", {
        ruleActionOverrides: [{ name: "SizeRestrictions_BODY", actionToUse: { count: {} } }],
      }),
      group("known-bad-inputs", 50, "AWSManagedRulesKnownBadInputsRuleSet"),
      group("sql-injection", 60, "AWSManagedRulesSQLiRuleSet"),
      group("anonymous-ip", 70, "AWSManagedRulesAnonymousIpList", {}, { count: {} }),
    ]);
  });

  it("lets through what no rule stops, and reads 64 KB of a body", async () => {
    const deployment = await deploy(() => firewall());
    expect(deployment.inputs(ACL)).to.deep.include({
      namePrefix: "webapp-dev-firewall-",
      scope: "CLOUDFRONT",
      defaultAction: { allow: {} },
      visibilityConfig: seen("webapp-dev-firewall"),
      associationConfig: { requestBodies: [{ cloudfront: { defaultSizeInspectionLimit: "KB_64" } }] },
    });
  });

  it("makes address lists where there are addresses, in the form that WAF wants", async () => {
    expect((await deploy(() => firewall())).all(IP_SET)).to.deep.equal([]);
    const deployment = await deploy(() => firewall({ blockAddresses: ["198.51.100.0/24", "192.0.2.1"] }));
    expect(deployment.inputs(IP_SET)).to.deep.equal({
      namePrefix: "webapp-dev-firewall-block-",
      scope: "CLOUDFRONT",
      ipAddressVersion: "IPV4",
      addresses: ["198.51.100.0/24", "192.0.2.1/32"],
      region: "us-east-1",
    });
    expect(network("192.0.2.0/24")).to.equal("192.0.2.0/24");
  });

  it("logs what it blocks or counts, without credentials", async () => {
    const deployment = await deploy(() => firewall({ logs: { retentionDays: 365, keyArn: KEY } }));
    expect(deployment.inputs(GROUP)).to.deep.equal({
      name: "aws-waf-logs-webapp-dev-firewall",
      retentionInDays: 365,
      kmsKeyId: KEY,
      region: "us-east-1",
    });
    const { resourceArn, ...logging } = deployment.inputs(LOGGING);
    expect(resourceArn).to.match(new RegExp(`:global/webacl/webapp-dev-firewall-.*/${deployment.only(ACL).id}$`));
    expect(logging).to.deep.equal({
      logDestinationConfigs: [`arn:aws:logs:us-east-1:${ACCOUNT_ID}:log-group:aws-waf-logs-webapp-dev-firewall`],
      redactedFields: [{ singleHeader: { name: "authorization" } }, { singleHeader: { name: "cookie" } }],
      loggingFilter: {
        defaultBehavior: "DROP",
        filters: [
          {
            behavior: "KEEP",
            requirement: "MEETS_ANY",
            conditions: [
              { actionCondition: { action: "BLOCK" } },
              { actionCondition: { action: "COUNT" } },
              { actionCondition: { action: "EXCLUDED_AS_COUNT" } },
            ],
          },
        ],
      },
      region: "us-east-1",
    });
    expect(deployment.waitsFor(deployment.only(LOGGING), GROUP_POLICY)).to.equal(true);
  });

  it("lets WAF write to this log group for this account", async () => {
    const deployment = await deploy(() => firewall());
    const arn = `arn:aws:logs:us-east-1:${ACCOUNT_ID}:log-group:aws-waf-logs-webapp-dev-firewall`;
    const policy = deployment.only(GROUP_POLICY);
    expect(policy.inputs.resourceArn).to.equal(arn);
    expect(policy.inputs).not.to.have.property("policyName");
    expect(statements(policy.inputs.policyDocument)).to.deep.equal([
      {
        Sid: "WriteLogs",
        Effect: "Allow",
        Principal: { Service: "delivery.logs.amazonaws.com" },
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: `${arn}:log-stream:*`,
        Condition: {
          StringEquals: { "aws:SourceAccount": ACCOUNT_ID },
          ArnLike: { "aws:SourceArn": `arn:aws:logs:us-east-1:${ACCOUNT_ID}:*` },
        },
      },
    ]);
  });

  it("judges content only on a load balancer, which sees CloudFront's addresses", async () => {
    const deployment = await deploy(regional);
    const rules = deployment.inputs(ACL).rules as Rule[];
    expect(rules.map(({ name }) => name)).to.deep.equal(["common", "known-bad-inputs", "sql-injection"]);
    expect(deployment.inputs(ACL)).to.include({ scope: "REGIONAL" });
    expect(deployment.inputs(ACL)).not.to.have.any.keys("region", "associationConfig");
  });

  it("is put on a load balancer once that listens", async () => {
    const deployment = await deploy(regional);
    const association = deployment.only(ASSOCIATION);
    expect(association.inputs.resourceArn).to.match(
      new RegExp(`^arn:aws:elasticloadbalancing:us-east-1:${ACCOUNT_ID}:loadbalancer/app/public-`),
    );
    expect(deployment.waitsFor(association, LISTENER)).to.equal(true);
    expect(deployment.waitsFor(association, ACL)).to.equal(true);
    expect(association.customTimeouts.create).to.equal("20m");
    expect((await deploy(() => firewall())).all(ASSOCIATION)).to.deep.equal([]);
  });

  it("keeps the header that lets CloudFront in out of the logs", async () => {
    const deployment = await deploy(regional);
    expect(deployment.inputs(LOGGING).redactedFields).to.deep.equal(
      ["authorization", "cookie", "x-origin-verify"].map((name) => ({ singleHeader: { name } })),
    );
  });
});
