import { useEffect, useRef } from "react";
import { useLocation } from "react-router";

/**
 * Moves the focus to the heading of each new page, which a full page load would do for screen readers and the keyboard.
 *
 * The first page keeps the browser's own focus. So does a search: its field stays in use, and a live region tells the
 * number of hits.
 */
export function useFocusOnNavigation(): void {
  const { pathname, search } = useLocation();
  const address = `${pathname}?page=${new URLSearchParams(search).get("page") ?? ""}`;
  const shown = useRef(address);

  useEffect(() => {
    if (shown.current === address) return;
    shown.current = address;
    if (document.activeElement?.closest("[role=search]")) return;
    const heading = document.querySelector<HTMLElement>("main h1");
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }, [address]);
}
