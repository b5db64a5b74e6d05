import { existsSync } from "node:fs";
import { join } from "node:path";

import ts from "typescript";

const ROOT = join(__dirname, "..", "..", "..");

/** Types of packages, which do not change while this process runs and take most of the time of a check. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/**
 * Type errors of texts, all in one program with the project's own settings: nearly all of its time is the provider's
 * types, which are read once.
 *
 * @param texts TypeScript by file name, relative to the repository; the files need not exist.
 * @returns a line for each error, `<file>:<line>: <message>`.
 */
export function typeErrors(texts: Readonly<Record<string, string>>): string[] {
  const files = new Map(Object.entries(texts).map(([file, text]) => [join(ROOT, file), text]));
  const options = compilerOptions();
  const host = ts.createCompilerHost(options);
  const onDisk = { readFile: host.readFile.bind(host), fileExists: host.fileExists.bind(host) };
  host.readFile = (file) => files.get(file) ?? onDisk.readFile(file);
  host.fileExists = (file) => files.has(file) || onDisk.fileExists(file);
  host.directoryExists = (folder) =>
    existsSync(folder) || [...files.keys()].some((file) => file.startsWith(`${folder}/`));
  const parse = host.getSourceFile.bind(host);
  host.getSourceFile = (file, ...how) => {
    if (!file.includes("/node_modules/")) return parse(file, ...how);
    if (!parsed.has(file)) parsed.set(file, parse(file, ...how));
    return parsed.get(file);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files.keys()].flatMap((file) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(message);
  });
}

/** Examples may name what they do not use further. */
function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(ROOT, "tsconfig.json"), (file) => ts.sys.readFile(file)) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, ROOT);
  return { ...options, noUnusedLocals: false, types: ["node"] };
}

function message({ file, start = 0, messageText }: ts.Diagnostic): string {
  const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1;
  const name = file === undefined ? "" : file.fileName.slice(ROOT.length + 1);
  return `${name}:${line}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
}
