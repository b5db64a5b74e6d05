import { expect } from "chai";

import { Edge } from "../../../tools/local/edge";
import { refusal } from "../../support/refusal";

describe("the local edge", () => {
  it("says in a line that its port is taken", async () => {
    const nowhere = {
      bucketOf: () => ({ answer: () => undefined }),
      portOf: () => 0,
      reveal: String,
      localize: String,
    };
    const distribution = { behaviours: [], defaultRootObject: "" };
    const first = new Edge(distribution, nowhere);
    await first.start();
    const second = new Edge(distribution, nowhere);
    const said = await refusal(second.start(first.port));
    await first.stop();
    expect(said).to.equal(`Port ${first.port} is taken: choose another one with --port.`);
  });
});
