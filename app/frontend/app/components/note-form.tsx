import { useEffect, useRef } from "react";
import { Form, Link, useNavigation } from "react-router";
import type { NoteDraft } from "../api/note.js";
import { MAX_BODY, MAX_TITLE, type DraftErrors } from "../notes/draft.js";

interface NoteFormProps {
  readonly draft: NoteDraft;
  readonly errors: DraftErrors | undefined;
  /** What the button says. */
  readonly submit: string;
  /** Where "Cancel" leads. */
  readonly cancelTo: string;
}

/** Writes a note. Works as a plain form post too. */
export function NoteForm({ draft, errors, submit, cancelTo }: NoteFormProps) {
  const saving = useNavigation().formMethod === "POST";
  return (
    <Form method="post" className="note-form" noValidate>
      <ErrorSummary errors={errors} />
      <div className="field">
        <label htmlFor="title">Title</label>
        <FieldError id="title-error" message={errors?.title} />
        <input
          id="title"
          name="title"
          type="text"
          autoComplete="off"
          required
          defaultValue={draft.title}
          aria-invalid={errors?.title !== undefined}
          aria-describedby={errors?.title === undefined ? "title-hint" : "title-error title-hint"}
        />
        <p className="hint" id="title-hint">
          Up to {MAX_TITLE} characters.
        </p>
      </div>
      <div className="field">
        <label htmlFor="body">Text</label>
        <FieldError id="body-error" message={errors?.body} />
        <textarea
          id="body"
          name="body"
          rows={12}
          defaultValue={draft.body}
          aria-invalid={errors?.body !== undefined}
          aria-describedby={errors?.body === undefined ? "body-hint" : "body-error body-hint"}
        />
        <p className="hint" id="body-hint">
          Up to {MAX_BODY.toLocaleString("en")} characters, may stay empty.
        </p>
      </div>
      <p className="actions">
        <button className="button" type="submit" disabled={saving}>
          {saving ? "Saving…" : submit}
        </button>
        <Link className="button button-quiet" to={cancelTo}>
          Cancel
        </Link>
      </p>
    </Form>
  );
}

/** Lists all problems at the top, takes the focus when they appear, and leads to the fields. */
function ErrorSummary({ errors }: { readonly errors: DraftErrors | undefined }) {
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (errors) summary.current?.focus();
  }, [errors]);
  return (
    <div ref={summary} tabIndex={-1} aria-live="assertive" className={errors ? "error-summary" : undefined}>
      {errors && (
        <>
          <h2>The note was not saved</h2>
          <ul>
            {errors.form !== undefined && <li>{errors.form}</li>}
            {errors.title !== undefined && (
              <li>
                <a href="#title">{errors.title}</a>
              </li>
            )}
            {errors.body !== undefined && (
              <li>
                <a href="#body">{errors.body}</a>
              </li>
            )}
          </ul>
        </>
      )}
    </div>
  );
}

function FieldError({ id, message }: { readonly id: string; readonly message: string | undefined }) {
  return message === undefined ? null : (
    <p className="field-error" id={id}>
      {message}
    </p>
  );
}
