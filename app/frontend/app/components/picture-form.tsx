import { useEffect, useRef, useState, type ChangeEvent } from "react";
import { useFetcher } from "react-router";
import { PICTURE_TYPES } from "../api/picture.js";
import type { PictureOutcome } from "../notes/picture-action.js";
import { checkFile, sendFile } from "../notes/picture-file.js";

const NOT_TAKEN = "The picture could not be stored. The note is kept: try again in a moment.";

/**
 * Adds a picture: the page has a form signed for the file that was chosen, sends it straight to where pictures are kept,
 * and says that it is there. A plain form cannot, so without JavaScript there is none.
 *
 * @param refusal why the last change of this page was refused.
 */
export function PictureForm({ refusal }: { readonly refusal: string | undefined }) {
  const fetcher = useFetcher<PictureOutcome>();
  const chosen = useRef<File | undefined>(undefined);
  const [problem, setProblem] = useState<string>();
  const [sending, setSending] = useState(false);
  const works = useHydrated();
  const { data, submit } = fetcher;

  useEffect(() => {
    const file = chosen.current;
    if (data?.signed === undefined || file === undefined) return;
    chosen.current = undefined;
    const { signed } = data;
    void sendFile(signed, file).then(async (isTaken) => {
      if (isTaken) await submit({ intent: "add", picture: signed.id }, { method: "post" });
      else setProblem(NOT_TAKEN);
      setSending(false);
    });
  }, [data, submit]);

  useEffect(() => {
    if (data?.error !== undefined) setSending(false);
  }, [data]);

  const choose = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    const file = target.files?.[0];
    target.value = "";
    if (file === undefined) return;
    const wanted = { contentType: file.type, size: file.size };
    const wrong = checkFile(wanted);
    setProblem(wrong);
    if (wrong !== undefined) return;
    chosen.current = file;
    setSending(true);
    void submit({ intent: "sign", contentType: wanted.contentType, size: String(wanted.size) }, { method: "post" });
  };

  const busy = sending || fetcher.state !== "idle";
  const shown = problem ?? data?.error ?? refusal;
  return (
    <div className="picture-form">
      {works ? (
        <label className={busy ? "button button-quiet button-waiting" : "button button-quiet"}>
          {busy ? "Sending…" : "Add a picture"}
          <input
            className="visually-hidden"
            type="file"
            accept={PICTURE_TYPES.join(",")}
            disabled={busy}
            onChange={choose}
          />
        </label>
      ) : (
        <noscript>
          <p className="hint">Adding pictures needs JavaScript.</p>
        </noscript>
      )}
      <p className="field-error" role="alert">
        {shown}
      </p>
    </div>
  );
}

function useHydrated(): boolean {
  const [hydrated, setHydrated] = useState(false);
  useEffect(() => {
    setHydrated(true);
  }, []);
  return hydrated;
}
