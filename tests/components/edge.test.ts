import { expect } from "chai";

import {
  api,
  BALANCER_ARN,
  DISTRIBUTION,
  distribution,
  HEADERS,
  origin,
  spa,
  ssr,
  VPC_ORIGIN,
} from "./edge-distribution";

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
