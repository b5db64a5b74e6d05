import { RunError } from "@pulumi/pulumi";
import { expect } from "chai";
import { refuse, UserError } from "../../components/errors";

describe("errors", () => {
  it("is one that Pulumi prints without a stack trace", () => {
    const error = new UserError("The value is 3: use 4.");
    expect(RunError.isInstance(error)).to.equal(true);
    expect(error.message).to.equal("The value is 3: use 4.");
    expect(error.name).to.equal("UserError");
  });

  it("refuses all problems at once, and nothing when there are none", () => {
    expect(() => {
      refuse("backend", ["first.", "second."]);
    }).to.throw(UserError, "backend: first.\nbackend: second.");
    expect(() => {
      refuse("backend", []);
    }).to.not.throw();
  });
});
