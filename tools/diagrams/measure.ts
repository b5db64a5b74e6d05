import { type Box, type Card } from "./scene";
import { lineHeight, textWidth, widest } from "./text";

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const ICON = 44;
export const CARD_PADDING = 12;
export const ICON_GAP = 8;
export const METER_SQUARE = 11;
export const METER_GAP = 4;
export const METER_SPACE = 10;
export const METER_PER_ROW = 10;
/** Room for the title line of a box. */
export const BOX_HEADER = 34;
export const BOX_PADDING = 16;
/** Between a box's title and its detail. */
export const TITLE_GAP = 10;

/** Height of a card's title, lines and meter. */
export function textHeight(card: Card): number {
  return lineHeight("title") + card.lines.length * lineHeight("detail") + meterHeight(card);
}

/** Size of a card from its texts. */
export function cardSize(card: Card): Size {
  const text = Math.max(textWidth(card.title, "title"), widest(card.lines, "detail"), meterWidth(card));
  const icon = card.icon === undefined ? 0 : ICON;
  if (card.shape === "side") {
    const beside = icon === 0 ? 0 : ICON + CARD_PADDING;
    return rounded(text + beside + 2 * CARD_PADDING, Math.max(textHeight(card), icon) + 2 * CARD_PADDING);
  }
  const above = icon === 0 ? 0 : ICON + ICON_GAP;
  return rounded(Math.max(text, icon) + 2 * CARD_PADDING, textHeight(card) + above + 2 * CARD_PADDING);
}

/** At least as large as its title line. */
export function boxMinimum(box: Box): Size {
  const detail = box.detail === undefined ? 0 : TITLE_GAP + textWidth(box.detail, "detail");
  return rounded(textWidth(box.title, "box") + detail + 2 * BOX_PADDING, BOX_HEADER + 2 * BOX_PADDING);
}

function meterWidth({ meter }: Card): number {
  return meter === undefined ? 0 : Math.min(meter.count, METER_PER_ROW) * (METER_SQUARE + METER_GAP) - METER_GAP;
}

function meterHeight({ meter }: Card): number {
  if (meter === undefined) return 0;
  return METER_SPACE + Math.ceil(meter.count / METER_PER_ROW) * (METER_SQUARE + METER_GAP);
}

function rounded(width: number, height: number): Size {
  return { width: Math.ceil(width), height: Math.ceil(height) };
}
