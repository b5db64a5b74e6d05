import { FIXTURE_STACKS } from "../../tools/program/fixtures";

/** Arguments with which a command reads the stacks of the tests and not the user's. */
export const ON_FIXTURES = ["--stacks", FIXTURE_STACKS];
