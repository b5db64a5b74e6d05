/** A component class in the text of its file. */
export interface ComponentClass {
  readonly name: string;
  /** Type token that its resources have. */
  readonly type: string;
}

const DECLARATION = /\nexport class (\w+) extends pulumi\.ComponentResource\b/g;
const TOKEN = /super\(\s*"(webapp:[^"]+)"/;
const BLOCK = /\n \* <cost>\n[^]*?\n \* <\/cost>/;
/** Description and tags (`@example`) of a comment. */
const PARTS = /^([^]*?)(?:\n \*)*(\n \* @[^]*?)?(?:\n \*)*\n \*\/$/;

/** Every component class that a file exports. */
export function componentClasses(source: string): ComponentClass[] {
  return [...source.matchAll(DECLARATION)].flatMap(({ 1: name = "", index }) => {
    const type = TOKEN.exec(source.slice(index))?.[1];
    return type === undefined ? [] : [{ name, type }];
  });
}

/**
 * The source with a class's `<cost>` block as given, at the end of the description in its doc comment.
 *
 * @throws Error for a class without a doc comment.
 */
export function withCostBlock(source: string, className: string, list: readonly string[]): string {
  const at = source.indexOf(`\nexport class ${className} extends pulumi.ComponentResource`);
  const start = source.lastIndexOf("/**", at);
  const comment = source.slice(start, at);
  if (at === -1 || start === -1 || !comment.trimEnd().endsWith("*/")) {
    throw new Error(`Class ${className} has no doc comment to fill`);
  }
  const text = comment.replace(/^\/\*\* (.*) \*\/$/, "/**\n * $1\n */").replace(BLOCK, "");
  const [, description = "", tags = ""] = PARTS.exec(text) ?? [];
  const block = `\n *\n${blockOf(list)}${tags === "" ? "" : "\n *"}`;
  return `${source.slice(0, start)}${description}${block}${tags}\n */${source.slice(at)}`;
}

function blockOf(list: readonly string[]): string {
  const lines = ["<cost>", "USD in us-east-1, sized as the stacks do:", ...list.map((line) => `- ${line}`), "</cost>"];
  return lines.map((line) => ` * ${line}`).join("\n");
}
