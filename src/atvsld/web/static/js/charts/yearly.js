// An indicator over the years: its line, the interval of each year, the path to the target, and where the series breaks.
import { base, categoryAxis, drawn, line, SIZE, stretched, valueAxis } from "./axes.js";

const STYLES = {
  target: { type: [6, 4], width: 2 },
  previous: { type: [2, 3], width: 2 },
  mean: { type: "solid", width: 1.25 },
};

export function yearly(data, colours) {
  const breaks = data.breaks.map((found) => found.at);
  return {
    ...base(data, colours),
    grid: { left: 4, right: 16, top: [22, 48][data.breaks.length] ?? 30, bottom: 4, outerBoundsMode: "same" },
    xAxis: categoryAxis(data, colours),
    yAxis: valueAxis(data, colours),
    series: [
      ...data.bands.map((band) => interval(data, band, breaks, colours)),
      ...stretched(data),
      ...data.series.slice(1).map((series) => compared(series, colours)),
      ...runs(data.series[0].points, breaks).map((points) => measured(points, data, colours)),
      ...(data.breaks.length ? [broken(data, colours)] : []),
    ],
  };
}

// The points between two breaks, each in its own list with nothing elsewhere: no line runs across a break.
function runs(points, breaks) {
  const starts = [0, ...breaks.map((at) => at + 1)];
  return starts.map((start, run) => points.map((point, at) => (at >= start && at < (starts[run + 1] ?? points.length) ? point : null)));
}

function measured(points, data, colours) {
  const whole = data.series[0].points;
  const last = whole.findLastIndex((point) => point.value !== null);
  const wanted = data.series.find((series) => series.role === "target")?.points[last]?.value;
  const isBelow = wanted !== undefined && wanted !== null && whole[last]?.value < wanted;
  return {
    type: "line",
    z: 5,
    symbol: "circle",
    symbolSize: 8,
    showAllSymbol: true,
    connectNulls: false,
    lineStyle: { color: colours.value, width: 2.5 },
    itemStyle: { color: colours.value },
    emphasis: { scale: 1.25 },
    data: points.map((point, at) => ({
      value: point?.value ?? null,
      symbol: point?.small ? "emptyCircle" : "circle",
      label: {
        show: at === last && point !== null,
        formatter: point?.text ?? "",
        position: isBelow ? "bottom" : "top",
        color: colours.ink,
        fontWeight: 650,
        fontSize: SIZE + 2,
      },
    })),
  };
}

function compared(series, colours) {
  const isTarget = series.role === "target";
  const colour = isTarget ? colours.target : colours.compare;
  const last = series.points.findLastIndex((point) => point.value !== null);
  return {
    type: "line",
    z: 4,
    symbol: "none",
    showAllSymbol: true,
    lineStyle: { color: colour, ...(STYLES[series.role] ?? STYLES.mean) },
    itemStyle: { color: colour },
    data: series.points.map((point, at) => ({
      value: point.value,
      symbol: at === last ? "emptyCircle" : "none",
      symbolSize: 6,
      label: { show: at === last && isTarget, formatter: point.text, position: "top", color: colour, fontSize: SIZE },
    })),
  };
}

// Year by year a line from the lower to the upper end, and a field between neighbours of the same making.
function interval(data, band, breaks, colours) {
  const ends = (at, api) => [band.lower[at], band.upper[at]].map((value) => api.coord([at, value]));
  const isKnown = (at) => band.lower[at] != null && band.upper[at] != null;
  const edge = { stroke: colours.edge, lineWidth: 1, opacity: 0.7 };
  return drawn(data, (at, api) => {
    if (!isKnown(at)) return [];
    const [low, high] = ends(at, api);
    const shapes = [line(low[0], low[1], high[0], high[1], edge)];
    if (isKnown(at + 1) && !breaks.includes(at)) {
      const [nextLow, nextHigh] = ends(at + 1, api);
      shapes.unshift({ type: "polygon", shape: { points: [low, high, nextHigh, nextLow] }, style: { fill: colours.band } });
    }
    return shapes;
  });
}

// A line from top to bottom between two years. The words of one stand above it; several are numbered, as in the legend.
function broken(data, colours) {
  return drawn(data, (at, api, area) => {
    const number = data.breaks.findIndex((one) => one.at === at);
    if (number < 0) return [];
    const x = (api.coord([at, 0])[0] + api.coord([at + 1, 0])[0]) / 2;
    const look = { fill: colours.ink, font: `${SIZE}px ${colours.font}`, verticalAlign: "bottom", y: area.y - 10 };
    const top = data.breaks.length > 1 ? area.y - 8 : area.y - 36;
    return [
      line(x, top, x, area.y + area.height, { stroke: colours.ink, lineWidth: 1, lineDash: [1, 3] }),
      { type: "text", style: { ...look, ...(data.breaks.length > 1 ? { text: String(number + 1), x, align: "center" } : aside(data.breaks[0].label, x, area)) } },
    ];
  }, 6);
}

// On the side that has more room.
function aside(text, x, area) {
  const isLate = x > area.x + area.width / 2;
  const width = (isLate ? x - area.x : area.x + area.width - x) - 4;
  return { text, x: isLate ? x - 4 : x + 4, align: isLate ? "right" : "left", width, overflow: "break", lineHeight: 15 };
}
