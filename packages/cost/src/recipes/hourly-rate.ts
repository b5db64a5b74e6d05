import { type CostComponent } from "../cost-component";
import { largesIn } from "../formulas/instance-sizes";
import { type RecipeContext } from "./recipe";

/**
 * A line for instance hours. Sizes above `large` that the table lacks are multiples of `large`, as all on-demand
 * families are; such a line is unverified. `keyOf` gives the price key of a type.
 */
export function instanceHours(
  name: string,
  type: string,
  hours: number,
  keyOf: (type: string) => string,
  context: RecipeContext,
): CostComponent {
  const larges = largesIn(type);
  if (context.hasPrice(keyOf(type)) || larges === undefined) return context.fixed(name, keyOf(type), hours);
  const large = keyOf(type.replace(/[^.]+$/, "large"));
  if (!context.hasPrice(large)) return context.fixed(name, keyOf(type), hours);
  return { ...context.fixed(name, large, hours * larges), confidence: "D" };
}
