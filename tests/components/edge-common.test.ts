import { expect } from "chai";

import { api, DISTRIBUTION, distribution, domain, HEADERS, spa, ssr } from "./edge-distribution";

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
