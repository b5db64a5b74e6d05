import { expect } from "chai";

import { Edge, type EdgeArgs, type LoadBalancerOrigin } from "../../components/edge";
import { deploy } from "@toolkit/offline/testing";
import { site } from "./edge-support";
import { account } from "./infrastructure-support";

const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const HEADERS = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy";
const VPC_ORIGIN = "aws:cloudfront/vpcOrigin:VpcOrigin";
const BALANCER_ARN = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/internal/1";

const origin: LoadBalancerOrigin = {
  domainName: "public-1.us-east-1.elb.amazonaws.com",
  protocol: "https",
  port: 443,
  secretHeader: { name: "X-Origin-Verify", value: "s3cret" },
};
const api = {
  domainName: "api-internal.app.example.com",
  loadBalancerArn: BALANCER_ARN,
  createAfter: [],
  protocol: "https",
  port: 443,
} as const;
const domain = {
  name: "app.example.com",
  zoneId: "Z0123456789EXAMPLE",
  certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1",
};

const edge = ({ pages, ...change }: Partial<EdgeArgs> & Pick<EdgeArgs, "pages">, name = "edge") =>
  deploy(() => {
    const made = site();
    return new Edge(name, { account, site: made, pages, ready: made.objects, ...change });
  });
const ssr = (change: Partial<EdgeArgs> = {}) => edge({ pages: { kind: "rendered", origin }, ...change });
const spa = (change: Partial<EdgeArgs> = {}) =>
  edge({ pages: { kind: "stored", policy: { value: "default-src 'self'", reportOnly: false } }, api, ...change });

interface Behaviour {
  pathPattern?: string;
  targetOriginId: string;
  cachePolicyId: string;
  originRequestPolicyId?: string;
  functionAssociations?: unknown[];
  viewerProtocolPolicy: string;
  allowedMethods: string[];
  responseHeadersPolicyId: string;
}
const distribution = (made: Awaited<ReturnType<typeof edge>>) =>
  made.inputs(DISTRIBUTION) as unknown as {
    origins: Record<string, unknown>[];
    defaultCacheBehavior: Behaviour;
    orderedCacheBehaviors: Behaviour[];
    originGroups: unknown[];
    [key: string]: unknown;
  };

describe("Edge with rendered pages", () => {
  it("forwards everything but assets to the load balancer, with the viewer's Host and the secret header", async () => {
    const made = distribution(await ssr());
    expect(made.defaultCacheBehavior).to.include({
      targetOriginId: "application",
      cachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
      originRequestPolicyId: "216adef6-5c7f-47e4-b989-5492eafa07d3",
      viewerProtocolPolicy: "redirect-to-https",
    });
    expect(made.defaultCacheBehavior.allowedMethods).to.have.length(7);
    expect(made.defaultCacheBehavior).not.to.have.property("functionAssociations");
    expect(
      made.orderedCacheBehaviors.map(({ pathPattern, targetOriginId }) => [pathPattern, targetOriginId]),
    ).to.deep.equal([["/assets/*", "site-group"]]);
    expect(made.origins.find(({ originId }) => originId === "application")).to.deep.equal({
      originId: "application",
      domainName: origin.domainName,
      customHeaders: [{ name: "X-Origin-Verify", value: "s3cret" }],
      customOriginConfig: {
        httpPort: 80,
        httpsPort: 443,
        originProtocolPolicy: "https-only",
        originSslProtocols: ["TLSv1.2"],
        originReadTimeout: 60,
        originKeepaliveTimeout: 5,
      },
    });
    expect(made).not.to.have.property("defaultRootObject");
  });

  it("leaves the content security policy to the server", async () => {
    const made = await ssr();
    expect(made.all(HEADERS).map(({ name }) => name)).to.deep.equal(["edge-headers"]);
    expect(made.inputs(HEADERS).securityHeadersConfig).not.to.have.property("contentSecurityPolicy");
  });

  it("adds a policy of the stack to pages, where the server sends none itself", async () => {
    const policy = { value: "default-src 'self'", reportOnly: false };
    const made = await ssr({ pages: { kind: "rendered", origin, policy }, api });
    const pages = made.named("edge-page-headers", HEADERS);
    expect((pages.inputs.securityHeadersConfig as Record<string, unknown>).contentSecurityPolicy).to.deep.equal({
      contentSecurityPolicy: "default-src 'self'",
      override: false,
    });
    const policies = distribution(made);
    expect(policies.defaultCacheBehavior.responseHeadersPolicyId).to.equal(pages.id);
    for (const { responseHeadersPolicyId } of policies.orderedCacheBehaviors)
      expect(responseHeadersPolicyId).to.equal(made.named("edge-headers", HEADERS).id);
  });

  it("speaks plain HTTP to the load balancer only without a certificate", async () => {
    const made = distribution(
      await ssr({ pages: { kind: "rendered", origin: { ...origin, protocol: "http", port: 8080 } } }),
    );
    expect(made.origins.find(({ originId }) => originId === "application")?.customOriginConfig).to.include({
      httpPort: 8080,
      originProtocolPolicy: "http-only",
    });
  });

  it("has no way to the API unless asked", async () => {
    expect((await ssr()).all(VPC_ORIGIN)).to.have.length(0);
    expect(distribution(await ssr({ api })).orderedCacheBehaviors.map(({ pathPattern }) => pathPattern)).to.deep.equal([
      "/assets/*",
      "/api/*",
    ]);
  });
});

describe("Edge with stored pages", () => {
  it("rewrites paths on the default behaviour only, and turns no error into a page", async () => {
    const made = distribution(await spa());
    expect(made.defaultCacheBehavior.targetOriginId).to.equal("site-group");
    expect(made.defaultCacheBehavior.functionAssociations).to.have.length(1);
    expect(made.orderedCacheBehaviors.filter((behaviour) => "functionAssociations" in behaviour)).to.deep.equal([]);
    expect(made).not.to.have.property("customErrorResponses");
    expect(made.defaultRootObject).to.equal("index.html");
  });

  it("sends the API every method, uncached, with the origin's own Host, through a VPC origin", async () => {
    const made = await spa();
    const behaviour = distribution(made).orderedCacheBehaviors.find(({ pathPattern }) => pathPattern === "/api/*");
    expect(behaviour).to.include({
      targetOriginId: "api",
      cachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
      originRequestPolicyId: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
    });
    expect(behaviour?.allowedMethods).to.have.members(["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]);
    expect(made.only(VPC_ORIGIN)).to.deep.include({ name: "edge-api-https-443", ignoreChanges: ["tags", "tagsAll"] });
    expect(made.inputs(VPC_ORIGIN).vpcOriginEndpointConfig).to.deep.equal({
      name: "webapp-dev-edge-api-https-443",
      arn: BALANCER_ARN,
      httpPort: 80,
      httpsPort: 443,
      originProtocolPolicy: "https-only",
      originSslProtocols: { items: ["TLSv1.2"], quantity: 1 },
    });
    expect(made.waitsFor(made.only(DISTRIBUTION), VPC_ORIGIN)).to.equal(true);
  });

  it("sends its content security policy with pages, not with API answers", async () => {
    const made = await spa();
    const withPolicy = made
      .all(HEADERS)
      .filter(({ inputs }) => "contentSecurityPolicy" in (inputs.securityHeadersConfig as object))
      .map(({ name }) => name);
    expect(withPolicy).to.deep.equal(["edge-page-headers"]);
  });

  it("only reports by a header of its own, since CloudFront has no setting for it", async () => {
    const made = await spa({ pages: { kind: "stored", policy: { value: "default-src 'self'", reportOnly: true } } });
    const { inputs } = made.named("edge-page-headers", HEADERS);
    expect(inputs.securityHeadersConfig).not.to.have.property("contentSecurityPolicy");
    expect((inputs.customHeadersConfig as { items: unknown[] }).items.at(-1)).to.deep.equal({
      header: "Content-Security-Policy-Report-Only",
      value: "default-src 'self'",
      override: true,
    });
  });

  it("names a VPC origin after what cannot be changed in it", async () => {
    const made = await spa({ api: { ...api, protocol: "http", port: 8080 } });
    expect(made.only(VPC_ORIGIN).name).to.equal("edge-api-http-8080");
  });
});

describe("Edge", () => {
  it("waits for every edge location, and for what its default behaviour needs", async () => {
    const made = await ssr();
    expect(distribution(made).waitForDeployment).to.equal(true);
    expect(made.waitsFor(made.only(DISTRIBUTION), made.named("site/index.html"))).to.equal(true);
  });

  it("retries the bucket on server errors only", async () => {
    expect(distribution(await ssr()).originGroups).to.deep.equal([
      {
        originId: "site-group",
        failoverCriteria: { statusCodes: [500, 502, 503, 504] },
        members: [{ originId: "site" }, { originId: "site-retry" }],
      },
    ]);
  });

  it("signs requests to the bucket and lets only this distribution read it", async () => {
    const made = await spa();
    expect(made.inputs("aws:cloudfront/originAccessControl:OriginAccessControl")).to.deep.equal({
      name: "webapp-dev-edge",
      originAccessControlOriginType: "s3",
      signingBehavior: "always",
      signingProtocol: "sigv4",
    });
    const policy = made.only("aws:s3/bucketPolicy:BucketPolicy");
    const { Statement } = JSON.parse(policy.inputs.policy as string) as { Statement: Record<string, unknown>[] };
    const arn = Statement[0]?.Condition as { StringEquals: Record<string, string> };
    expect(arn.StringEquals["AWS:SourceArn"]).to.match(/^arn:aws:cloudfront::123456789012:distribution\/E[A-Z0-9]+$/);
    expect(Statement.map(({ Sid, Effect, Action }) => [Sid, Effect, Action])).to.deep.equal([
      ["CloudFrontReads", "Allow", "s3:GetObject"],
      ["CloudFrontLists", "Allow", "s3:ListBucket"],
      ["DenyInsecureTransport", "Deny", "s3:*"],
    ]);
    expect(made.waitsFor(policy, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock")).to.equal(true);
  });

  it("has no alias without a domain, and both records and TLS 1.2 with one", async () => {
    const without = await ssr();
    expect(without.all("aws:route53/record:Record")).to.have.length(0);
    expect(distribution(without)).not.to.have.property("aliases");
    const made = await ssr({ domain });
    expect(made.all("aws:route53/record:Record").map(({ name }) => name)).to.have.members(["edge-a", "edge-aaaa"]);
    expect(distribution(made).viewerCertificate).to.deep.equal({
      acmCertificateArn: domain.certificateArn,
      sslSupportMethod: "sni-only",
      minimumProtocolVersion: "TLSv1.2_2021",
    });
    expect(distribution(made).aliases).to.deep.equal(["app.example.com"]);
  });

  it("sends HSTS and friends with every answer, and says nothing of the server", async () => {
    const made = await ssr();
    expect(made.inputs(HEADERS).securityHeadersConfig).to.deep.equal({
      strictTransportSecurity: {
        accessControlMaxAgeSec: 63072000,
        includeSubdomains: true,
        preload: false,
        override: true,
      },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: "DENY", override: true },
      referrerPolicy: { referrerPolicy: "strict-origin-when-cross-origin", override: true },
    });
    expect(made.inputs(HEADERS).removeHeadersConfig).to.deep.equal({
      items: [{ header: "Server" }, { header: "X-Powered-By" }],
    });
  });

  it("takes headers as told, its own ones in place of common ones", async () => {
    const headers = {
      frameOptions: "none",
      referrerPolicy: "no-referrer",
      strictTransportSecurity: { maxAgeSeconds: 300, includeSubdomains: false, preload: false },
      own: { "permissions-policy": "camera=(self)", "X-Robots-Tag": "noindex" },
    } as const;
    const { inputs } = (await ssr({ headers })).only(HEADERS);
    expect(inputs.securityHeadersConfig).to.deep.equal({
      strictTransportSecurity: {
        accessControlMaxAgeSec: 300,
        includeSubdomains: false,
        preload: false,
        override: true,
      },
      contentTypeOptions: { override: true },
      referrerPolicy: { referrerPolicy: "no-referrer", override: true },
    });
    expect((inputs.customHeadersConfig as { items: object[] }).items).to.deep.equal([
      { header: "Cross-Origin-Opener-Policy", value: "same-origin", override: true },
      { header: "permissions-policy", value: "camera=(self)", override: true },
      { header: "X-Robots-Tag", value: "noindex", override: true },
    ]);
  });

  it("answers further hosts, and sends those that lead elsewhere away before anything else", async () => {
    const hosts = { ...domain, aliases: ["two.example.com"], redirects: ["www.example.com"] };
    for (const made of [await ssr({ domain: hosts, api }), await spa({ domain: hosts })]) {
      expect(distribution(made).aliases).to.deep.equal(["app.example.com", "two.example.com", "www.example.com"]);
      expect(made.all("aws:route53/record:Record").map(({ name, inputs }) => [name, inputs.name])).to.deep.equal([
        ["edge-a", "app.example.com"],
        ["edge-aaaa", "app.example.com"],
        ["edge-two.example.com-a", "two.example.com"],
        ["edge-two.example.com-aaaa", "two.example.com"],
        ["edge-www.example.com-a", "www.example.com"],
        ["edge-www.example.com-aaaa", "www.example.com"],
      ]);
      const { defaultCacheBehavior, orderedCacheBehaviors } = distribution(made);
      for (const behaviour of [defaultCacheBehavior, ...orderedCacheBehaviors])
        expect(behaviour.functionAssociations, behaviour.pathPattern).to.have.length(1);
      for (const { inputs } of made.all("aws:cloudfront/function:Function"))
        expect(inputs.code).to.contain('"host":"app.example.com","redirects":["www.example.com"]');
    }
  });

  it("runs a function before every behaviour when not everybody is let in", async () => {
    const access = { networks: ["192.0.2.0/24"], credentials: [] };
    for (const made of [await ssr({ access, api }), await spa({ access })]) {
      const { defaultCacheBehavior, orderedCacheBehaviors } = distribution(made);
      for (const behaviour of [defaultCacheBehavior, ...orderedCacheBehaviors])
        expect(behaviour.functionAssociations, behaviour.pathPattern).to.have.length(1);
      for (const { inputs } of made.all("aws:cloudfront/function:Function"))
        expect(inputs.code).to.contain('"networks":["192.0.2.0/24"]');
    }
  });

  it("takes a firewall, a price class, countries and protection as told", async () => {
    const made = await ssr({
      webAclArn: "arn:acl",
      priceClass: "PriceClass_All",
      allowCountries: ["ES"],
      protect: true,
    });
    expect(distribution(made)).to.include({ webAclId: "arn:acl", priceClass: "PriceClass_All" });
    expect(distribution(made).restrictions).to.deep.equal({
      geoRestriction: { restrictionType: "whitelist", locations: ["ES"] },
    });
    expect(made.only(DISTRIBUTION).protect).to.equal(true);
  });

  it("keeps the same name in both variants", async () => {
    const [a, b] = [await ssr({ domain }), await spa({ domain })];
    for (const type of [DISTRIBUTION, "aws:route53/record:Record", "aws:s3/bucketPolicy:BucketPolicy"]) {
      expect(a.all(type).map(({ urn }) => urn)).to.deep.equal(b.all(type).map(({ urn }) => urn));
    }
  });
});
