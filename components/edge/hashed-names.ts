/** Letters that people use as a word, besides anything with a vowel. */
const ABBREVIATIONS = new Set(
  (
    "bg bmp btn cdn cmd cms crm css csv ctx cv cvs db dns dr dvd fg ftp gb gif gps gpt hd hr html http https jpg js kb " +
    "kms kpi lcd lg ll llm mb md min ml mp mr ms msg nd nft num php pdf png pr px qr rd rds rgb rx sd sm smb sms sns sql " +
    "sqs src ssl st std str svg tcp th tls tmp ts tv tx txt vpc vs www xl xml xs yml"
  ).split(" "),
);

/** Dates, versions and sizes at the end of a word or alone: `2026`, `v12`, `1920x1080`, `3beta1`. */
const NUMBER = /[vV]?\d+(x\d+)?([a-z]\d*|px|rc\d*|beta\d*)?$/;

/**
 * Which of a folder's files carry a hash of their content in their name, as `entry-DGpszYqW.js`, `0.CBvDQd3A.js` or
 * `webpack-42372ed130431b0a.js`. No build tool says which names it has hashed, so this errs on the safe side: an
 * unmistakable hash counts, and beside one of those a token of its length counts that nobody would write. Words, dates,
 * versions and sizes never do. One hash in fifteen happens to read like words and is missed.
 */
export function hashedNames(keys: readonly string[]): ReadonlySet<string> {
  const tokens = keys.map((key) => ({ key, tokens: tokensOf(key) }));
  const clear = tokens.filter((file) => file.tokens.some(isUnmistakable));
  const lengths = new Set(clear.flatMap((file) => file.tokens.filter(isUnmistakable)).map(({ length }) => length));
  const likely = tokens.filter((file) => file.tokens.some((token) => lengths.has(token.length) && isNoWord(token)));
  return new Set([...clear, ...likely].map(({ key }) => key));
}

/** Parts of a name where build tools put hashes: at the end, alone, or at the start. */
function tokensOf(key: string): string[] {
  const stem = (key.split("/").at(-1) ?? "").replace(/\.map$/, "").replace(/\.[^.]+$/, "");
  const last = stem.split(".").at(-1) ?? "";
  const found = [
    last,
    // The alphabet of most hashes holds the hyphen too, and eight characters are their usual length.
    /-([\w-]{8})$/.exec(last)?.[1] ?? "",
    last.split("-").at(-1) ?? "",
    /^[0-9a-f]{16,}(?=[.-])/.exec(stem)?.[0] ?? "",
  ];
  return [...new Set(found)].filter((token) => /^[\w-]{8,64}$/.test(token));
}

function isUnmistakable(token: string): boolean {
  if (/^[0-9a-f]+$/.test(token)) return changes(token) >= 3;
  const isMixed = [/[a-z]/, /[A-Z]/, /\d/].every((kind) => kind.test(token));
  return isMixed && changes(token) >= 5 && isNoWord(token);
}

function isNoWord(token: string): boolean {
  const isWritten = token.split(/[_-]/).every((segment) => partsOf(segment.replace(NUMBER, "")).every(isWord));
  const isOneCase = token === token.toLowerCase() || token === token.toUpperCase();
  return !isWritten && !partsOf(token).every(isWord) && (!isOneCase || changes(token) >= 5);
}

/** `GoToPage2` → Go, To, Page, 2; `HTMLForm` → HTML, Form. */
const partsOf = (token: string): string[] => token.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [];

const isWord = (part: string): boolean =>
  /^\d+$/.test(part) || ABBREVIATIONS.has(part.toLowerCase()) || (part.length > 1 && /[aeiouy]/i.test(part));

/** How often upper case, lower case, digits and signs take turns. */
function changes(token: string): number {
  const kinds = Array.from(token, (character) =>
    /[a-z]/.test(character) ? "a" : /[A-Z]/.test(character) ? "A" : /\d/.test(character) ? "0" : "-",
  );
  return kinds.filter((kind, index) => index > 0 && kind !== kinds[index - 1]).length;
}
