import { deployStack, type StackDeployment } from "../support/deploy-stack";

/** The four combinations that everything must hold for. */
export const combinations = [
  { stack: "dev", frontend: "ssr" },
  { stack: "dev", frontend: "spa" },
  { stack: "prod", frontend: "ssr" },
  { stack: "prod", frontend: "spa" },
] as const;

export type Combination = (typeof combinations)[number];

export const deployCombination = ({ stack, frontend }: Combination): Promise<StackDeployment> =>
  deployStack(stack, { set: [`frontend=${frontend}`], mode: "both" });

/** Runs a body once a combination, with its name in the title. */
export function forEachCombination(body: (combination: Combination, name: string) => void): void {
  for (const combination of combinations) body(combination, `${combination.stack} ${combination.frontend}`);
}
