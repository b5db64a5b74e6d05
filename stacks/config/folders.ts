import { buildProblems } from "../../components/compute/build-problems";
import { activeImages } from "./task-sections";
import { type Problem } from "./problems";
import { siteProblems } from "./site-problems";
import { type StackConfig } from "./stack-config";

/** Folders that the configuration names and this machine does not have, or that lack what is read from them. */
export function folderProblems(config: StackConfig): Problem[] {
  const images = activeImages(config).flatMap(([path, image]) => imageProblems(path, image));
  return [...images, ...siteProblems(config)];
}

function imageProblems(path: string, image: StackConfig["backend"]["image"]): Problem[] {
  if (!("build" in image)) return [];
  return buildProblems(image).map(({ setting, value, fix }) => ({ key: `webapp:${path}.${setting}`, value, fix }));
}
