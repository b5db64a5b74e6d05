import { type AccessMatrix } from "../../access/matrix";
import { type Content, markup } from "../markup";
import { type Section } from "../section";
import { table } from "../table";

/** What tasks may do with the things of the stack; read from roles and security groups. */
export const renderAccess = ({ tasks, things }: AccessMatrix): Section => ({
  id: "access",
  title: "Access matrix",
  content: markup`<p>What tasks may do with the things of the stack, by the statements of their roles and the rules of their security
groups. Tasks may call every service of a load balancer that they reach: it tells requests apart by path, not by caller.</p>
${
  things.length === 0
    ? undefined
    : table({
        caption: "Things of the stack (rows) and whose tasks may use them (columns)",
        columns: ["What", ...tasks],
        rows: things.map(({ name, may }) => [name, ...may.map(cell)]),
        look: "matrix words",
      })
}`,
});

const cell = (may: readonly string[]): Content =>
  may.length === 0
    ? markup`<span class="none">–</span>`
    : // One below the other: as many columns as there are services must fit.
      may.map((word, index) => (index === 0 ? word : markup`<br>${word}`));
