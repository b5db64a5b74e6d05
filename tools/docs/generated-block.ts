/**
 * Replaces what stands between `<!-- name -->` and `<!-- /name -->`. A page without the two has become its owner's, and
 * stays as it is.
 *
 * @throws Error when only one of the two is there.
 */
export function withBlock(text: string, name: string, block: string): string {
  const start = `<!-- ${name} -->`;
  const end = `<!-- /${name} -->`;
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from === -1 && to === -1) return text;
  if (from === -1 || to < from) throw new Error(`No ${start} … ${end} to fill`);
  return `${text.slice(0, from + start.length)}\n\n${block}\n\n${text.slice(to)}`;
}

/** Replaces several blocks by their names. */
export const withBlocks = (text: string, blocks: Readonly<Record<string, string>>): string =>
  Object.entries(blocks).reduce((page, [name, block]) => withBlock(page, name, block), text);
