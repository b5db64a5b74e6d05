import { filesOf } from "./files";
import { endOfBlock, type Fields, parseFields } from "./interfaces";

/** What a provider's own package says of a resource type. */
export interface ResourceDescription {
  /** Folder of the package, where nested types are looked up. */
  readonly folder: string;
  readonly inputs: ReadonlySet<string>;
  /** Inputs without which the provider's class refuses to be made. */
  readonly required: readonly string[];
  /** Declared types of the outputs; an optional one may stay without a value. */
  readonly outputs: Fields;
  /** Outputs that are no inputs. */
  readonly computed: ReadonlySet<string>;
  /** Inputs and outputs that are kept secret. */
  readonly secrets: readonly string[];
  /** Ids as the section on imports shows them; the first is the usual one. */
  readonly imports: readonly string[];
  /** Names in code font in that section, which say what an id is made of; as properties are written here. */
  readonly importedBy: readonly string[];
  /** The documentation of an output. */
  comment(output: string): string;
}

/** What a provider's own package says of a function. */
export interface FunctionDescription {
  readonly folder: string;
  readonly results: Fields;
  comment(result: string): string;
}

const resources = new Map<string, ResourceDescription | undefined>();
const functions = new Map<string, FunctionDescription | undefined>();

/** Reads the files of a type on the first call, 0.1 ms. */
export function describeResource(type: string, version = ""): ResourceDescription | undefined {
  return remembered(resources, `${type} ${version}`, () => readResource(type, version));
}

/** Reads the files of a provider function on the first call. */
export function describeFunction(token: string, version = ""): FunctionDescription | undefined {
  return remembered(functions, `${token} ${version}`, () => readFunction(token, version));
}

function remembered<T>(known: Map<string, T | undefined>, key: string, make: () => T | undefined): T | undefined {
  if (known.has(key)) return known.get(key);
  const made = make();
  // What is not there yet may be loaded later.
  if (made !== undefined) known.set(key, made);
  return made;
}

function readResource(type: string, version: string): ResourceDescription | undefined {
  const files = filesOf(type, version);
  if (files === undefined) return undefined;
  const { folder, script, typings } = files;
  const start = typings.search(/export declare class \w+ extends pulumi\.(Custom|Component)Resource/);
  if (start < 0) return undefined;
  const body = typings.slice(start, endOfBlock(typings, start));
  const assigned = [...script.matchAll(/resourceInputs\["(\w+)"\] = ([^;]+);/g)];
  const computed = assigned.filter(([, , value = ""]) => value.startsWith("undefined /*out*/"));
  const inputs = new Set(assigned.filter(([, , value = ""]) => /\bargs\b/.test(value)).map(([, name = ""]) => name));
  return {
    folder,
    inputs,
    required: [...script.matchAll(/Missing required property '(\w+)'/g)].map(([, name = ""]) => name),
    outputs: outputsOf(body),
    computed: new Set(computed.map(([, name = ""]) => name).filter((name) => !inputs.has(name))),
    secrets: secretsIn(script),
    ...importsIn(typings.slice(0, start)),
    comment: commentsIn(body),
  };
}

/** Fields of the class that are outputs: neither static members nor methods. */
function outputsOf(body: string): Fields {
  const declared =
    body.replaceAll(/\/\*\*[\s\S]*?\*\//g, "").match(/readonly \w+!?: pulumi\.Output<[\s\S]*?>;\n/g) ?? [];
  return parseFields(declared.map((line) => line.replace("!:", ":")).join(""));
}

function secretsIn(script: string): string[] {
  const marked = /additionalSecretOutputs: \[([^\]]*)\]/.exec(script)?.[1] ?? "";
  const wrapped = [...script.matchAll(/resourceInputs\["(\w+)"\] = [^;]*pulumi\.secret\(/g)];
  return [
    ...new Set([...[...marked.matchAll(/"(\w+)"/g)].map(([, name = ""]) => name), ...wrapped.map(([, n = ""]) => n)]),
  ];
}

/** The section on imports at the end of a class's documentation. */
function importsIn(documentation: string): Pick<ResourceDescription, "imports" | "importedBy"> {
  const section = documentation.slice(Math.max(0, documentation.lastIndexOf("## Import")));
  if (!section.startsWith("## Import")) return { imports: [], importedBy: [] };
  const commands = [...section.matchAll(/pulumi import \S+ \S+ (.+)$/gm)];
  const prose = /^.*[Uu]sing `pulumi import`(?: to import)?(.*)$/m.exec(section)?.[1] ?? "";
  const making = prose.slice(prose.search(/\busing\b/));
  return {
    imports: commands.map(([, id = ""]) => id.trim().replace(/^["']|["']$/g, "")),
    importedBy: [...making.matchAll(/`([A-Za-z][\w-]*)`/g)].map(([, name = ""]) => camelCase(name)),
  };
}

const camelCase = (name: string): string =>
  name.replaceAll(/[-_]+(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/^[A-Z]/, (l) => l.toLowerCase());

function readFunction(token: string, version: string): FunctionDescription | undefined {
  const files = filesOf(token, version);
  if (files === undefined) return undefined;
  const { folder, typings } = files;
  const start = typings.search(/export interface \w+Result \{/);
  if (start < 0) return undefined;
  const body = typings.slice(start, endOfBlock(typings, start));
  return { folder, results: parseFields(body.slice(body.indexOf("{") + 1)), comment: commentsIn(body) };
}

/** Names of what a method gives back, e.g. `eks:index:Cluster/getKubeconfig`; a method without a description has a `result`. */
export function describeMethod(token: string, version = ""): string[] {
  const end = token.lastIndexOf("/");
  const [type, method] = [token.slice(0, end), token.slice(end + 1)];
  const typings = filesOf(type, version)?.typings ?? "";
  const start = typings.search(new RegExp(`interface ${method.charAt(0).toUpperCase()}${method.slice(1)}Result \\{`));
  if (start < 0) return ["result"];
  const body = typings.slice(start, endOfBlock(typings, start));
  return [...parseFields(body.slice(body.indexOf("{") + 1)).keys()];
}

/** Looks up the comment that stands before a field; all are found on the first look. */
function commentsIn(body: string): (field: string) => string {
  let comments: ReadonlyMap<string, string> | undefined;
  return (field) => {
    comments ??= new Map(
      [...body.matchAll(/\/\*\*((?:[^*]|\*(?!\/))*)\*\/\s*(?:readonly )?(\w+)[!?]?: /g)].map(
        ([, text = "", name = ""]) => [name, text.replaceAll(/\n\s*\* ?/g, " ")] as const,
      ),
    );
    return comments.get(field) ?? "";
  };
}

/**
 * Types of `@pulumi/aws` that a provider's component gives back, e.g. `aws:ec2/natGateway:NatGateway`: what it makes is not
 * seen, and that much its typings tell.
 */
export function typesGivenBackBy(type: string, version = ""): string[] {
  const typings = filesOf(type, version)?.typings ?? "";
  const alias = /import \* as (\w+) from "@pulumi\/aws"/.exec(typings)?.[1];
  if (alias === undefined) return [];
  const named = typings.matchAll(new RegExp(`Output<${alias}\\.(\\w+)\\.(\\w+)`, "g"));
  return [
    ...new Set(
      [...named].map(
        ([, module = "", name = ""]) => `aws:${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`,
      ),
    ),
  ];
}
