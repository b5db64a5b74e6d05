import type { Answers } from "../rule";
import cdkNag from "./cdk-nag.json";
import checkov from "./checkov.json";
import securityHub from "./security-hub.json";

/** A list of controls of another suite, id to title. */
export interface Catalogue {
  readonly key: keyof Answers;
  readonly name: string;
  readonly controls: Readonly<Record<string, string>>;
}

/** Controls of three suites that concern types which the rules judge: containers, networks, databases, sites. */
export const catalogues: readonly Catalogue[] = [
  { key: "checkov", name: "Checkov", controls: checkov },
  { key: "securityHub", name: "Security Hub FSBP", controls: securityHub },
  { key: "cdkNag", name: "cdk-nag AwsSolutions", controls: cdkNag },
];
