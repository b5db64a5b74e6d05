import { Link, redirect, useLoaderData, type LoaderFunctionArgs, type MetaFunction } from "react-router";
import type { Note } from "../api/note.js";
import { Moment } from "../components/moment.js";
import { Pagination } from "../components/pagination.js";
import { SearchForm } from "../components/search-form.js";
import { notesApiContext } from "../context.js";
import { orErrorPage, stopWith } from "../notes/failures.js";
import { listAddress, pageCount, readListQuery } from "../notes/list-query.js";

export async function loader({ context, request, url }: LoaderFunctionArgs) {
  const query = readListQuery(url.searchParams);
  const list = await orErrorPage(context.get(notesApiContext).list(query, request.signal));
  const lastPage = pageCount(list.total, list.pageSize);
  // The last note of the last page was deleted, or somebody guessed a number.
  if (query.page > lastPage) return stopWith(redirect(listAddress(query.q, lastPage)));
  return { ...list, q: query.q };
}

export const meta: MetaFunction<typeof loader> = ({ loaderData }) => [
  { title: loaderData?.q ? `“${loaderData.q}” · Notes` : "Notes" },
];

export default function Notes() {
  const { notes, page, pageSize, total, q } = useLoaderData<typeof loader>();
  return (
    <>
      <h1>Notes</h1>
      <SearchForm q={q} />
      <p className="fine-print" role="status">
        {countText(total, q)}
      </p>
      {notes.length > 0 ? (
        <ul className="note-list">
          {notes.map((note) => (
            <NoteItem key={note.id} note={note} />
          ))}
        </ul>
      ) : (
        <EmptyList q={q} />
      )}
      <Pagination q={q} page={page} pageSize={pageSize} total={total} />
    </>
  );
}

function NoteItem({ note }: { readonly note: Note }) {
  return (
    <li>
      <article className="note-item">
        <h2>
          <Link to={`/notes/${encodeURIComponent(note.id)}`}>{note.title}</Link>
        </h2>
        {note.body.trim() !== "" && <p className="excerpt">{note.body.slice(0, 300)}</p>}
        <p className="fine-print">
          <Moment iso={note.updatedAt} />
        </p>
      </article>
    </li>
  );
}

function EmptyList({ q }: { readonly q: string }) {
  return (
    <div className="message">
      <p>{q === "" ? "No notes yet. The first one is a click away." : "Nothing here has these words in it."}</p>
      <p className="actions">
        <Link className="button" to={q === "" ? "/notes/new" : "/"}>
          {q === "" ? "Write a note" : "Show all notes"}
        </Link>
      </p>
    </div>
  );
}

function countText(total: number, q: string): string {
  const notes = total === 1 ? "1 note" : `${total} notes`;
  return q === "" ? notes : `${notes} with “${q}”`;
}
