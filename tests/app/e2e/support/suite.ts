import { type Variant } from "../../../../app/local/local-run";
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
  describe(title, function () {
    this.timeout(60_000);
    let started: TestRun | undefined;

    before(async function () {
      if (missing.length > 0) {
        if (process.env.CI === "true") throw new Error(missing.join("\n"));
        console.log(`Skipped: ${missing.join(" ")}`);
        this.skip();
      }
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
