import { Link, useLoaderData, type LoaderFunctionArgs, type MetaFunction } from "react-router";
import { Moment } from "../components/moment.js";
import { notesApiContext } from "../context.js";
import { orErrorPage } from "../notes/failures.js";

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  return await orErrorPage(context.get(notesApiContext).get(params.id ?? "", request.signal));
}

export const meta: MetaFunction<typeof loader> = ({ loaderData }) => [
  { title: loaderData ? `${loaderData.title} · Notes` : "Notes" },
];

export default function ShowNote() {
  const note = useLoaderData<typeof loader>();
  const address = `/notes/${encodeURIComponent(note.id)}`;
  return (
    <article className="note">
      <p className="back">
        <Link to="/">All notes</Link>
      </p>
      <h1>{note.title}</h1>
      <p className="fine-print">
        {note.updatedAt === note.createdAt ? "Written" : "Changed"} <Moment iso={note.updatedAt} />
      </p>
      {note.body.trim() === "" ? (
        <p className="hint">This note has no text.</p>
      ) : (
        <div className="prose">{note.body}</div>
      )}
      <p className="actions">
        <Link className="button" to={`${address}/edit`}>
          Edit
        </Link>
        <Link className="button button-quiet" to={`${address}/delete`}>
          Delete
        </Link>
      </p>
    </article>
  );
}
