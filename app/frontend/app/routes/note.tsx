import {
  Link,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "react-router";
import { Moment } from "../components/moment.js";
import { Pictures } from "../components/pictures.js";
import { notesApiContext } from "../context.js";
import { orErrorPage } from "../notes/failures.js";
import { changePictures } from "../notes/picture-action.js";
import { readForm } from "../notes/read-form.js";

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  return await orErrorPage(context.get(notesApiContext).get(params.id ?? "", request.signal));
}

/** What a page does with a note's pictures; the note itself changes on its own page. */
export async function action({ context, params, request }: ActionFunctionArgs) {
  return await changePictures(context.get(notesApiContext), params.id ?? "", await readForm(request), request.signal);
}

export const meta: MetaFunction<typeof loader> = ({ loaderData }) => [
  { title: loaderData ? `${loaderData.title} · Notes` : "Notes" },
];

export default function ShowNote() {
  const note = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
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
      {note.pictures && <Pictures pictures={note.pictures} error={outcome?.error} />}
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
