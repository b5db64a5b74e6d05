/** Anchors of a page as GitHub makes them from its headings; a repeated heading gets a number. */
export function anchorsOf(markdown: string): string[] {
  const seen = new Map<string, number>();
  const withoutCode = markdown.replace(/^```[^]*?^```/gm, "");
  return [...withoutCode.matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].map(([, heading = ""]) => {
    const anchor = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replace(/ /g, "-");
    const count = seen.get(anchor) ?? 0;
    seen.set(anchor, count + 1);
    return count === 0 ? anchor : `${anchor}-${count}`;
  });
}
