import type { Plugin } from "vite";

const DATA_EXPORT = /^export (async function|function|const) (loader|action)\b/gm;

/**
 * Renames the `loader` and `action` of a route module to `clientLoader` and `clientAction`.
 *
 * React Router refuses a static build in which a route has a `loader` or an `action`, as no server would run them,
 * and a `clientLoader` in the server build would leave pages empty without JavaScript. The two take the same arguments,
 * so routes are written once and the static build gives the browser's names to them.
 */
export function renameDataExports(source: string): string {
  return source.replace(DATA_EXPORT, (_match, keyword: string, name: string) => {
    return `export ${keyword} client${name[0]?.toUpperCase() ?? ""}${name.slice(1)}`;
  });
}

/** The Vite plugin of the static build that applies {@link renameDataExports} to every route module. */
export function dataInTheBrowser(): Plugin {
  return {
    name: "webapp:data-in-the-browser",
    enforce: "pre",
    transform(source, id) {
      return /\/app\/routes\/[^?]+\.tsx?(\?|$)/.test(id) ? { code: renameDataExports(source), map: null } : null;
    },
  };
}
