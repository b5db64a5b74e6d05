import { z } from "zod";

import type { Check } from "./scene";

const settings = z.strictObject({
  quotas: z.array(z.strictObject({ service: z.string(), code: z.string(), needs: z.number() })).min(1),
});
const answer = z.object({ Quota: z.object({ QuotaName: z.string(), Value: z.number() }) });

/** How many quotas of the account are too small for the stack. */
export const quotas: Check = async ({ aws }, { check }) => {
  const rows = [];
  for (const { service, code, needs } of settings.parse(check.with).quotas) {
    const { Quota: quota } = await aws.ask(
      answer,
      "service-quotas",
      "get-service-quota",
      "--service-code",
      service,
      "--quota-code",
      code,
    );
    rows.push({ words: `${quota.QuotaName}: ${quota.Value}, needed ${needs}`, isEnough: quota.Value >= needs });
  }
  return { seen: rows.filter(({ isEnough }) => !isEnough).length, details: rows.map(({ words }) => words) };
};
