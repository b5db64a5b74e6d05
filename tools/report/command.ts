import { collectFacts } from "./collect";
import { type ReportOptions } from "./options";
import { renderReport } from "./report";
import { writePage } from "./write";

/**
 * Writes the report that the options ask for.
 *
 * @param day ISO day to write on the page.
 * @returns the path of the file.
 * @throws RunError, CaptureError and CostError for what the user can mend.
 */
export async function runReport(options: ReportOptions, day: string): Promise<string> {
  const { stack, out = `build/report-${stack}.html` } = options;
  writePage(out, renderReport(await collectFacts(options, day)));
  return out;
}
