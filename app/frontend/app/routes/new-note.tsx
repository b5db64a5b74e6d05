import { redirect, useActionData, type ActionFunctionArgs, type MetaFunction } from "react-router";
import { NoteForm } from "../components/note-form.js";
import { notesApiContext } from "../context.js";
import { checkDraft, readDraft } from "../notes/draft.js";
import { orRejection, reject } from "../notes/failures.js";
import { readForm } from "../notes/read-form.js";

export async function action({ context, request }: ActionFunctionArgs) {
  const draft = readDraft(await readForm(request));
  const errors = checkDraft(draft);
  if (errors) return reject(draft, errors);
  const outcome = await orRejection(draft, context.get(notesApiContext).create(draft, request.signal));
  return outcome.rejected ?? redirect(`/notes/${encodeURIComponent(outcome.saved.id)}`);
}

export const meta: MetaFunction = () => [{ title: "New note · Notes" }];

export default function NewNote() {
  const rejection = useActionData<typeof action>();
  return (
    <>
      <h1>New note</h1>
      <NoteForm
        draft={rejection?.draft ?? { title: "", body: "" }}
        errors={rejection?.errors}
        submit="Save note"
        cancelTo="/"
      />
    </>
  );
}
