import type { ReactNode } from "react";
import { Link, useNavigation } from "react-router";
import { useFocusOnNavigation } from "./use-focus-on-navigation.js";

/** Header, main part and footer, with a bar that moves while the next page loads. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const busy = useNavigation().state !== "idle";
  useFocusOnNavigation();
  return (
    <>
      <a className="skip-link" href="#content">
        Skip to content
      </a>
      <div className={busy ? "progress progress-busy" : "progress"} aria-hidden="true" />
      <header className="site-header">
        <div className="column site-header-row">
          <Link className="brand" to="/">
            <img src="/favicon.svg" alt="" width="28" height="28" />
            Notes
          </Link>
          <Link className="button" to="/notes/new">
            New note
          </Link>
        </div>
      </header>
      <main className="column" id="content" tabIndex={-1} aria-busy={busy}>
        {children}
      </main>
      <footer className="column site-footer">
        {__FRONTEND__ === "ssr" ? "Rendered on the server" : "Rendered in your browser"}
      </footer>
    </>
  );
}
