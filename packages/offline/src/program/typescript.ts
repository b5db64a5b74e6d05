import { existsSync } from "node:fs";

/**
 * A `tsconfig.json` for running a program rather than for checking it. tsx applies one only to files that it lists, so it
 * takes in all of the program's; class fields must not be defined anew, which would wipe Outputs that a constructor's
 * base class has set.
 *
 * @param own the program's, if there is one.
 */
export function runningConfig(own: string, folder: string): object {
  return {
    ...(existsSync(own) ? { extends: own } : {}),
    compilerOptions: { target: "ES2020", useDefineForClassFields: false },
    include: [`${folder}/**/*`],
    exclude: [`${folder}/**/node_modules`],
  };
}
