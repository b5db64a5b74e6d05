import type { GraphDocument } from "@toolkit/offline/graph";

/** What `npm run preview -- --json` prints of this program. Described in docs/graph.md. */
export interface StackDocument extends GraphDocument {
  /** The variant. */
  readonly frontend: string;
}

/** The variant that a document is of; other programs have none. */
export function frontendOf(document: GraphDocument): string | undefined {
  return (document as Partial<StackDocument>).frontend;
}

/** `shop-dev (ssr)`, for headings. */
export function titleOf(document: GraphDocument): string {
  const frontend = frontendOf(document);
  return `${document.project}-${document.stack}${frontend === undefined ? "" : ` (${frontend})`}`;
}
