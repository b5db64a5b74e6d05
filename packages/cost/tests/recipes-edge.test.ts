import { expect } from "chai";

import { linesOf, resource, usage } from "./support/fixtures";

describe("functions at the edge", () => {
  const month = usage({ traffic: { pageViews: 1_000_000, edgeObjectsPerPageView: 8, dynamicRequestsPerPageView: 1 } });
  const run = { functionAssociations: [{ functionArn: "arn:aws:cloudfront::123456789012:function/guard" }] };
  const millions = (distribution: object): number | undefined => {
    const resources = [
      resource("aws:cloudfront/function:Function", "guard", { name: "guard" }),
      resource("aws:cloudfront/distribution:Distribution", "edge", distribution),
    ];
    return linesOf(resources, "guard", month).find(({ name }) => name === "Invocations")?.monthlyQuantity;
  };

  it("run once a page view on the default behaviour, and for every other request where paths have them", () => {
    expect(millions({ defaultCacheBehavior: run })).to.equal(1);
    expect(millions({ defaultCacheBehavior: run, orderedCacheBehaviors: [{}, run] })).to.equal(9);
    expect(millions({ defaultCacheBehavior: {}, orderedCacheBehaviors: [run] })).to.equal(8);
  });
});
