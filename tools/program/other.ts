import { readAnswer } from "@toolkit/offline/answer-option";
import { previewProgram, type ProgramPreview } from "@toolkit/offline/program";
import type { OtherOptions } from "./other-problems";

/**
 * Begins the preview of another program, when a command is about one; what the program prints goes to standard error.
 * It runs beside what the command loads meanwhile.
 */
export function beginOther(options: OtherOptions): Promise<ProgramPreview> | undefined {
  const { program, config = [], answer = [], stack, unknown = false } = options;
  if (program === undefined) return undefined;
  const onPrint = (text: string): void => {
    console.error(text);
  };
  // The default stack's file need not exist.
  const named = stack === "dev" ? {} : { stack };
  return previewProgram({ folder: program, config, answers: answer.map(readAnswer), unknown, onPrint, ...named });
}
