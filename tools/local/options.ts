import { parseArgs } from "node:util";
import { LocalRunError } from "./error";
import { type Variant } from "./local-run";

export interface Options {
  readonly frontend: Variant;
  readonly port: number;
  readonly help: boolean;
}

export const HELP = `Runs the sample application on this machine, without Docker or AWS.

Usage: npm run app -- [options]

  --frontend VARIANT  ssr: a server renders pages; spa: the browser does (default: ssr)
  --port PORT         port of the edge (default: 4000)
  --help              this text

Needs Go and a MariaDB or MySQL server. Notes stay in .cache/app/database, in both variants.
`;

/** @throws LocalRunError with every mistake, one a line. */
export function parseOptions(args: readonly string[]): Options {
  const { values, positionals } = parse(args);
  const { frontend = "ssr", port = "4000", help = false } = values;
  const portNumber = /^\d{1,5}$/.test(port) ? Number(port) : Number.NaN;
  const isVariant = frontend === "ssr" || frontend === "spa";
  const isPort = portNumber >= 1 && portNumber <= 65_535;
  const problems = [
    ...positionals.map((word) => `${word} is not an option; npm needs -- before the options.`),
    ...(isVariant ? [] : [`--frontend is "${frontend}": use ssr or spa.`]),
    ...(isPort ? [] : [`--port is "${port}": use a whole number from 1 to 65535.`]),
  ];
  if (!isVariant || !isPort || problems.length > 0) throw new LocalRunError(problems.join("\n"));
  return { frontend, port: portNumber, help };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        frontend: { type: "string" },
        port: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    const [line] = (error as Error).message.split(". To specify");
    throw new LocalRunError(`${line ?? ""}\nnpm run app -- --help lists the options.`);
  }
}
