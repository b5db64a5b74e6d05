import type { ReactNode } from "react";
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteError,
  type LinksFunction,
  type MetaFunction,
} from "react-router";
import { ErrorPage, errorTitle } from "./components/error-page.js";
import { Shell } from "./components/shell.js";
import { ListSkeleton } from "./components/skeleton.js";
import stylesheet from "./styles.css?url";

export const links: LinksFunction = () => [
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
  { rel: "stylesheet", href: stylesheet },
];

export const meta: MetaFunction = ({ error }) => [{ title: error ? errorTitle(error) : "Notes" }];

/** The document around every page, the error page and the static build's first paint. */
export function Layout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="description" content="A team notebook." />
        <Meta />
        <Links />
      </head>
      <body>
        <Shell>{children}</Shell>
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

/** Shown by the static build until its first data has come. */
export function HydrateFallback() {
  return <ListSkeleton />;
}

export function ErrorBoundary() {
  return <ErrorPage error={useRouteError()} />;
}
