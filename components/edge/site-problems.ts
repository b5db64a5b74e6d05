import { lstatSync, readdirSync, realpathSync, statSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";

/** More than this is no site that somebody built: each file is a resource of the stack. */
export const SITE_LIMITS = { files: 5000, fileBytes: 100 * 1024 ** 2, bytes: 1024 ** 3, keyBytes: 1024 } as const;

/** Hidden names that belong to a site (RFC 8615). */
const WELL_KNOWN = ".well-known";

/** Files that stand beside the sources of a site, never in what a build makes of them. */
const SOURCES = ["node_modules", "package.json", "package-lock.json", "Dockerfile", "tsconfig.json"];

/**
 * What would be published by mistake, or not work, if a folder were a site; all of it, a line each.
 *
 * @param isWholeSite whether the folder must have an `index.html` at its root.
 */
export function siteFolderProblems(folder: string, isWholeSite: boolean): string[] {
  const root = realpathSync(folder);
  const paths = entriesOf(folder, SITE_LIMITS.files * 4);
  const hidden = paths.filter((path) => isHidden(basename(path)));
  const sources = paths.filter((path) => !path.includes(sep) && SOURCES.includes(path));
  const links = paths.filter((path) => lstatSync(join(folder, path)).isSymbolicLink());
  const problemLinks = links.filter((path) => !isFileWithin(root, join(folder, path)));
  const files = paths.filter((path) => !problemLinks.includes(path) && statSync(join(folder, path)).isFile());
  return [
    ...(hidden.length > 0 ? [`has hidden files, which a site does not need: ${some(hidden)}`] : []),
    ...(sources.length > 0 ? [`has ${some(sources)}: it holds sources; name the folder that the build writes`] : []),
    ...(problemLinks.length > 0
      ? [`has links that lead out of it, to a folder or nowhere: ${some(problemLinks)}`]
      : []),
    ...(isWholeSite && !files.includes("index.html") ? ["has no index.html at its root"] : []),
    ...sizeProblems(folder, files),
  ];
}

/** Paths below a folder; no further into hidden ones and packages, and no more than it takes to see that it is too much. */
function entriesOf(folder: string, most: number): string[] {
  const found: string[] = [];
  const visit = (below: string): void => {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
      if (found.length >= most) return;
      const path = join(below, entry.name);
      found.push(path);
      if (entry.isDirectory() && !isHidden(entry.name) && entry.name !== "node_modules") visit(path);
    }
  };
  visit("");
  return found;
}

const isHidden = (name: string): boolean => name.startsWith(".") && name !== WELL_KNOWN;

function isFileWithin(root: string, path: string): boolean {
  try {
    const target = realpathSync(path);
    return statSync(target).isFile() && !relative(root, target).startsWith("..");
  } catch {
    return false;
  }
}

function sizeProblems(folder: string, files: readonly string[]): string[] {
  const sizes = files.map((path) => ({ path, bytes: statSync(join(folder, path)).size }));
  const bytes = sizes.reduce((sum, file) => sum + file.bytes, 0);
  const large = sizes.filter((file) => file.bytes > SITE_LIMITS.fileBytes).map(({ path }) => path);
  // S3 counts bytes, and browsers cannot ask for control characters.
  const odd = files.filter((path) => Buffer.byteLength(path) > SITE_LIMITS.keyBytes || /\p{Cc}/u.test(path));
  const megabytes = (count: number): string => `${Math.round(count / 1024 ** 2)} MiB`;
  return [
    ...(files.length > SITE_LIMITS.files
      ? [`has more than ${SITE_LIMITS.files} files, each of which is a resource of the stack`]
      : []),
    ...(large.length > 0 ? [`has files of more than ${megabytes(SITE_LIMITS.fileBytes)}: ${some(large)}`] : []),
    ...(bytes > SITE_LIMITS.bytes
      ? [`has ${megabytes(bytes)}; a site has ${megabytes(SITE_LIMITS.bytes)} at most`]
      : []),
    ...(odd.length > 0 ? [`has names that cannot be keys of a bucket: ${some(odd)}`] : []),
  ];
}

/** The first few of many, with characters that a terminal would act on made visible. */
function some(paths: readonly string[]): string {
  const first = paths.slice(0, 3).map((path) => JSON.stringify(path.slice(0, 80)).slice(1, -1));
  return paths.length > 3 ? `${first.join(", ")} and ${paths.length - 3} more` : first.join(", ");
}
