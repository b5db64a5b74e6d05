import { collectFacts } from "./collect";
import { type ReportOptions } from "./options";
import { renderReport } from "./report";
import { WhatIfThread } from "./what-if-thread";
import { writePage } from "./write";

/**
 * Writes the report that the options ask for.
 *
 * @param day ISO day to write on the page.
 * @param thread Runs part of the program's variants; stopped in the end. @default a new one
 * @returns the path of the file.
 * @throws RunError, CaptureError and CostError for what the user can mend.
 */
export async function runReport(
  options: ReportOptions,
  day: string,
  thread: WhatIfThread = new WhatIfThread(),
): Promise<string> {
  const { stack, out = `build/report-${stack}.html` } = options;
  try {
    writePage(out, renderReport(await collectFacts(options, day, thread)));
  } finally {
    await thread.stop();
  }
  return out;
}
