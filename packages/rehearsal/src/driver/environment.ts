import { existsSync } from "node:fs";
import * as path from "node:path";

import { languageHostFolder } from "../language-host/executable";

let ownHost: string | undefined;

/** Where a rehearsal keeps what the real CLI would keep in a cloud backend and in the home folder. */
export interface Places {
  /** Folder of the state. */
  readonly state: string;
  /** `PULUMI_HOME`: plugins and credentials of nobody. */
  readonly home: string;
}

/** An account of AWS, with the credentials of whoever runs the command. */
export interface RealAccount {
  /** Seals the secrets of the stack's state. */
  readonly passphrase: string;
}

/**
 * The environment in which the real CLI talks to the real AWS, with a state of its own.
 *
 * @param pulumi the path of the CLI
 */
export function realEnvironment(pulumi: string, { passphrase }: RealAccount, places: Places): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PATH: searchPathWith(pulumi),
    PULUMI_BACKEND_URL: stateIn(places.state),
    PULUMI_CONFIG_PASSPHRASE: passphrase,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // Only with debug commands does the CLI accept --event-log.
    PULUMI_DEBUG_COMMANDS: "true",
  };
}

/**
 * The environment in which the real CLI talks to an emulated AWS: its own state, a passphrase, no update check, no AWS
 * credentials, the emulated providers, and a language host where the official one is not installed.
 *
 * @param pulumi the path of the CLI, whose folder has the official language host if that is installed
 * @param attach the value for `PULUMI_DEBUG_PROVIDERS`
 */
export function rehearsalEnvironment(pulumi: string, attach: string, places: Places): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([key]) => !/^(AWS_|PULUMI_)/.test(key));
  return {
    ...Object.fromEntries(inherited),
    PATH: searchPathWith(pulumi),
    PULUMI_BACKEND_URL: stateIn(places.state),
    PULUMI_HOME: places.home,
    PULUMI_CONFIG_PASSPHRASE: "rehearsal",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // Attached providers need no plugin; without this the CLI tries to download them first, for seconds.
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_AUTOMATION_API_SKIP_VERSION_CHECK: "true",
    PULUMI_DEBUG_PROVIDERS: attach,
    // The CLI lives for seconds: collecting its garbage as often as by default is 4 % of a command's CPU time.
    GOGC: "400",
    // Only with debug commands does the CLI accept --event-log.
    PULUMI_DEBUG_COMMANDS: "true",
  };
}

/**
 * The backend of a folder, without the file of attributes beside each state: a command that is killed leaves that one empty,
 * and the next one ends with "EOF". The states themselves are replaced as a whole.
 */
const stateIn = (folder: string): string => `file://${folder}?metadata=skip`;

/**
 * Lets the CLI write the state once, when a deployment ends, and not after each step, which takes a third of the time
 * of a first deployment. A command that is killed leaves the state of before.
 */
export const stateAtTheEnd: NodeJS.ProcessEnv = { PULUMI_SKIP_CHECKPOINTS: "true", PULUMI_EXPERIMENTAL: "true" };

/** The search path with the CLI, and with a language host where the official one is not installed. */
function searchPathWith(pulumi: string): string {
  const searchPath = (process.env.PATH ?? "").split(path.delimiter);
  const official = [path.dirname(pulumi), ...searchPath].some((folder) =>
    existsSync(path.join(folder, "pulumi-language-nodejs")),
  );
  const host = official ? [] : [(ownHost ??= languageHostFolder())];
  return [...host, path.dirname(pulumi), ...searchPath].join(path.delimiter);
}
