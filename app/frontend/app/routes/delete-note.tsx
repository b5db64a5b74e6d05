import {
  Form,
  Link,
  redirect,
  useLoaderData,
  useNavigation,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "react-router";
import { notesApiContext } from "../context.js";
import { orErrorPage } from "../notes/failures.js";

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  return await orErrorPage(context.get(notesApiContext).get(params.id ?? "", request.signal));
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  await orErrorPage(context.get(notesApiContext).remove(params.id ?? "", request.signal));
  return redirect("/");
}

export const meta: MetaFunction<typeof loader> = ({ loaderData }) => [
  { title: loaderData ? `Delete ${loaderData.title} · Notes` : "Notes" },
];

/** Asks on a page of its own, so that it works without JavaScript as well. */
export default function DeleteNote() {
  const note = useLoaderData<typeof loader>();
  const deleting = useNavigation().formMethod === "POST";
  return (
    <Form method="post" className="message">
      <h1>Delete this note?</h1>
      <p>
        “{note.title}” will be gone for everybody. <strong>This cannot be undone.</strong>
      </p>
      <p className="actions">
        <button className="button button-danger" type="submit" disabled={deleting}>
          {deleting ? "Deleting…" : "Delete note"}
        </button>
        <Link className="button button-quiet" to={`/notes/${encodeURIComponent(note.id)}`}>
          Keep it
        </Link>
      </p>
    </Form>
  );
}
