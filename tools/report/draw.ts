import { type PictureKind, pictureSvg } from "../diagrams";
import { type StackPreview } from "../program/program";
import { type Picture } from "./sections/pictures";

/** Draws the pictures of a stack: how a request travels in its variant, and what is the same in both. */
export async function drawPictures(preview: StackPreview): Promise<Picture[]> {
  const { frontend } = preview.config;
  const titles: Partial<Record<PictureKind, string>> = {
    [frontend]:
      frontend === "ssr"
        ? "Server-side rendering: the way of a request"
        : "Single-page application: the way of a request",
    scaling: "Load balancing and scaling",
    security: "Security groups and who may talk to whom",
    timeline: "First deployment",
  };
  const pictures: Picture[] = [];
  for (const [kind, title] of Object.entries(titles) as [PictureKind, string][]) {
    pictures.push({ name: `picture-${kind}`, title, svg: await pictureSvg(kind, preview) });
  }
  return pictures.filter(({ svg }) => svg !== "");
}
