import { existsSync, readdirSync, statSync } from "node:fs";

import { buildProblems } from "../../components/compute/build-problems";
import { siteFiles } from "../../components/edge";
import { activeImages, activeSections } from "./active-sections";
import { scriptHashesOf } from "./page-policy";
import { type Problem } from "./problems";
import { policyLengthProblems } from "./rules/headers";
import { type StackConfig } from "./stack-config";

/** Command that makes the folders of the site. */
export const BUILD_COMMAND = "npm run prepare";

/** Folders that the configuration names and this machine does not have, or that lack what is read from them. */
export function folderProblems(config: StackConfig): Problem[] {
  const images = activeImages(config).flatMap(([path, image]) => imageProblems(path, image));
  return [...images, ...siteProblems(config)];
}

function imageProblems(path: string, image: StackConfig["backend"]["image"]): Problem[] {
  if (!("build" in image)) return [];
  return buildProblems(image).map(({ setting, value, fix }) => ({ key: `webapp:${path}.${setting}`, value, fix }));
}

function siteProblems(config: StackConfig): Problem[] {
  const { pages, siteFiles: site } = activeSections(config);
  if (!hasFiles(site.folder)) {
    const fix = `is no folder with files: build it first (${BUILD_COMMAND})`;
    return [{ key: `webapp:${site.key}`, value: site.folder, fix }];
  }
  if (pages === "rendered" || policyLengthProblems(config, []).length > 0) return [];
  return policyLengthProblems(config, scriptHashesOf(siteFiles(site.folder, BUILD_COMMAND)));
}

const hasFiles = (folder: string): boolean =>
  existsSync(folder) && statSync(folder).isDirectory() && readdirSync(folder).length > 0;
