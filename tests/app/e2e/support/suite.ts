import { type Variant } from "../../../../tools/local/release";
import { missingTools, TestRun, VARIANTS } from "./run";

const missing = missingTools();

/** Declares the same tests for both variants, each with a run of its own. */
export function bothVariants(
  title: string,
  tasks: number,
  tests: (run: () => TestRun, variant: Variant) => void,
): void {
  for (const variant of VARIANTS) withRun(`${title}: ${variant}`, variant, tasks, tests);
}

/** Declares tests with one local run. Without the tools they are skipped in one line, and fail in CI. */
export function withRun(
  title: string,
  variant: Variant,
  tasks: number,
  tests: (run: () => TestRun, variant: Variant) => void,
): void {
  withTools(title, () => {
    let started: TestRun | undefined;

    before(async () => {
      started = await TestRun.start(variant, tasks);
    });

    after(async () => {
      await started?.stop();
    });

    tests(() => {
      if (started === undefined) throw new Error("The run has not started.");
      return started;
    }, variant);
  });
}

/** Declares tests that need what a local run needs. */
export function withTools(title: string, tests: () => void): void {
  if (missing.length > 0) {
    declareMissing(title);
    return;
  }
  describe(title, function () {
    this.timeout(60_000);
    tests();
  });
}

/** Declares that tests cannot run here: skipped with the reason, and failed in CI. */
function declareMissing(title: string): void {
  const reason = missing.join(" ");
  if (process.env.CI !== "true") {
    describe.skip(`${title}. ${reason}`, () => {
      it("needs these tools");
    });
    return;
  }
  describe(title, () => {
    it("has the tools it needs", () => {
      throw new Error(reason);
    });
  });
}
