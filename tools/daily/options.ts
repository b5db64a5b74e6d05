import { Argument, Option } from "@commander-js/extra-typings";

/** The stack that is meant; there is no default, so that nobody restarts the wrong one. */
export const deployedStackOption = () =>
  new Option("--stack <name>", "deployed stack, as pulumi stack ls names it").makeOptionMandatory();

export const serviceArgument = (description: string) => new Argument("[service]", description);

export const withoutAskingOption = () => new Option("--without-asking", "do it at once").default(false);
