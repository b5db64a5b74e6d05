import { openWorld } from "@toolkit/rehearsal/world";
import { expect } from "chai";

import { FIXTURE_BOOTSTRAP } from "../../../tools/program/fixtures";
import { rolesIn } from "../../../tools/rights/tables";
import { JudgedApi } from "./judged-api";

describe("review stacks: who may look for what is left", () => {
  it("the keeper may ask for tags and roles, and the role of a pull request may not", async () => {
    const set = ["bootstrap:reviewStacks=besideProd"];
    const world = await openWorld();
    const api = new JudgedApi(world.account, await rolesIn({ folder: FIXTURE_BOOTSTRAP, set }, [1]));
    const parameters = { TagFilters: [{ Key: "PullRequest", Values: [] }] };
    const ask = (caller: string) => {
      api.caller = caller;
      return api.answer({
        service: "resourcegroupstaggingapi",
        operation: "GetResources",
        parameters,
        region: "us-east-1",
      });
    };
    expect(ask("review-keeper")).to.deep.equal({ ResourceTagMappingList: [], PaginationToken: "" });
    expect(() => ask("deploy-pr-1")).to.throw("is not authorized to perform: tag:GetResources");
    await world.close();
  });
});
