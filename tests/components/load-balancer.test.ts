import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { LoadBalancer, type LoadBalancerArgs } from "../../components/compute";
import { UserError } from "../../components/errors";
import { ACCOUNT_ID } from "@toolkit/offline/capture";
import { deploy } from "@toolkit/offline/testing";
import { failure, typesAndNames } from "./compute-support";

const BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const LISTENER = "aws:lb/listener:Listener";
const CERTIFICATE = `arn:aws:acm:us-east-1:${ACCOUNT_ID}:certificate/11111111-2222-3333-4444-555555555555`;
const FORBIDDEN = [
  {
    type: "fixed-response",
    fixedResponse: { contentType: "text/plain", messageBody: "Forbidden", statusCode: "403" },
  },
];

const balancer = (change: Partial<LoadBalancerArgs> = {}, name = "private") =>
  new LoadBalancer(name, {
    internal: true,
    subnetIds: ["subnet-a", "subnet-b"],
    securityGroupIds: ["sg-alb"],
    listeners: [{ protocol: "HTTPS", port: 443, certificateArn: CERTIFICATE }],
    ...change,
  });

/** Stands for the log bucket's policy. */
class Archive extends pulumi.ComponentResource {
  readonly policy: aws.s3.BucketPolicy;

  constructor(name: string) {
    super("test:compute:Archive", name);
    this.policy = new aws.s3.BucketPolicy(name, { bucket: "logs", policy: "{}" }, { parent: this });
    this.registerOutputs();
  }
}

describe("LoadBalancer", () => {
  it("makes a load balancer and its listener", async () => {
    const deployment = await deploy(() => balancer());
    expect(typesAndNames(deployment)).to.deep.equal([`${LISTENER}::private-443`, `${BALANCER}::private`]);
    expect(deployment.only(BALANCER).inputs).to.deep.equal({
      loadBalancerType: "application",
      internal: true,
      subnets: ["subnet-a", "subnet-b"],
      securityGroups: ["sg-alb"],
      enableDeletionProtection: false,
      idleTimeout: 60,
      dropInvalidHeaderFields: true,
      desyncMitigationMode: "strictest",
      xffHeaderProcessingMode: "append",
      enableHttp2: true,
      enableWafFailOpen: false,
      preserveHostHeader: true,
    });
  });

  it("speaks modern TLS and forwards nothing by itself", async () => {
    const deployment = await deploy(() => balancer());
    expect(deployment.only(LISTENER).inputs).to.deep.equal({
      loadBalancerArn: deployment.only(BALANCER).id,
      port: 443,
      protocol: "HTTPS",
      certificateArn: CERTIFICATE,
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
      routingHttpResponseServerEnabled: false,
      defaultActions: FORBIDDEN,
    });
  });

  it("speaks HTTP where there is no domain, and still forwards nothing", async () => {
    const deployment = await deploy(() => balancer({ listeners: [{ protocol: "HTTP", port: 8080 }] }));
    expect(deployment.only(LISTENER).inputs).to.deep.equal({
      loadBalancerArn: deployment.only(BALANCER).id,
      port: 8080,
      protocol: "HTTP",
      routingHttpResponseServerEnabled: false,
      defaultActions: FORBIDDEN,
    });
  });

  it("keeps two ports open while a domain is added", async () => {
    let created: LoadBalancer | undefined;
    const deployment = await deploy(
      () =>
        (created = balancer({
          listeners: [
            { protocol: "HTTPS", port: 443, certificateArn: CERTIFICATE },
            { protocol: "HTTP", port: 8080 },
          ],
        })),
    );
    expect([...(created?.listeners.keys() ?? [])]).to.deep.equal([443, 8080]);
    expect(deployment.named("private-8080", LISTENER).inputs.port).to.equal(8080);
  });

  it("does as told about exposure, deletion and idle connections", async () => {
    const deployment = await deploy(() =>
      balancer({ internal: false, deletionProtection: true, idleTimeoutSeconds: 30 }),
    );
    expect(deployment.only(BALANCER).inputs).to.include({
      internal: false,
      enableDeletionProtection: true,
      idleTimeout: 30,
    });
  });

  it("writes logs once their bucket admits them", async () => {
    const deployment = await deploy(() =>
      balancer({
        accessLogs: { bucket: "logs", prefix: "private" },
        connectionLogs: { bucket: "logs", prefix: "private-connections" },
        logsReady: [new Archive("archive").policy],
      }),
    );
    const { inputs, dependsOn } = deployment.only(BALANCER);
    expect(inputs.accessLogs).to.deep.equal({ bucket: "logs", prefix: "private", enabled: true });
    expect(inputs.connectionLogs).to.deep.equal({ bucket: "logs", prefix: "private-connections", enabled: true });
    expect(dependsOn).to.deep.equal([deployment.only("aws:s3/bucketPolicy:BucketPolicy").urn]);
  });

  it("lets two load balancers live side by side", async () => {
    const deployment = await deploy(() => [balancer({}, "private"), balancer({ internal: false }, "public")]);
    expect(deployment.all(BALANCER).map(({ name }) => name)).to.deep.equal(["private", "public"]);
  });

  const refused: { change: Partial<LoadBalancerArgs>; name: string; problem: string }[] = [
    { change: {}, name: "a-balancer-with-a-long-name", problem: "the name has 27 characters: use at most 24." },
    { change: {}, name: "internal", problem: 'AWS refuses names that start with "internal-".' },
    { change: {}, name: "internal-alb", problem: 'AWS refuses names that start with "internal-".' },
    { change: { listeners: [] }, name: "public", problem: "it needs at least one listener." },
    {
      change: {
        listeners: [
          { protocol: "HTTP", port: 8080 },
          { protocol: "HTTP", port: 8080 },
        ],
      },
      name: "public",
      problem: "two listeners share a port: 8080, 8080.",
    },
  ];
  for (const { change, name, problem } of refused) {
    it(`refuses: ${problem}`, async () => {
      const error = await failure(() => balancer(change, name));
      expect(error).to.be.instanceOf(UserError);
      expect(error.message).to.equal(`${name}: ${problem}`);
    });
  }
});
