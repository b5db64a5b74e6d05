import { Link, isRouteErrorResponse, useLocation } from "react-router";
import { isRecord } from "../api/record.js";

interface Explanation {
  readonly title: string;
  readonly text: string;
  readonly canRetry: boolean;
}

const NOT_FOUND: Explanation = {
  title: "Page not found",
  text: "There is nothing at this address. The note may have been deleted.",
  canRetry: false,
};
const UNAVAILABLE: Explanation = {
  title: "Notes are taking a short break",
  text: "The notes cannot be reached just now. They are safe, and this page usually works again within a minute.",
  canRetry: true,
};
const UNEXPECTED: Explanation = {
  title: "Something went wrong",
  text: "This page could not be shown. Trying again often helps.",
  canRetry: true,
};

/** Says in plain words what went wrong and what to do next; never the error's own text. */
export function ErrorPage({ error }: { readonly error: unknown }) {
  const { pathname, search } = useLocation();
  const { title, text, canRetry } = explain(error);
  const requestId = requestIdOf(error);
  return (
    <section className="message">
      <h1>{title}</h1>
      <p>{text}</p>
      <p className="actions">
        {/* A plain link: the whole page loads anew, also when this one's scripts are what is broken. */}
        {canRetry && (
          <a className="button" href={pathname + search}>
            Try again
          </a>
        )}
        <Link className={canRetry ? "button button-quiet" : "button"} to="/" reloadDocument={canRetry}>
          All notes
        </Link>
      </p>
      {requestId !== undefined && (
        <p className="fine-print">
          Reference: <code>{requestId}</code>
        </p>
      )}
    </section>
  );
}

/** The document's title for an error page. */
export function errorTitle(error: unknown): string {
  return `${explain(error).title} · Notes`;
}

function explain(error: unknown): Explanation {
  if (!isRouteErrorResponse(error)) return UNEXPECTED;
  if (error.status === 404) return NOT_FOUND;
  return [502, 503, 504].includes(error.status) ? UNAVAILABLE : UNEXPECTED;
}

function requestIdOf(error: unknown): string | undefined {
  if (!isRouteErrorResponse(error) || !isRecord(error.data)) return undefined;
  const { requestId } = error.data;
  return typeof requestId === "string" ? requestId : undefined;
}
