// What charts with two axes share: a thin grid, small letters, one tooltip for a whole category.
import { written } from "./paint.js";
import { tip, tooltip } from "./tips.js";

export const SIZE = 12;

export function base(data, colours) {
  const nothing = { type: "text", left: "center", top: "middle", silent: true, style: { text: data.words.missing, fill: colours.inkSoft, font: `italic ${SIZE + 2}px ${colours.font}` } };
  return {
    animation: false,
    graphic: data.series[0].points.every((point) => point.value === null) ? [nothing] : [],
    textStyle: { fontFamily: colours.font, fontSize: SIZE, color: colours.inkSoft },
    tooltip: {
      ...tooltip((params) => told(data, Array.isArray(params) ? params[0].dataIndex : params.dataIndex)),
      axisPointer: { type: data.kind === "ranking" ? "shadow" : "line", lineStyle: { color: colours.edge, type: "solid" }, label: { show: false } },
    },
  };
}

// All numbers of one category.
export function told(data, at) {
  const rows = data.series.map((series) => [series.label, series.points[at].text]);
  for (const band of data.bands) {
    const [low, high] = band.text[at];
    rows.push([band.label, low === high ? low : `${low} – ${high}`]);
  }
  return tip(data.categories[at], rows, data.notes[at], data.series[0].points[at].url, data.words);
}

export const categoryAxis = (data, colours, more = {}) => ({
  type: "category",
  data: data.categories,
  axisTick: { show: false },
  axisLine: { lineStyle: { color: colours.edge } },
  axisLabel: { color: colours.inkSoft, fontSize: SIZE, hideOverlap: true },
  ...more,
});

export const valueAxis = (data, colours, more = {}) => ({
  type: "value",
  splitNumber: 4,
  scale: isHigh(data),
  minInterval: isWhole(data) ? 1 : 0,
  splitLine: { lineStyle: { color: colours.line, width: 1 } },
  axisLabel: { color: colours.inkSoft, fontSize: SIZE, formatter: written },
  ...more,
});

const numbers = (data) => [
  ...data.series.flatMap((series) => series.points.map((point) => point.value)),
  ...data.bands.flatMap((band) => [...band.lower, ...band.upper]),
].filter((value) => value !== null);

// Counts have no half a person between two strokes, though their mean may have.
const isWhole = (data) => data.series[0].points.every(({ value }) => value === null || Number.isInteger(value));

// Shapes drawn by hand do not stretch the axis: unseen lines along their ends do, up to twice what was measured. Beyond
// that the interval of a few cases would flatten the line.
export function stretched(data) {
  const most = 2 * Math.max(...data.series.flatMap((series) => series.points.map((point) => point.value ?? 0)));
  return data.bands.map(({ upper }) => ({
    type: "line",
    data: upper.map((value) => (value === null ? null : Math.min(value, most))),
    silent: true,
    symbol: "none",
    lineStyle: { opacity: 0 },
    tooltip: { show: false },
  }));
}

// Bars and counts stand on zero. A line that lies high above it starts nearer, or its change could not be seen.
function isHigh(data) {
  const all = numbers(data);
  return data.kind === "yearly" && all.length > 0 && Math.min(...all) > 0.6 * Math.max(...all);
}

// A series of shapes drawn by hand behind or before the others: one for each category where `draw` gives any.
export const drawn = (data, draw, z = 1) => ({
  type: "custom",
  silent: true,
  z,
  tooltip: { show: false },
  // Only the place along the categories: a second number would widen the axis of values.
  data: data.categories.map((_, at) => (data.kind === "ranking" ? [null, at] : [at, null])),
  renderItem: (params, api) => {
    const children = draw(params.dataIndex, api, params.coordSys);
    return children?.length ? { type: "group", children } : null;
  },
});

export const line = (x1, y1, x2, y2, style) => ({ type: "line", shape: { x1, y1, x2, y2 }, style });
