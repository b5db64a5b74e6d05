/** Namespace of this project's component types. */
const NAMESPACE = "webapp:";

/**
 * Whether a resource stands in components of this project. Those of a namespace of one's own, such as `shop:data:Cache`,
 * are for whoever adds them to vouch for: what holds for every resource here need not hold for theirs.
 */
export function isOurs({ urn }: { readonly urn: string }): boolean {
  const [outermost = "", ...inner] = (urn.split("::")[2] ?? "").split("$");
  return inner.length === 0 || outermost.startsWith(NAMESPACE);
}

/** Likewise for the source of a component. */
export const isOurSource = (source: string): boolean => !new RegExp(`super\\("(?!${NAMESPACE})\\w+:`).test(source);

/** Whether a stack holds this project's resources alone, so that figures of the whole of it can be exact. */
export const isAllOurs = (resources: readonly { readonly urn: string }[]): boolean => resources.every(isOurs);
