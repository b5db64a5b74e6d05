import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

import { anchorsOf } from "./anchors";

export const ROOT = resolve(__dirname, "../..");

/** The README and everything in docs/. */
export const PAGES = ["README.md", ...pagesIn("docs")];

function pagesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return pagesIn(path);
    return entry.name.endsWith(".md") ? [path] : [];
  });
}

/** A link of a page to a file or heading of this repository. */
export interface Link {
  readonly page: string;
  readonly link: string;
}

/** Whether it leads into app/, which may go. */
export const isIntoApplication = ({ page, link }: Link): boolean => join(dirname(page), link).startsWith("app/");

/** The links of a page that lead nowhere. */
export function deadLinks(page: string): Link[] {
  const text = readFileSync(join(ROOT, page), "utf8");
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = ""]) => {
    if (/^[a-z]+:/.test(link)) return [];
    const [path = "", anchor] = link.split("#");
    const file = path === "" ? join(ROOT, page) : join(ROOT, dirname(page), path);
    if (!existsSync(file)) return [{ page, link }];
    if (anchor === undefined || statSync(file).isDirectory()) return [];
    return anchorsOf(readFileSync(file, "utf8")).includes(anchor) ? [] : [{ page, link }];
  });
}
