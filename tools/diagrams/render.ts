import { icon } from "./icons";
import { type Layout, type PlacedLink, type Rectangle } from "./geometry";
import {
  BOX_PADDING,
  CARD_PADDING,
  ICON,
  ICON_GAP,
  METER_GAP,
  METER_PER_ROW,
  METER_SPACE,
  METER_SQUARE,
  textHeight,
  TITLE_GAP,
} from "./measure";
import { page } from "./page";
import { allNodes, type Box, type Card, type Scene } from "./scene";
import { element, textElement } from "./svg";
import { ascent, lineHeight, textWidth } from "./text";

/** A laid-out scene as SVG: boxes below, then lines, then cards, then what is written on lines. */
export function renderScene(scene: Scene, layout: Layout, id: string): string {
  const nodes = allNodes(scene.nodes);
  const at = (nodeId: string): Rectangle => {
    const rectangle = layout.rectangles.get(nodeId);
    if (rectangle === undefined) throw new Error(`${nodeId} has not been placed.`);
    return rectangle;
  };
  return page({
    id,
    title: scene.title,
    subtitle: scene.subtitle,
    description: scene.description,
    legend: scene.legend,
    width: layout.width,
    height: layout.height,
    content: [
      ...nodes.flatMap((node) => (node.kind === "box" ? [box(node, at(node.id))] : [])),
      ...layout.links.map((link) => line(link, id)),
      ...nodes.flatMap((node) => (node.kind === "card" ? [card(node, at(node.id), id)] : [])),
      ...layout.links.flatMap(linkLabel),
    ],
  });
}

function box(node: Box, { x, y, width, height }: Rectangle): string {
  const baseline = y + 9 + ascent("box");
  const left = x + BOX_PADDING;
  const afterTitle = left + textWidth(node.title, "box") + TITLE_GAP;
  return element("g", { class: "node" }, [
    element("rect", { class: `box b-${node.look}`, x, y, width, height, rx: 8 }),
    textElement("text", { class: `t-box n-${node.look}`, x: left, y: baseline }, node.title),
    ...(node.detail === undefined
      ? []
      : [textElement("text", { class: "t-detail", x: afterTitle, y: baseline }, node.detail)]),
  ]);
}

function card(node: Card, place: Rectangle, id: string): string {
  const { x, y, width, height } = place;
  const beside = node.shape === "side";
  const hasIcon = node.icon !== undefined;
  const textX = beside ? x + CARD_PADDING + (hasIcon ? ICON + CARD_PADDING : 0) : x + width / 2;
  const anchor = beside ? undefined : "middle";
  const above = y + CARD_PADDING + (hasIcon ? ICON + ICON_GAP : 0);
  const top = beside ? y + (height - textHeight(node)) / 2 : above;
  const titleBase = top + ascent("title");
  const lines = node.lines.map((text, index) => {
    const base = top + lineHeight("title") + index * lineHeight("detail") + ascent("detail");
    return textElement("text", { class: "t-detail", x: textX, y: base, "text-anchor": anchor }, text);
  });
  const iconPlace = {
    x: beside ? x + CARD_PADDING : x + (width - ICON) / 2,
    y: beside ? y + (height - ICON) / 2 : y + CARD_PADDING,
    size: ICON,
    idPrefix: `${id}-${node.id}`,
  };
  return element("g", { class: "node" }, [
    element("rect", { class: "card", x, y, width, height, rx: 8 }),
    ...(node.icon === undefined ? [] : icon(node.icon, iconPlace)),
    textElement("text", { class: "t-title", x: textX, y: titleBase, "text-anchor": anchor }, node.title),
    ...lines,
    ...meter(node, textX, top + lineHeight("title") + node.lines.length * lineHeight("detail")),
  ]);
}

/** Squares: full for what always runs, empty for what may come. */
function meter({ meter: chart }: Card, x: number, y: number): string[] {
  if (chart === undefined) return [];
  const pitch = METER_SQUARE + METER_GAP;
  return Array.from({ length: chart.count }, (_, index) =>
    element("rect", {
      class: index < chart.filled ? "f-request" : "empty",
      x: x + (index % METER_PER_ROW) * pitch,
      y: y + METER_SPACE + Math.floor(index / METER_PER_ROW) * pitch,
      width: METER_SQUARE,
      height: METER_SQUARE,
      rx: 2,
    }),
  );
}

function line({ link, points }: PlacedLink, id: string): string {
  return element("path", {
    class: `link l-${link.tone}`,
    d: points.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`).join(" "),
    "marker-end": `url(#${id}-arrow-${link.tone})`,
  });
}

function linkLabel({ link, label }: PlacedLink): string[] {
  if (link.label === undefined || label === undefined) return [];
  const place = { x: label.x + label.width / 2, y: label.y + ascent("label") + 2, "text-anchor": "middle" };
  return [textElement("text", { class: `t-label n-${link.tone}`, ...place }, link.label)];
}
