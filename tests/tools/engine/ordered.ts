/** Skips the tests of a suite after the first that failed: each starts from what the one before left. */
export function eachStepNeedsTheOneBefore(): void {
  let broken = false;

  beforeEach(function () {
    if (broken) this.skip();
  });

  afterEach(function () {
    broken ||= this.currentTest?.state === "failed";
  });
}
