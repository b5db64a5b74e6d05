import { readFileSync } from "node:fs";
import { join } from "node:path";

const read = (file: string): string => readFileSync(join(__dirname, "assets", file), "utf8");

/** The script of the page: the search. The page can be read in full without it. */
export const script = (): string => read("report.js");

/** The style of the page, without the pictures'. */
export const styles = (): string =>
  ["base.css", "layout.css", "tables.css", "resources.css", "print.css"].map(read).join("\n");
