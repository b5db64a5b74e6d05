import { type Variant } from "../../../../tools/local/release";
import { APPLICATION_STACKS } from "../../stacks/folder";
import { missingForPictures, missingTools, TestRun, VARIANTS } from "./run";

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
  declare(
    title,
    missingTools(),
    () => TestRun.start(variant, tasks),
    (run) => {
      tests(run, variant);
    },
  );
}

/** Declares tests with a local run of all that the application can use: pictures, a worker, a cache. */
export function withPictures(title: string, variant: Variant, tests: (run: () => TestRun) => void): void {
  const missing = [...missingTools(), ...missingForPictures()];
  declare(`${title}: ${variant}`, missing, () => TestRun.start(variant, 1, APPLICATION_STACKS), tests);
}

function declare(
  title: string,
  missing: readonly string[],
  start: () => Promise<TestRun>,
  tests: (run: () => TestRun) => void,
): void {
  withAll(title, missing, () => {
    let started: TestRun | undefined;

    before(async () => {
      started = await start();
    });

    after(async () => {
      await started?.stop();
    });

    tests(() => {
      if (started === undefined) throw new Error("The run has not started.");
      return started;
    });
  });
}

/** Declares tests that need what a local run needs. */
export function withTools(title: string, tests: () => void): void {
  withAll(title, missingTools(), tests);
}

function withAll(title: string, missing: readonly string[], tests: () => void): void {
  if (missing.length > 0) {
    declareMissing(title, missing);
    return;
  }
  describe(title, tests);
}

/** Declares that tests cannot run here: skipped with the reason, and failed in CI. */
function declareMissing(title: string, missing: readonly string[]): void {
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
