import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Programs that a local run starts. */
export interface Tools {
  readonly go: string;
  readonly database: DatabaseTools;
  /** moto's server, for buckets and queues; a machine may lack it. */
  readonly moto?: string;
  /** A Valkey or Redis server; a machine may lack it. */
  readonly cache?: string;
}

export interface DatabaseTools {
  readonly kind: "mariadb" | "mysql";
  readonly server: string;
  readonly client: string;
  /** Makes a data directory; MySQL's server does that itself. */
  readonly install?: string;
}

/** Debian keeps servers where only root's PATH leads, and Go's own installer where none does. */
const MORE_FOLDERS = ["/usr/sbin", "/usr/local/sbin", "/usr/local/go/bin", "/opt/homebrew/bin", "/usr/libexec"];

/** Path of the first of these programs that is installed. */
export function find(...names: string[]): string | undefined {
  const folders = [...(process.env.PATH ?? "").split(delimiter), ...MORE_FOLDERS];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Finds the programs, or says in one line each what is missing and how to get it. */
export function findTools(folder: string): { tools: Tools } | { missing: string[] } {
  const go = find("go");
  const database = findDatabase();
  const built = existsSync(join(folder, "app/frontend/build/ssr/server/index.js"));
  const missing = [
    ...(go === undefined ? ["go is missing: it compiles the backend. Install Go 1.26 or later."] : []),
    ...(database === undefined
      ? ["mariadbd or mysqld is missing: install a database server, such as Debian's mariadb-server."]
      : []),
    ...(built ? [] : ["app/frontend/build is missing: run npm run prepare."]),
  ];
  if (go === undefined || database === undefined || missing.length > 0) return { missing };
  const [moto, cache] = [findMoto(folder), find("valkey-server", "redis-server")];
  return { tools: { go, database, ...(moto !== undefined && { moto }), ...(cache !== undefined && { cache }) } };
}

/** That of the tests first (app/backup/scripts/prepare-tests): its version is known. */
function findMoto(folder: string): string | undefined {
  const own = join(folder, ".cache/moto-venv/bin/moto_server");
  return isProgram(own) ? own : find("moto_server");
}

function findDatabase(): DatabaseTools | undefined {
  const server = find("mariadbd", "mysqld");
  const client = find("mariadb", "mysql");
  if (server === undefined || client === undefined) return undefined;
  const version = execFileSync(server, ["--no-defaults", "--version"], { encoding: "utf8" });
  if (!version.includes("MariaDB")) return { kind: "mysql", server, client };
  const install = find("mariadb-install-db", "mysql_install_db");
  return install === undefined ? undefined : { kind: "mariadb", server, client, install };
}
