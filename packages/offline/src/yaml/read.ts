import { isAlias, isCollection, isMap, isScalar, isSeq, LineCounter, parseDocument, Scalar as Node } from "yaml";
import type { Alias, Document, ParsedNode, YAMLMap } from "yaml";
import { plainScalar, type Scalar, taggedScalar } from "./scalar";

/** A document as the CLI's reader sees it. */
export type Value = Scalar | Value[] | { [key: string]: Value };

type Fields = Record<string, Value>;

/** A text nested many thousand levels deep ends the parser's own stack. */
const TOO_DEEP = "it is nested too deeply";

/** A text that Pulumi's CLI could not read, in one line. */
export class YamlError extends Error {
  override readonly name = "YamlError";
}

/**
 * Reads YAML as Pulumi's CLI does (gopkg.in/yaml.v3): its numbers, merge keys (`<<`) and anchors, and no document
 * that grows beyond measure by its aliases.
 *
 * @returns null for an empty document
 * @throws YamlError, in one line
 */
export function readYamlText(text: string): Value {
  const lines = new LineCounter();
  const document = parsed(text, lines);
  const [error] = document.errors;
  // The CLI reads the first document of several.
  if (error !== undefined && error.code !== "MULTIPLE_DOCS") {
    const [message = error.code] = error.message.split("\n");
    throw new YamlError(/call stack/i.test(message) ? TOO_DEEP : message.replace(/:$/, ""));
  }
  return new Reader(document, lines).value(document.contents);
}

function parsed(text: string, lineCounter: LineCounter): Document.Parsed {
  try {
    return parseDocument(text.replace(/^\uFEFF/, ""), { schema: "failsafe", lineCounter, logLevel: "silent" });
  } catch (error) {
    if (error instanceof RangeError) throw new YamlError(TOO_DEEP);
    throw error;
  }
}

/** Documents that aliases may make up almost wholly, and those where a tenth is the most (yaml.v3, decode.go). */
const [SMALL, LARGE] = [400_000, 4_000_000];

class Reader {
  #read = 0;
  #throughAliases = 0;
  readonly #open: Alias[] = [];

  constructor(
    private readonly document: Document.Parsed,
    private readonly lines: LineCounter,
  ) {}

  value(node: unknown): Value {
    this.#count();
    if (isAlias(node)) return this.#alias(node, (target) => this.value(target));
    if (isScalar(node)) return this.#scalar(node);
    if (isSeq(node)) return node.items.map((item) => this.value(item));
    if (isMap(node)) return this.#mapping(node);
    return null;
  }

  /** @param literal keys are taken as they are written: `050` stays that @default when all keys of the mapping are texts */
  #mapping(node: YAMLMap, literal = node.items.every(({ key }) => this.#isText(key))): Fields {
    const fields: Fields = {};
    let merged: unknown;
    for (const { key, value } of node.items) {
      if (isMergeKey(key)) merged = value;
      // Go drops a key of nothing where it expects a text: in what is merged into a mapping of texts.
      else if (!literal || !isNothing(key)) set(fields, this.#key(key, literal), this.value(value));
    }
    return merged === undefined ? fields : { ...this.#merged(merged, literal), ...fields };
  }

  /** What `<<` brings: of a list the first mapping that has a key wins. */
  #merged(node: unknown, literal: boolean): Fields {
    const sources = isSeq(node) ? node.items : [node];
    const each = sources.map((source) =>
      isAlias(source) ? this.#alias(source, (target) => this.#mapped(target, literal)) : this.#mapped(source, literal),
    );
    return each.reduceRight<Fields>((all, one) => ({ ...all, ...one }), {});
  }

  #mapped(node: unknown, literal: boolean): Fields {
    this.#count();
    if (isMap(node)) return this.#mapping(node, literal);
    throw this.#error(node, "map merge requires a map or a list of maps as the value of <<");
  }

  #isText(node: unknown): boolean {
    return isScalar(node) && (isMergeKey(node) || typeof this.#scalar(node) === "string");
  }

  /** A key that is a number, a truth value or nothing is its text, as Go prints it. */
  #key(node: unknown, literal: boolean): string {
    if (literal && isScalar(node)) return textIn(node);
    const key = this.value(node);
    if (key === null) return "<nil>";
    if (typeof key !== "object") return String(key);
    throw this.#error(node, "a key must be a text, not a list or a mapping");
  }

  #scalar(node: Node): Scalar {
    const source = textIn(node);
    const tag = node.tag?.replace(/^tag:yaml\.org,2002:/, "");
    if (tag === undefined || tag === "!") return node.type === Node.PLAIN ? plainScalar(source) : source;
    const value = taggedScalar(tag, source);
    if (value === undefined) throw this.#error(node, `cannot read "${source}" as !!${tag}`);
    return value;
  }

  #alias<Result>(alias: Alias, read: (target: unknown) => Result): Result {
    const target = alias.resolve(this.document);
    if (target === undefined) throw this.#error(alias, `unknown anchor "${alias.source}"`);
    if (this.#open.some(({ source }) => source === alias.source) && isCollection(target)) {
      throw this.#error(alias, `anchor "${alias.source}" contains itself`);
    }
    this.#open.push(alias);
    const result = read(target);
    this.#open.pop();
    return result;
  }

  #count(): void {
    this.#read++;
    if (this.#open.length === 0) return;
    const share = ++this.#throughAliases / this.#read;
    const allowed = 0.99 - 0.89 * Math.min(1, Math.max(0, (this.#read - SMALL) / (LARGE - SMALL)));
    if (this.#throughAliases > 100 && this.#read > 1000 && share > allowed) {
      throw new YamlError("its aliases repeat each other without measure");
    }
  }

  #error(node: unknown, message: string): YamlError {
    const range = (node as ParsedNode | null)?.range;
    return new YamlError(range === undefined ? message : `${message} at line ${this.lines.linePos(range[0]).line}`);
  }
}

/** In quotes too: the CLI writes a file out again before it reads the configuration in it, without them. */
const isMergeKey = (key: unknown): boolean => isScalar(key) && key.value === "<<";

const isNothing = (key: unknown): boolean =>
  isScalar(key) && key.type === Node.PLAIN && plainScalar(textIn(key)) === null;

const textIn = ({ value, source }: Node): string => (typeof value === "string" ? value : (source ?? ""));

/** `__proto__` is a key like any other. */
function set(fields: Fields, key: string, value: Value): void {
  Object.defineProperty(fields, key, { value, enumerable: true, configurable: true, writable: true });
}
