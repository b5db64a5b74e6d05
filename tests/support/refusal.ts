import { expect } from "chai";

/** The message with which a run is refused; one that ends well is a failure of the test. */
export async function refusal(run: Promise<unknown> | (() => Promise<unknown>)): Promise<string> {
  try {
    await (typeof run === "function" ? run() : run);
  } catch (error) {
    return (error as Error).message;
  }
  return expect.fail("it ended well");
}
