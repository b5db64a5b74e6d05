/** Valkey's own. */
export const CACHE_PORT = 6379;
