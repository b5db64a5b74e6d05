import { T } from "@toolkit/offline/aws-types";
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

/** Other providers, whatever they cost, are not on AWS's bill. */
export const elsewhere: Recipe = free("not a resource of AWS");

export const foundation: ServiceRecipes = {
  service: "Foundation",
  recipes: {
    [T.resourceGroup]: free("resource groups are free"),
    [T.accessAnalyzer]: free("external access analysis is free"),
    [T.accountSettingDefault]: free("an account setting"),
  },
};
