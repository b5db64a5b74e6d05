/** How the front end is served: pages rendered by a server, or static files that render in the browser. */
export type Variant = "ssr" | "spa";

/**
 * Reads the variant to build from `FRONTEND`.
 *
 * @throws Error when the variable is missing or names no variant.
 */
export function variantFrom(env: NodeJS.ProcessEnv): Variant {
  const value = env.FRONTEND;
  if (value === "ssr" || value === "spa") return value;
  throw new Error(`FRONTEND is "${value ?? ""}"; set it to ssr or spa, or run \`npm run build\`, which builds both.`);
}
