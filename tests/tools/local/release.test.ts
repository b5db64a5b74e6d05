import { expect } from "chai";

import { planRelease } from "../../../tools/local/release";
import { FIXTURE_STACKS } from "../../../tools/program/fixtures";

describe("a local release", () => {
  it("is that of the stack that is named, dev unless it says another", async () => {
    const of = async (stack?: string) => {
      const { loadBalancers, services } = await planRelease({ frontend: "ssr", stack, stacks: FIXTURE_STACKS });
      return [loadBalancers.map(({ protocol }) => protocol), services.map(({ name }) => name)];
    };
    const services = ["backend", "frontend"];
    expect(await of()).to.deep.equal([["http", "http"], services]);
    expect(await of("prod")).to.deep.equal([["https", "https"], services]);
  });
});
