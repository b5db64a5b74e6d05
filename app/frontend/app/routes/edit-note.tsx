import {
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "react-router";
import { NoteForm } from "../components/note-form.js";
import { notesApiContext } from "../context.js";
import { checkDraft, readDraft } from "../notes/draft.js";
import { orErrorPage, orRejection, reject } from "../notes/failures.js";
import { readForm } from "../notes/read-form.js";

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  return await orErrorPage(context.get(notesApiContext).get(params.id ?? "", request.signal));
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const id = params.id ?? "";
  const draft = readDraft(await readForm(request));
  const errors = checkDraft(draft);
  if (errors) return reject(draft, errors);
  const outcome = await orRejection(draft, context.get(notesApiContext).update(id, draft, request.signal));
  return outcome.rejected ?? redirect(`/notes/${encodeURIComponent(id)}`);
}

export const meta: MetaFunction<typeof loader> = ({ loaderData }) => [
  { title: loaderData ? `Edit ${loaderData.title} · Notes` : "Notes" },
];

export default function EditNote() {
  const note = useLoaderData<typeof loader>();
  const rejection = useActionData<typeof action>();
  return (
    <>
      <h1>Edit note</h1>
      <NoteForm
        draft={rejection?.draft ?? note}
        errors={rejection?.errors}
        submit="Save changes"
        cancelTo={`/notes/${encodeURIComponent(note.id)}`}
      />
    </>
  );
}
