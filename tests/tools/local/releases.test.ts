import { expect } from "chai";

import { runViewerFunction } from "../../../tools/local/edge/viewer-function";
import { planOf } from "../../../tools/local/plan";
import { deployStack } from "../../support/deploy-stack";

describe("releases in a local run", () => {
  it("are found by the function's own code, the store's value and the objects of the graph", async () => {
    const set = ["frontend=spa", "spa.keepReleases=2"];
    const { distribution, objects } = planOf({
      ...(await deployStack("dev", { set, mode: "known" })).document,
      frontend: "spa",
    });
    const { viewerFunction } = distribution.behaviours.at(-1) ?? {};
    if (viewerFunction === undefined) return expect.fail("pages have no function");
    const answered = async (uri: string): Promise<string | undefined> => {
      const request = { method: "GET", uri, querystring: {}, headers: {} };
      const viewed = await runViewerFunction(viewerFunction, request, "192.0.2.1");
      return objects.find(({ key }) => "uri" in viewed && viewed.uri === `/${key}`)?.key;
    };
    const page = await answered("/notes/1");
    expect(page).to.match(/^releases\/r[0-9a-f]{15}\/index\.html$/);
    expect(viewerFunction.store?.get("current")).to.equal(page?.split("/")[1]);
    const asset = objects.map(({ key }) => key).find((key) => key.startsWith("assets/"));
    expect(await answered(`/${asset ?? ""}`)).to.equal(asset);
    expect(asset).not.to.equal(undefined);
  });
});
