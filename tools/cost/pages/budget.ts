import { toCents } from "@toolkit/cost/formulas/money";
import { usd } from "./numbers";
import { type Budget } from "./options";

/** What is said when a month costs more than its budget; nothing within it. `base` is what an increase is measured from. */
export function budgetProblem(budget: Budget | undefined, what: string, total: number, base = 0): string | undefined {
  if (budget === undefined) return undefined;
  const limit = limitOf(budget, base);
  if (toCents(total) <= toCents(limit)) return undefined;
  const over = `${what} costs ${usd(total)} USD a month, ${usd(total - limit)} above the budget of ${usd(limit)}`;
  return budget.kind === "total" ? `${over}.` : `${over} (${usd(base)} and ${nameOf(budget)}).`;
}

function limitOf(budget: Budget, base: number): number {
  if (budget.kind === "total") return budget.usd;
  return "percent" in budget ? base * (1 + budget.percent / 100) : base + budget.usd;
}

const nameOf = (budget: Exclude<Budget, { kind: "total" }>): string =>
  "percent" in budget ? `${budget.percent} %` : usd(budget.usd);
