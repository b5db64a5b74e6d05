import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { type Capacity, capacityOf, type CapacityFile } from "./capacity-file";
import { type LoadOptions } from "./options";
import { type Measured, measuredOf } from "./outcome";
import { proveOwned } from "./owned";
import { announced, page } from "./page";
import { planLoad } from "./plan";
import { sendOpen } from "./send";

/**
 * Sends the load that the options ask for.
 *
 * @param signal ends it early.
 * @returns the text to print.
 * @throws RunError for a load that is too much, and a site that is not known to be the user's.
 */
export async function runLoad(options: LoadOptions, signal?: AbortSignal): Promise<string> {
  const plan = planLoad(options);
  const { url } = options;
  await proveOwned(url);
  console.error(announced(options, plan));
  const path = `${url.pathname}${url.search}`;
  const asked = { url, times: plan.times, ask: () => ({ path }) };
  const answers = await sendOpen(signal === undefined ? asked : { ...asked, signal });
  const measured = measuredOf(answers);
  const capacity = capacityOf(answers);
  // A load that was ended early is as long as it was.
  const sent = plan.load.subarray(0, Math.ceil(plan.times[answers.length] ?? plan.load.length));
  const file = capacityFile(options, sent, measured, capacity);
  if (file !== undefined) {
    mkdirSync(dirname(options.out), { recursive: true });
    writeFileSync(options.out, `${JSON.stringify(file)}\n`);
  }
  if (options.json === true) return `${JSON.stringify({ version: 1, measured, capacity, file }, null, 2)}\n`;
  return page(options, measured, capacity, file?.requestsPerSecond);
}

function capacityFile(
  { url, tasks, service }: LoadOptions,
  load: Float64Array,
  measured: Measured,
  { requestsPerSecond, isAtLeast }: Capacity,
): CapacityFile | undefined {
  if (tasks === undefined || requestsPerSecond === undefined) return undefined;
  const { requests, unserved, unservedSeconds, slowSeconds, p95, reaction } = measured;
  return {
    version: 1,
    service,
    url: url.href,
    tasks,
    requestsPerSecond: requestsPerSecond / tasks,
    isAtLeast,
    load: Array.from(load, (one) => Math.round(one * 1000) / 1000),
    measured: { requests, unserved, unservedSeconds, slowSeconds, p95, reaction },
  };
}
