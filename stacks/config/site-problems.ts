import { readdirSync } from "node:fs";

import { isFolder } from "../../components/compute/build-source";
import { siteFiles } from "../../components/edge/site-files";
import { siteFolderProblems } from "../../components/edge/site-problems";
import { activeSections, type SiteFolder } from "./active-sections";
import { scriptHashesOf } from "./page-policy";
import { type Problem } from "./problems";
import { policyLengthProblems } from "./rules/headers";
import { type StackConfig } from "./stack-config";

/** Command that makes the folders of the site. */
export const BUILD_COMMAND = "npm run prepare";

/** What keeps the folders of the site from being published, all of it. */
export function siteProblems(config: StackConfig): Problem[] {
  const { pages, siteFolders } = activeSections(config);
  const problems = siteFolders.flatMap(problemsOfFolder);
  if (problems.length > 0 || pages === "rendered" || policyLengthProblems(config, []).length > 0) return problems;
  const files = siteFolders.flatMap(({ folder }) => siteFiles(folder, BUILD_COMMAND));
  return policyLengthProblems(config, scriptHashesOf(files));
}

function problemsOfFolder({ key, folder, prefix }: SiteFolder): Problem[] {
  const problem = (fix: string): Problem => ({ key: `webapp:${key}`, value: folder, fix });
  if (!isFolder(folder) || readdirSync(folder).length === 0)
    return [problem(`is no folder with files: build it first (${BUILD_COMMAND})`)];
  return siteFolderProblems(folder, prefix === "").map(problem);
}
