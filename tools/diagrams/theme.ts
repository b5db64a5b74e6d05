import { type BoxLook, type Tone } from "./scene";
import { TEXT_STYLES } from "./text";

interface Shade {
  readonly light: string;
  readonly dark: string;
}

const shade = (light: string, dark: string): Shade => ({ light, dark });

const GROUND = shade("#ffffff", "#0f1620");
const CARD = shade("#ffffff", "#1a2430");
const CARD_LINE = shade("#cfd7e0", "#3a4858");
const TEXT = shade("#17212e", "#e8edf3");
const MUTED = shade("#556274", "#a7b4c4");

const TONES: Readonly<Record<Tone, Shade>> = {
  request: shade("#1f6feb", "#6cb2ff"),
  data: shade("#b3480f", "#ffa35c"),
  copy: shade("#7d3fc4", "#c79bff"),
  neutral: shade("#6b7785", "#8b99aa"),
  alert: shade("#c0264a", "#ff7b93"),
};

interface Look {
  readonly line: Shade;
  readonly fill: Shade;
  readonly dashes?: string;
}

const LOOKS: Readonly<Record<BoxLook, Look>> = {
  cloud: { line: shade("#3b4858", "#8494a7"), fill: GROUND },
  region: { line: shade("#00808a", "#3ec6cf"), fill: shade("#fbfdfd", "#111b25"), dashes: "5 4" },
  edge: { line: shade("#7d3fc4", "#b98cf5"), fill: shade("#faf7fe", "#18162a"), dashes: "5 4" },
  vpc: { line: shade("#7d3fc4", "#b98cf5"), fill: shade("#ffffff", "#111924") },
  zone: { line: shade("#1c77ac", "#5fb4e5"), fill: shade("#f7fafc", "#131e2a"), dashes: "6 5" },
  public: { line: shade("#a9cc85", "#4f7434"), fill: shade("#f1f7ea", "#182619") },
  private: { line: shade("#8fcfd4", "#2c6b73"), fill: shade("#eaf6f7", "#12262b") },
  isolated: { line: shade("#b3b8ee", "#4b50a0"), fill: shade("#f0f1fd", "#1a1c38") },
  group: { line: shade("#c3ccd6", "#405063"), fill: shade("#f6f8fa", "#141e29") },
};

/** The style sheet inside a picture: light, and dark where the reader prefers it. */
export function styleSheet(): string {
  const light = coloured("light");
  const dark = coloured("dark").map((line) => `  ${line}`);
  return [
    ...shapes(),
    ...light,
    ".diagram .on-dark { display: none }",
    "@media (prefers-color-scheme: dark) {",
    ...dark,
    "  .diagram .on-dark { display: inline }",
    "  .diagram .on-light { display: none }",
    "}",
  ].join("\n");
}

function shapes(): string[] {
  return [
    ".diagram text { font-family: system-ui, sans-serif }",
    ...Object.entries(TEXT_STYLES).map(
      ([style, { size, bold }]) => `.diagram .t-${style} { font-size: ${size}px${bold ? "; font-weight: 700" : ""} }`,
    ),
    ".diagram .card { stroke-width: 1.2 }",
    ".diagram .box { stroke-width: 1.4 }",
    ...Object.entries(LOOKS).flatMap(([look, { dashes }]) =>
      dashes === undefined ? [] : [`.diagram .b-${look} { stroke-dasharray: ${dashes} }`],
    ),
    ".diagram .link { fill: none; stroke-width: 1.8; stroke-linejoin: round }",
    ".diagram .l-copy { stroke-dasharray: 7 4 }",
    ".diagram .t-label { paint-order: stroke; stroke-width: 4px; stroke-linejoin: round }",
  ];
}

function coloured(mode: keyof Shade): string[] {
  return [
    `.diagram .ground { fill: ${GROUND[mode]} }`,
    `.diagram .card { fill: ${CARD[mode]}; stroke: ${CARD_LINE[mode]} }`,
    `.diagram text { fill: ${TEXT[mode]} }`,
    `.diagram .t-detail, .diagram .t-subheading { fill: ${MUTED[mode]} }`,
    `.diagram .t-label { stroke: ${GROUND[mode]} }`,
    `.diagram .grid { stroke: ${CARD_LINE[mode]}; stroke-width: 1 }`,
    `.diagram .empty { fill: none; stroke: ${CARD_LINE[mode]}; stroke-width: 1.4 }`,
    ...Object.entries(LOOKS).flatMap(([look, { line, fill }]) => [
      `.diagram .b-${look} { fill: ${fill[mode]}; stroke: ${line[mode]} }`,
    ]),
    ...(["cloud", "region", "edge", "vpc", "zone"] as const).map(
      (look) => `.diagram .n-${look} { fill: ${LOOKS[look].line[mode]} }`,
    ),
    ...Object.entries(TONES).flatMap(([tone, colour]) => [
      `.diagram .l-${tone} { stroke: ${colour[mode]} }`,
      `.diagram .f-${tone} { fill: ${colour[mode]} }`,
      `.diagram .t-label.n-${tone} { fill: ${colour[mode]} }`,
    ]),
  ];
}
