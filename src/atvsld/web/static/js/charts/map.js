// A map: units in shades by their class, hatched where nobody knows the number, archipelagos named, far ones in a frame.
/* global echarts */
import { hatch } from "./paint.js";
import { tip, tooltip } from "./tips.js";

// One degree of longitude over one of latitude, in the middle of the country (16° N).
const ASPECT = 0.96;
// A far archipelago: its frame at the upper right, as shares of the picture; the words stand on its lower edge.
const INSET = { left: 0.7, top: 0.02, width: 0.28, height: 0.4 };
const WORDS = 32;

// The boundaries of an area, asked for once; rejected when the line fails.
const files = new Map();
export function boundaries(url) {
  if (!files.has(url)) {
    const asked = fetch(url).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))));
    asked.catch(() => files.delete(url));
    files.set(url, asked);
  }
  return files.get(url);
}

export function map(data, colours, size, shape) {
  const insets = shape.insets ?? [];
  const apart = new Set(insets.map((inset) => inset.code));
  const parts = [
    { name: data.area, features: shape.features.filter((one) => !apart.has(one.properties.code)), box: whole(size, insets) },
    ...insets.map(({ code }) => ({
      name: `${data.area}-${code}`,
      features: shape.features.filter((one) => one.properties.code === code),
      box: within(size),
    })),
  ];
  const names = new Map(shape.features.map(({ properties: { code, name } }) => [code, name]));
  const tell = ({ name }) => told(data, name, names);
  const look = { colours, tell, unknown: hatch(colours), edge: data.area === "VN" ? 0.75 : 0.5 };
  return {
    animation: false,
    textStyle: { fontFamily: colours.font, fontSize: 12, color: colours.inkSoft },
    tooltip: tooltip(() => "", "item"),
    geo: parts.map((part) => drawnPart(part, data, look)),
    graphic: insets.flatMap((inset) => frame(inset, size, colours)),
    series: [named(shape.labels ?? [], size, colours)],
  };
}

const whole = ({ width, height }, insets) => ({ left: 4, top: 4, width: width * (insets.length ? 0.66 : 1) - 8, height: height - 8 });

const within = ({ width, height }) => ({
  left: width * INSET.left + 6,
  top: height * INSET.top + 6,
  width: width * INSET.width - 12,
  height: height * INSET.height - 12 - WORDS,
});

function drawnPart(part, data, { colours, tell, unknown, edge }) {
  echarts.registerMap(part.name, { type: "FeatureCollection", features: part.features.map(coded) });
  const line = { borderColor: colours.edge, borderWidth: edge };
  const pointed = { borderColor: colours.ink, borderWidth: 1.75 };
  return {
    map: part.name,
    aspectScale: ASPECT,
    selectedMode: false,
    tooltip: { show: true, formatter: tell },
    ...part.box,
    itemStyle: { areaColor: unknown, ...line },
    emphasis: { label: { show: false }, itemStyle: { areaColor: unknown, ...pointed } },
    regions: part.features.map(({ properties: { code } }) => {
      const unit = data.units[code];
      const fill = unit && unit.shade !== null ? colours.shades[unit.shade] : unknown;
      const star = { show: Boolean(unit?.small), formatter: "*", fontSize: 14, color: unit?.shade > 2 ? colours.paper : colours.ink };
      return {
        name: code,
        itemStyle: { areaColor: fill, ...line },
        label: star,
        emphasis: { itemStyle: { areaColor: fill, ...pointed }, label: star },
      };
    }),
  };
}

// ECharts finds regions by name; ours are known by their code.
const coded = (one) => ({ ...one, properties: { ...one.properties, name: one.properties.code } });

// On a telephone the province stands below the name, or the words would run over the edge.
const named = (labels, { width }, colours) => ({
  type: "scatter",
  coordinateSystem: "geo",
  geoIndex: 0,
  silent: true,
  symbolSize: 0,
  tooltip: { show: false },
  data: labels.map((label) => ({ value: label.at, name: width < 420 ? label.text.replace(" (", "\n(") : label.text })),
  label: { show: true, formatter: "{b}", position: "inside", color: colours.inkSoft, fontSize: 12, lineHeight: 15 },
});

function frame(inset, { width, height }, colours) {
  const [x, y] = [width * INSET.left, height * INSET.top];
  const shape = { x, y, width: width * INSET.width, height: height * INSET.height };
  const style = { text: inset.text, x: x + shape.width / 2, y: y + shape.height - 4, width: shape.width - 6, overflow: "break", lineHeight: 14 };
  return [
    { type: "rect", silent: true, z: -1, shape, style: { fill: "none", stroke: colours.edge, lineWidth: 1 } },
    { type: "text", silent: true, style: { ...style, align: "center", verticalAlign: "bottom", fill: colours.inkSoft, font: `12px ${colours.font}` } },
  ];
}

function told(data, code, names) {
  const unit = data.units[code];
  if (!unit) return names.has(code) ? tip(names.get(code), [], data.words.missing, "", data.words) : "";
  return tip(unit.label, [[data.label || data.unit, unit.text]], unit.note, unit.url, data.words);
}
