import ts from "typescript";

/** A component class that a file exports, with the code of its examples. */
export interface ComponentClass {
  readonly name: string;
  /** Code of each `@example`, without the fence. */
  readonly examples: readonly string[];
}

/** The component classes of a source text. */
export function componentClasses(source: string): ComponentClass[] {
  const file = ts.createSourceFile("component.ts", source, ts.ScriptTarget.Latest, true);
  return file.statements.filter(ts.isClassDeclaration).flatMap((declaration) => {
    const { name, heritageClauses = [] } = declaration;
    const isComponent = heritageClauses.some((clause) => clause.getText().includes("ComponentResource"));
    const isExported = (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0;
    return name !== undefined && isComponent && isExported
      ? [{ name: name.text, examples: examplesOf(declaration) }]
      : [];
  });
}

function examplesOf(declaration: ts.ClassDeclaration): string[] {
  return ts
    .getJSDocTags(declaration)
    .filter(({ tagName }) => tagName.text === "example")
    .map(({ comment }) => /^```ts\n([^]*)\n```$/.exec(ts.getTextOfJSDocComment(comment) ?? "")?.[1] ?? "");
}
