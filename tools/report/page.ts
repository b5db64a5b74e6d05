import { createHash } from "node:crypto";
import { script, styles } from "./assets";
import { type Html, markup, trusted } from "./markup";
import { renderContents, renderSection, type Section } from "./section";

export interface PageArgs {
  readonly title: string;
  readonly headline: Html;
  readonly sections: readonly Section[];
  readonly foot: string;
  /** Style sheets of pictures. */
  readonly pictureStyles: readonly string[];
}

/** One HTML document that needs nothing else: no file, no network, no script but its own. */
export function renderPage({ title, headline, sections, foot, pictureStyles }: PageArgs): string {
  const style = [styles(), ...pictureStyles].join("\n");
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(style, script())}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${trusted(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<div class="page">
${headline}${renderContents(sections)}<main id="main" tabindex="-1">
${sections.map(renderSection)}<footer class="foot"><p>${foot}</p></footer>
</main>
</div>
<script>${trusted(script())}</script>
</body>
</html>
`.text;
}

/** Nothing but this style and this script, each by its hash (https://www.w3.org/TR/CSP3/#hash-source). */
export function contentSecurityPolicy(style: string, code: string): string {
  const source = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  return [
    "default-src 'none'",
    `style-src ${source(style)}`,
    `script-src ${source(code)}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}
