import { free, type Recipe, type ServiceRecipes } from "./recipe";

/** Types of which a whole module is free, by the beginning of the type token. */
export const freeModules: readonly (readonly [string, string])[] = [
  ["aws:iam/", "IAM is free"],
  ["random:", "a value that Pulumi keeps in its state"],
  ["pulumi:providers:", "a provider makes nothing by itself"],
  ["pulumi:pulumi:", "the stack makes nothing by itself"],
];

/** A component groups resources, which are priced by themselves. */
export const component: Recipe = free("a group of resources, each priced by itself");

export const foundation: ServiceRecipes = {
  service: "Foundation",
  recipes: {
    "aws:resourcegroups/group:Group": free("resource groups are free"),
    "aws:accessanalyzer/analyzer:Analyzer": free("external access analysis is free"),
    "aws:ecs/accountSettingDefault:AccountSettingDefault": free("an account setting"),
  },
};
