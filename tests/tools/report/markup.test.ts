import { expect } from "chai";
import fc from "fast-check";
import { bar } from "../../../tools/report/bar";
import { escapeHtml, markup, trusted } from "../../../tools/report/markup";
import { table } from "../../../tools/report/table";
import { inline, readable } from "../../../tools/report/values";
import { textOf } from "./support";

describe("markup", () => {
  it("escapes every value", () => {
    const hostile = `</script><img src=x onerror="alert('1')">&amp;`;
    expect(markup`<p title="${hostile}">${hostile}</p>`.text).to.equal(
      `<p title="${escapeHtml(hostile)}">${escapeHtml(hostile)}</p>`,
    );
    expect(escapeHtml(hostile)).to.equal(
      "&lt;/script&gt;&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;",
    );
  });

  it("leaves no character that could end a text or an attribute, and loses nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const escaped = markup`${text}`.text;
        expect(escaped).not.to.match(/[<>"']/);
        expect(unescaped(escaped)).to.equal(text);
      }),
    );
  });

  it("joins lists, keeps markup, writes nothing for what is absent", () => {
    expect(markup`<i>${[markup`<b>1</b>`, "<", 2, [undefined, trusted("<hr>")]]}</i>`.text).to.equal(
      "<i><b>1</b>&lt;2<hr></i>",
    );
  });
});

describe("a table", () => {
  it("has a caption, heads of columns and rows, and scrolls by keyboard", () => {
    const { text } = table({
      caption: "Costs",
      columns: ["What", { title: "USD", isNumber: true }],
      rows: [["<a>", 1]],
      total: ["Total", 1],
    });
    expect(text).to.include('<div class="scroll" role="region" aria-label="Costs" tabindex="0">');
    expect(text).to.include("<caption>Costs</caption>");
    expect(text).to.include('<th scope="col">What</th><th scope="col" class="number">USD</th>');
    expect(text).to.include('<tr><th scope="row">&lt;a&gt;</th><td class="number">1</td></tr>');
    expect(text).to.match(/<tfoot><tr><th scope="row">Total/);
  });
});

describe("a bar", () => {
  it("draws segments side by side, to scale, for eyes only", () => {
    const { text } = bar(
      [
        { value: 1, look: "fixed" },
        { value: 2, look: "usage" },
      ],
      4,
    );
    expect(text).to.include('aria-hidden="true"');
    expect(text).to.include('<rect class="fixed" x="0" y="0" width="250" height="10"/>');
    expect(text).to.include('<rect class="usage" x="250" y="0" width="500" height="10"/>');
  });

  it("is empty where there is nothing to compare with", () => {
    expect(bar([{ value: 0, look: "fixed" }], 0).text).to.include('width="0"');
  });
});

describe("values", () => {
  it("are YAML, with JSON texts opened", () => {
    expect(readable({ policy: '{"Version":"2012-10-17","Statement":[]}', port: 1 })).to.equal(
      "policy:\n  Version: 2012-10-17\n  Statement: []\nport: 1",
    );
    expect(readable({ text: "{not json" })).to.equal('text: "{not json"');
  });

  it("are short on one line", () => {
    expect([inline("a"), inline(undefined), inline([1]), inline(false)]).to.deep.equal([
      "a",
      "not set",
      "[1]",
      "false",
    ]);
  });

  it("lose nothing to the reader", () => {
    expect(textOf(markup`<p>${"a < b & 'c'"}</p>`)).to.equal("a < b & 'c'");
  });
});

function unescaped(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
