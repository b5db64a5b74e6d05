const ACRONYMS: Readonly<Record<string, string>> = {
  alb: "ALB",
  api: "API",
  cloudfront: "CloudFront",
  ec2: "EC2",
  nat: "NAT",
  s3: "S3",
};

/** A resource's name as a title: `frontend` becomes `Frontend`, `publicAlb` becomes `Public ALB`. */
export function titleOf(name: string): string {
  const words = name
    .replaceAll(/(?<=[a-z\d])(?=[A-Z])|-/gu, " ")
    .toLowerCase()
    .replaceAll("cloud front", "cloudfront")
    .split(" ")
    .map((word) => ACRONYMS[word] ?? word);
  const text = words.join(" ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `1 task`, `2 tasks` */
export function count(number: number, one: string): string {
  return `${number} ${one}${number === 1 ? "" : "s"}`;
}

/** `S3`, `S3 and NAT`, `S3, NAT and API` */
export const listed = (words: readonly string[]): string =>
  new Intl.ListFormat("en-GB", { type: "conjunction" }).format(words);

/** `2 to 10 tasks`, or `2 tasks` where that is all there will ever be. */
export function span(from: number, to: number, one: string): string {
  return from === to ? count(from, one) : `${from} to ${count(to, one)}`;
}

/** Lines of at most so many characters, broken between words. */
export function wrapped(text: string, characters: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < characters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
