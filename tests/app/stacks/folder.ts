/** Folder of the stack that runs all of the sample application. */
export const APPLICATION_STACKS = __dirname;
