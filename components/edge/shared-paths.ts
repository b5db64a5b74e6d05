/**
 * Paths of a site's files that all releases share: those in folders of assets, and those whose names look as if they
 * carried a hash of their content. A function at the edge decides by this too, with no list of files at hand, so a name
 * like `bootstrap5.min.css` counts as hashed: such a file is never taken back. Pages are never shared.
 */
export const SHARED_PATH =
  /^(?!.*\.html$)(?:\/(?:assets|_app|_astro|_next|_nuxt)\/|.*[/.-](?=[\w-]*[A-Z0-9])(?![A-Z]?[a-z]{2,}(?:[A-Z][a-z]+|[A-Z]{2,3})*\.)(?:\w{8,}|[\w-]{8})(?:\.\w+)+$)/;

/** Whether all releases share the file of a key. */
export const isShared = (key: string): boolean => SHARED_PATH.test(`/${key}`);
