import type { GivenAnswer } from "../answers";
import type { GraphResource } from "../graph";
import type { Notes } from "../notes";
import type { WorldContext } from "../world";

/** What the process of a program is told. */
export interface Task {
  readonly project: string;
  readonly stack: string;
  /** Working directory of the program. */
  readonly folder: string;
  /** File or folder that is loaded. */
  readonly entry: string;
  /** An ES module, which is imported. */
  readonly isModule: boolean;
  /** Packages to load before the program, which makes it quicker. */
  readonly preload: readonly string[];
  /** Folder whose packages stand in for those that the program lacks. */
  readonly standIn: string;
  readonly context: WorldContext;
  readonly unknown: boolean;
  readonly answers: readonly GivenAnswer[];
  /** Milliseconds without a request after which a program that has ended counts as over, and another one as stuck. */
  readonly quietMs: number;
  readonly stuckMs: number;
}

/** Why a program did not come to its end. */
export interface Failure {
  /** `missing` for a package that is not installed, `told` for an error made for the user, `thrown` for any other. */
  readonly kind: "missing" | "told" | "thrown";
  readonly message: string;
  /** The package that is missing. */
  readonly package?: string;
}

/** What the process answers. */
export interface Outcome {
  readonly resources: readonly GraphResource[];
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly notes: Notes;
  readonly problems: readonly string[];
  readonly failure?: Failure;
}
