import { expect } from "chai";

import { ACCOUNT_ID } from "@toolkit/offline/capture";
import { type GraphResource } from "@toolkit/offline/graph";
import { PLAIN } from "@toolkit/offline/render";
import { renderOverrides } from "../../tools/preview/overrides";
import { statements } from "../components/infrastructure-support";
import { deployStack, type StackDeployment } from "../support/deploy-stack";
import { deployCombination, forEachCombination } from "./combinations";

const BUCKET = "aws:s3/bucket:Bucket";
const BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const LOGGING = "aws:s3/bucketLogging:BucketLogging";
const BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const SHIELD = "aws:shield/protection:Protection";
const ACL = "aws:wafv2/webAcl:WebAcl";
const TRAIL = "aws:cloudtrail/trail:Trail";

const SHIELD_ON = "protection.shieldAdvanced=true";
const OPTIONS = ["protection.regionalWaf=true", "protection.cisAlarms=true"];

/** A pattern of IAM, where `*` stands for anything. */
const matches = (pattern: string, value: string): boolean =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`).test(value);

/** Encrypted log groups that CloudWatch Logs of their region could not create, with what is wrong. */
function uncoveredLogGroups(deployment: StackDeployment): string[] {
  return deployment.all(LOG_GROUP).flatMap(({ inputs }) => {
    if (inputs.kmsKeyId === undefined) return [];
    const { name = "", region = deployment.config.aws.region, kmsKeyId = "" } = inputs as Record<string, string>;
    const arn = `arn:aws:logs:${region}:${ACCOUNT_ID}:log-group:${name}`;
    const key = deployment.all("aws:kms/key:Key").find(({ id }) => kmsKeyId.endsWith(`:key/${id}`));
    if (key === undefined) return [`${arn}: no such key`];
    if (kmsKeyId.split(":")[3] !== region) return [`${arn}: its key is in another region`];
    return patternsFor(key, region).some((pattern) => matches(pattern, arn)) ? [] : [`${arn}: not in the key's policy`];
  });
}

function patternsFor(key: GraphResource, region: string): string[] {
  return statements(key.inputs.policy)
    .filter(({ Principal }) => (Principal as { Service?: string }).Service === `logs.${region}.amazonaws.com`)
    .flatMap(({ Condition }) => {
      const { ArnLike } = Condition as { ArnLike: Record<string, string | string[]> };
      return ArnLike["kms:EncryptionContext:aws:logs:arn"] ?? [];
    });
}

describe("keys of log groups", () => {
  forEachCombination(({ stack, frontend }, name) => {
    it(`let CloudWatch Logs create every encrypted group of ${name}`, async () => {
      const keys = stack === "dev" ? ["protection.customerManagedKeys=true", "protection.auditTrail=own"] : [];
      const deployment = await deployStack(stack, {
        set: [`frontend=${frontend}`, ...keys, ...OPTIONS, "alerts.containerInsights=true", "access.exec=true"].concat(
          stack === "prod" ? ["acceptedRisks=[execAccess]"] : ["protection.waf=true"],
        ),
      });
      const encrypted = deployment.all(LOG_GROUP).filter(({ inputs }) => inputs.kmsKeyId !== undefined);
      expect(encrypted).to.have.length(deployment.all(LOG_GROUP).length);
      expect(encrypted.length).to.be.at.least(6);
      expect(uncoveredLogGroups(deployment)).to.deep.equal([]);
    });
  });
});

describe("logs of the whole stack", () => {
  forEachCombination((combination, name) => {
    const wanted = combination.stack === "prod";
    it(`${wanted ? "keep" : "leave out"} who asked for what in ${name}`, async () => {
      const deployment = await deployCombination(combination);
      const sources = deployment.all(BUCKET).filter(({ name }) => name !== "log-archive");
      expect(
        deployment
          .all(LOGGING)
          .map(({ inputs }) => inputs.bucket)
          .sort(),
      ).to.deep.equal(wanted ? sources.map(({ id }) => id).sort() : []);
      for (const balancer of deployment.all(BALANCER)) {
        const logs = [balancer.inputs.accessLogs, balancer.inputs.connectionLogs];
        expect(
          logs.map((log) => (log as { prefix: string } | undefined)?.prefix),
          balancer.name,
        ).to.deep.equal(
          wanted
            ? [`load-balancers/${balancer.name}/access`, `load-balancers/${balancer.name}/connections`]
            : [undefined, undefined],
        );
        if (wanted) {
          expect(deployment.waitsFor(balancer, deployment.named("log-archive", BUCKET_POLICY))).to.equal(true);
        }
      }
      expect(deployment.all("aws:cloudwatch/logDelivery:LogDelivery")).to.have.length(wanted ? 1 : 0);
    });
  });

  it("go to buckets whose names the archive's policy admits", async () => {
    const deployment = await deployStack("prod");
    const admitted = statements(deployment.named("log-archive", BUCKET_POLICY).inputs.policy).find(
      ({ Sid }) => Sid === "ServerAccessLogs",
    )?.Condition as { ArnLike: Record<string, string> };
    const pattern = admitted.ArnLike["aws:SourceArn"] ?? "";
    const refused = deployment.all(BUCKET).filter(({ id }) => !matches(pattern, `arn:aws:s3:::${id}`));
    expect(refused.map(({ name }) => name)).to.deep.equal([]);
  });
});

describe("audit trail of a stack", () => {
  it("is named in the policies of bucket, topic and key as it is", async () => {
    const deployment = await deployStack("prod");
    const trail = deployment.only(TRAIL);
    const documents = [
      deployment.named("audit-trail", BUCKET_POLICY).inputs.policy,
      deployment.named("audit-trail", "aws:sns/topicPolicy:TopicPolicy").inputs.policy,
      deployment.named("encryption-logs", "aws:kms/key:Key").inputs.policy,
    ];
    const named = documents.flatMap((document) =>
      statements(document).flatMap(({ Condition }) => {
        const equal = (Condition as { StringEquals?: Record<string, string> } | undefined)?.StringEquals;
        return equal?.["aws:SourceArn"] ?? [];
      }),
    );
    expect(named).to.have.length(7);
    expect([...new Set(named)]).to.deep.equal([trail.id]);
  });

  it("comes after its policy, in both variants", async () => {
    for (const frontend of ["ssr", "spa"]) {
      const deployment = await deployStack("prod", { set: [`frontend=${frontend}`] });
      const policy = deployment.named("audit-trail", BUCKET_POLICY);
      expect(deployment.waitsFor(deployment.only(TRAIL), policy), frontend).to.equal(true);
    }
  });

  for (const setting of ["existing", "none"]) {
    it(`is left out with ${setting}`, async () => {
      const deployment = await deployStack("dev", { set: [`protection.auditTrail=${setting}`] });
      expect(deployment.all(TRAIL)).to.deep.equal([]);
    });
  }
});

describe("firewall of a stack", () => {
  it("stands before the distribution in prod, in both variants, and not in dev", async () => {
    for (const frontend of ["ssr", "spa"]) {
      const deployment = await deployStack("prod", { set: [`frontend=${frontend}`] });
      const { webAclId } = deployment.only("aws:cloudfront/distribution:Distribution").inputs;
      expect(String(webAclId).split("/").at(-1), frontend).to.equal(deployment.only(ACL).id);
      const dev = await deployStack("dev", { set: [`frontend=${frontend}`] });
      expect(dev.all(ACL), frontend).to.deep.equal([]);
      expect(dev.only("aws:cloudfront/distribution:Distribution").inputs).not.to.have.property("webAclId");
    }
  });

  it("stands before the public load balancer too where it is wanted, which exists in ssr only", async () => {
    const counts = { ssr: ["firewall", "regional-firewall"], spa: ["firewall"] };
    for (const [frontend, names] of Object.entries(counts)) {
      const deployment = await deployStack("prod", { set: [`frontend=${frontend}`, "protection.regionalWaf=true"] });
      expect(
        deployment
          .all(ACL)
          .map(({ name }) => name)
          .sort(),
      ).to.deep.equal(names);
    }
  });
});

describe("Shield Advanced of a stack", () => {
  const protectedBy = async (stack: string, ...set: string[]) => {
    const deployment = await deployStack(stack, { set: [SHIELD_ON, ...set] });
    expect(deployment.all("aws:shield/subscription:Subscription")).to.deep.equal([]);
    return Object.fromEntries(deployment.all(SHIELD).map(({ name, inputs }) => [name, String(inputs.resourceArn)]));
  };

  it("covers distribution, public load balancer and addresses, by the ARNs that Shield takes", async () => {
    const arns = await protectedBy("prod");
    expect(Object.keys(arns).sort()).to.deep.equal([
      "shield-edge",
      "shield-nat-a",
      "shield-nat-b",
      "shield-public-alb",
    ]);
    expect(arns["shield-edge"]).to.match(/^arn:aws:cloudfront::\d{12}:distribution\/E[A-Z0-9]+$/);
    expect(arns["shield-public-alb"]).to.match(
      /^arn:aws:elasticloadbalancing:us-east-1:\d{12}:loadbalancer\/app\/public-/,
    );
    expect(arns["shield-nat-a"]).to.match(/^arn:aws:ec2:us-east-1:\d{12}:eip-allocation\/eipalloc-[0-9a-f]+$/);
    expect(arns["shield-nat-a"]).not.to.equal(arns["shield-nat-b"]);
  });

  it("covers what the other variant and the NAT instance leave", async () => {
    expect(Object.keys(await protectedBy("prod", "frontend=spa")).sort()).to.deep.equal([
      "shield-edge",
      "shield-nat-a",
      "shield-nat-b",
    ]);
    expect(Object.keys(await protectedBy("dev", "frontend=spa")).sort()).to.deep.equal(["shield-edge", "shield-nat-a"]);
  });

  it("is off unless asked for, and the preview then says what it costs a month", async () => {
    expect((await deployStack("prod")).all(SHIELD)).to.deep.equal([]);
    const { config } = await deployStack("prod", { set: [SHIELD_ON] });
    expect(renderOverrides(config.overrides, config.profile, PLAIN)).to.match(
      /protection\.shieldAdvanced: true instead of false +needs a subscription of 3,000 USD a month for a year/,
    );
  });
});
