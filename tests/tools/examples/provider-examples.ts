import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import ts from "typescript";

/** A resource as an example in the provider's documentation makes it. */
export interface ExampleResource {
  readonly type: string;
  /** Literal values; what the example computes is `[unknown]`. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

const FOLDER = dirname(require.resolve("@pulumi/aws/package.json"));
const COMPUTED = "[unknown]";

/** Every resource in the TypeScript examples of the installed AWS provider. */
export function providerExamples(): ExampleResource[] {
  const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".d.ts") && !/^(types|node_modules)\b/.test(path))
    .map((path) => ({ type: typeIn(path), text: readFileSync(join(FOLDER, path), "utf8") }));
  const byName = new Map(files.flatMap(({ type }) => (type === undefined ? [] : [[nameOf(type), type] as const])));
  return files.flatMap(({ type, text }) =>
    type === undefined ? [] : examplesIn(text).flatMap((code) => resourcesIn(code, byName)),
  );
}

const typeIn = (path: string): string | undefined =>
  /__pulumiType = '(aws:[^']+)'/.exec(readFileSync(join(FOLDER, path.replace(/\.d\.ts$/, ".js")), "utf8"))?.[1];

/** `ec2.vpc` of `aws:ec2/vpc:Vpc`. */
function nameOf(type: string): string {
  const [, module = "", name = ""] = type.split(":");
  return `${module.split("/")[0] ?? ""}.${name}`.toLowerCase();
}

const examplesIn = (typings: string): string[] =>
  [...typings.matchAll(/```typescript\n([\s\S]*?)```/g)].map(([, code = ""]) =>
    code.replaceAll(/^ \* ?/gm, "").replaceAll("*&#47;", "*/"),
  );

function resourcesIn(code: string, byName: ReadonlyMap<string, string>): ExampleResource[] {
  const source = ts.createSourceFile("example.ts", code, ts.ScriptTarget.Latest, true);
  const found: ExampleResource[] = [];
  const visit = (node: ts.Node): void => {
    const args = ts.isNewExpression(node) ? node.arguments?.[1] : undefined;
    const type = ts.isNewExpression(node)
      ? byName.get(
          node.expression
            .getText()
            .replace(/^aws\./, "")
            .toLowerCase(),
        )
      : undefined;
    if (args !== undefined && type !== undefined)
      found.push({ type, inputs: literal(args) as ExampleResource["inputs"] });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function literal(node: ts.Node): unknown {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isArrayLiteralExpression(node)) return node.elements.map(literal);
  if (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword) {
    return node.kind === ts.SyntaxKind.TrueKeyword;
  }
  if (!ts.isObjectLiteralExpression(node)) return COMPUTED;
  const fields = node.properties.flatMap((property) =>
    ts.isPropertyAssignment(property) && (ts.isIdentifier(property.name) || ts.isStringLiteral(property.name))
      ? [[property.name.text, literal(property.initializer)] as const]
      : [],
  );
  return Object.fromEntries(fields);
}
