import { type PlacedLink, type Point, type Rectangle } from "./geometry";
import { BOX_HEADER, BOX_PADDING } from "./measure";
import { type Link } from "./scene";
import { lineHeight, textWidth } from "./text";

/** A link over the finished layout: along the box that it names, or else down between cards of one column. */
export function lateLink(link: Link, from: Rectangle, to: Rectangle, box: Rectangle | undefined): PlacedLink {
  if (box === undefined) return vertical(link, from, to);
  if (link.over !== undefined) return over(link, from, to, box);
  return link.beside === undefined ? before(link, from, to, box) : beside(link, from, to, box);
}

/** Up, along the title line of the box where nothing stands, and to a target outside it. */
function over(link: Link, from: Rectangle, to: Rectangle, box: Rectangle): PlacedLink {
  const start = { x: from.x + from.width / 2, y: from.y };
  const lane = box.y + BOX_HEADER / 2;
  const end = { x: to.x, y: to.y + to.height / 2 };
  const turn = end.x - BOX_PADDING;
  return { link, points: [start, { x: start.x, y: lane }, { x: turn, y: lane }, { x: turn, y: end.y }, end] };
}

function beside(link: Link, from: Rectangle, to: Rectangle, box: Rectangle): PlacedLink {
  const lane = box.x + box.width - BOX_PADDING / 2;
  const start = { x: from.x + from.width, y: from.y + from.height / 2 };
  const end = { x: to.x + to.width, y: to.y + to.height / 2 };
  return { link, points: [start, { x: lane, y: start.y }, { x: lane, y: end.y }, end] };
}

function vertical(link: Link, from: Rectangle, to: Rectangle): PlacedLink {
  const x = (Math.max(from.x, to.x) + Math.min(from.x + from.width, to.x + to.width)) / 2;
  const isDown = from.y < to.y;
  const points: Point[] = [
    { x, y: isDown ? from.y + from.height : from.y },
    { x, y: isDown ? to.y : to.y + to.height },
  ];
  if (link.label === undefined) return { link, points };
  const middle = ((points[0]?.y ?? 0) + (points[1]?.y ?? 0)) / 2;
  const height = lineHeight("label");
  return { link, points, label: { x: x + 6, y: middle - height, width: textWidth(link.label, "label"), height } };
}

function before(link: Link, from: Rectangle, to: Rectangle, box: Rectangle): PlacedLink {
  const lane = box.x - BOX_PADDING / 2;
  const start = { x: from.x + from.width, y: from.y + from.height / 2 };
  const end = { x: to.x, y: to.y + to.height / 2 };
  return { link, points: [start, { x: lane, y: start.y }, { x: lane, y: end.y }, end] };
}
