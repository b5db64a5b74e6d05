import { useEffect } from "react";
import { Form, useRevalidator } from "react-router";
import type { Picture } from "../api/picture.js";
import { PictureForm } from "./picture-form.js";

interface PicturesProps {
  readonly pictures: readonly Picture[];
  /** Why the last change was refused. */
  readonly error: string | undefined;
}

/** How often the page asks for thumbnails that are being made, and how many times. */
const POLL_MS = 1_500;
const POLLS = 40;

/** Pictures of a note, and a form that adds one. */
export function Pictures({ pictures, error }: PicturesProps) {
  usePolling(pictures.filter(({ status }) => status === "waiting").length);
  return (
    <section className="pictures" aria-labelledby="pictures">
      <h2 id="pictures">Pictures</h2>
      {pictures.length > 0 && (
        <ul className="picture-list">
          {pictures.map((picture, index) => (
            <PictureItem key={picture.id} picture={picture} number={index + 1} />
          ))}
        </ul>
      )}
      <PictureForm refusal={error} />
    </section>
  );
}

function PictureItem({ picture, number }: { readonly picture: Picture; readonly number: number }) {
  return (
    <li className="picture">
      <PictureContent picture={picture} number={number} />
      <Form method="post" preventScrollReset>
        <input type="hidden" name="picture" value={picture.id} />
        <button className="button-link" name="intent" value="remove" aria-label={`Remove picture ${number}`}>
          Remove
        </button>
      </Form>
    </li>
  );
}

function PictureContent({ picture, number }: { readonly picture: Picture; readonly number: number }) {
  const { status, url, thumbnailUrl, reason } = picture;
  if (status === "ready" && thumbnailUrl !== undefined) {
    return (
      <a className="picture-frame" href={url} download>
        <img src={thumbnailUrl} alt={`Picture ${number} of this note`} loading="lazy" />
      </a>
    );
  }
  return (
    <p className="picture-frame picture-note" role="status">
      {status === "refused" ? `Not shown: ${reason ?? "it cannot be read"}.` : "Being prepared…"}
    </p>
  );
}

/** Reads the page's data again while thumbnails are being made. */
function usePolling(waiting: number): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (waiting === 0) return;
    let polls = 0;
    const timer = setInterval(() => {
      polls += 1;
      if (polls > POLLS) clearInterval(timer);
      else if (document.visibilityState === "visible") void revalidate();
    }, POLL_MS);
    return () => {
      clearInterval(timer);
    };
  }, [waiting, revalidate]);
}
