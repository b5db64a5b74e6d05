import { type StackPreview } from "../program/program";
import { layOut } from "./layout";
import { requestPathScene } from "./pictures/request-path";
import { scalingScene } from "./pictures/scaling";
import { securityScene } from "./pictures/security";
import { timelineSvg } from "./pictures/timeline";
import { renderScene } from "./render";
import { type Scene } from "./scene";

/** `ssr` and `spa` show the path of a request in that variant; the others show the stack as configured. */
export const PICTURES = ["ssr", "spa", "scaling", "security", "timeline"] as const;

export type PictureKind = (typeof PICTURES)[number];

const SCENES: Readonly<Record<Exclude<PictureKind, "timeline">, (preview: StackPreview) => Scene>> = {
  ssr: requestPathScene,
  spa: requestPathScene,
  scaling: scalingScene,
  security: securityScene,
};

/**
 * A picture of a stack as SVG, from its resource graph alone: the same bytes for the same graph.
 *
 * Ids in it start with the kind and the stack's name, so that several fit into one HTML document.
 *
 * @throws when `kind` is a variant that `preview` is not of, or the graph lacks what every stack has.
 */
export async function pictureSvg(kind: PictureKind, preview: StackPreview): Promise<string> {
  const { frontend, stack } = preview.config;
  const id = `${kind}-${stack}`;
  if (kind === "timeline") return timelineSvg(preview, id);
  if ((kind === "ssr" || kind === "spa") && kind !== frontend) {
    throw new Error(`The picture ${kind} needs a preview of that variant; this one is of ${frontend}.`);
  }
  const scene = SCENES[kind](preview);
  return renderScene(scene, await layOut(scene), id);
}
