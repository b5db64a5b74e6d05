import type { ServerResponse } from "node:http";

/** Answers without React: what is wrong lies in the request itself or in the rendering. */
export function sendPlainPage(response: ServerResponse, status: number, title: string, text: string): void {
  if (response.headersSent) {
    // The status has gone out already: a cut connection is the only way left to say that the page is not whole.
    response.destroy();
    return;
  }
  const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${title} · Notes</title>
  </head>
  <body>
    <main>
      <h1>${title}</h1>
      <p>${text}</p>
      <p><a href="/">All notes</a></p>
    </main>
  </body>
</html>
`;
  response.writeHead(status, {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Length": Buffer.byteLength(html),
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
  });
  response.end(html);
}
