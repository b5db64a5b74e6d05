import { type Content, type Html, markup } from "./markup";

/** A part of the report with an entry in the contents. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly content: Content;
}

/** Sections become landmarks by the name of their heading. */
export function renderSection({ id, title, content }: Section): Html {
  return markup`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${content}</section>
`;
}

/** Links to the sections. */
export function renderContents(sections: readonly Section[]): Html {
  return markup`<nav class="contents" aria-labelledby="contents-title">
<h2 id="contents-title">Contents</h2>
<ol>
${sections.map(({ id, title }) => markup`<li><a href="#${id}">${title}</a></li>\n`)}</ol>
</nav>
`;
}
