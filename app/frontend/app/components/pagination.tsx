import { Link } from "react-router";
import { listAddress, pageCount } from "../notes/list-query.js";

interface PaginationProps {
  readonly q: string;
  readonly page: number;
  readonly pageSize: number;
  readonly total: number;
}

/** Links to the page before and after; nothing when one page holds everything. */
export function Pagination({ q, page, pageSize, total }: PaginationProps) {
  const pages = pageCount(total, pageSize);
  if (pages === 1) return null;
  return (
    <nav className="pagination" aria-label="Pages">
      <span className="pagination-side">
        {page > 1 && (
          <Link className="button button-quiet" rel="prev" to={listAddress(q, page - 1)}>
            Newer
          </Link>
        )}
      </span>
      <span className="fine-print">
        Page {page} of {pages}
      </span>
      <span className="pagination-side pagination-next">
        {page < pages && (
          <Link className="button button-quiet" rel="next" to={listAddress(q, page + 1)}>
            Older
          </Link>
        )}
      </span>
    </nav>
  );
}
