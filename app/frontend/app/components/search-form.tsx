import { useEffect, useRef } from "react";
import { Form } from "react-router";
import { MAX_QUERY } from "../notes/list-query.js";

/** Searches titles and texts; the words stand in the address, so that a search can be bookmarked. */
export function SearchForm({ q }: { readonly q: string }) {
  const field = useRef<HTMLInputElement>(null);
  // The back button changes the address, not what was typed.
  useEffect(() => {
    if (field.current) field.current.value = q;
  }, [q]);
  return (
    <Form role="search" method="get" action="/" className="search">
      <label className="visually-hidden" htmlFor="q">
        Search notes
      </label>
      <input
        ref={field}
        id="q"
        name="q"
        type="search"
        placeholder="Search notes"
        maxLength={MAX_QUERY}
        defaultValue={q}
      />
      <button className="button button-quiet" type="submit">
        Search
      </button>
    </Form>
  );
}
