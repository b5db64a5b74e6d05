import { expect } from "chai";

/** The message with which a run is refused; one that ends well is a failure of the test. */
export const refusal = (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => expect.fail("it ended well"),
    (error: unknown) => (error as Error).message,
  );
