import { existsSync, readdirSync, statSync } from "node:fs";

import { buildProblems } from "../../components/compute/build-problems";
import { activeImages, activeSections } from "./active-sections";
import { type Problem } from "./problems";
import { type StackConfig } from "./stack-config";

/** Command that makes the folders of the site. */
export const BUILD_COMMAND = "npm run prepare";

/** Folders that the configuration names and this machine does not have, or that lack what is read from them. */
export function folderProblems(config: StackConfig): Problem[] {
  const { key, folder } = activeSections(config).siteFiles;
  return [...activeImages(config).flatMap(([path, image]) => imageProblems(path, image)), ...siteProblems(key, folder)];
}

function imageProblems(path: string, image: StackConfig["backend"]["image"]): Problem[] {
  if (!("build" in image)) return [];
  return buildProblems(image).map(({ setting, value, fix }) => ({ key: `webapp:${path}.${setting}`, value, fix }));
}

function siteProblems(path: string, folder: string): Problem[] {
  if (existsSync(folder) && statSync(folder).isDirectory() && readdirSync(folder).length > 0) return [];
  return [{ key: `webapp:${path}`, value: folder, fix: `is no folder with files: build it first (${BUILD_COMMAND})` }];
}
