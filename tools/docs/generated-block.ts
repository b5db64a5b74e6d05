/** Replaces what stands between `<!-- name -->` and `<!-- /name -->`; fails when the markers are missing. */
export function withBlock(text: string, name: string, block: string): string {
  const start = `<!-- ${name} -->`;
  const end = `<!-- /${name} -->`;
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from === -1 || to < from) throw new Error(`No ${start} … ${end} to fill`);
  return `${text.slice(0, from + start.length)}\n\n${block}\n\n${text.slice(to)}`;
}
