import type * as answers from "@toolkit/offline/answer-option";
import type * as programs from "@toolkit/offline/program";
import type { OtherOptions } from "./other-problems";

/**
 * Begins the preview of another program, when a command is about one; what the program prints goes to standard error.
 * It runs beside what the command loads meanwhile.
 */
export function beginOther(options: OtherOptions): Promise<programs.ProgramPreview> | undefined {
  const { program, config = [], answer = [], stack, unknown = false } = options;
  if (program === undefined) return undefined;
  // Loaded only now: commands about this repository's own stacks do without.
  const { readAnswer } = require("@toolkit/offline/answer-option") as typeof answers;
  const { previewProgram } = require("@toolkit/offline/program") as typeof programs;
  const onPrint = (text: string): void => {
    console.error(text);
  };
  // The default stack's file need not exist.
  const named = stack === "dev" ? {} : { stack };
  return previewProgram({ folder: program, config, answers: answer.map(readAnswer), unknown, onPrint, ...named });
}
