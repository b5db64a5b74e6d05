import { readFileSync } from "node:fs";
import * as path from "node:path";

import { parsePreview } from "../../../tools/ci/guard/preview-document";

/** A preview that the real engine printed once. */
export const recordedFile = (name: string): string => path.join(__dirname, "recorded", `${name}.json`);
export const recorded = (name: string) => parsePreview(readFileSync(recordedFile(name), "utf8"), name);
