// The months of this year as bars, before what earlier years had in the same month.
import { base, categoryAxis, drawn, line, SIZE, stretched, valueAxis } from "./axes.js";

export function months(data, colours, { width }) {
  const columns = data.categories.length;
  return {
    ...base(data, colours),
    grid: { left: 4, right: 4, top: 22, bottom: 4, outerBoundsMode: "same" },
    xAxis: categoryAxis(data, colours),
    yAxis: valueAxis(data, colours),
    series: [
      ...data.bands.map((band) => range(data, band, colours)),
      ...data.series.slice(1).map((series) => level(data, series, colours)),
      ...stretched(data),
      {
        type: "bar",
        z: 3,
        barWidth: "46%",
        itemStyle: { color: colours.value },
        emphasis: { itemStyle: { color: colours.value } },
        // Zero has no bar: its number is always there, or it would look unknown.
        data: data.series[0].points.map(({ value, small }) => ({ value, label: { show: value === 0 || small || width / columns > 26 } })),
        label: {
          position: "top",
          formatter: ({ dataIndex }) => numbered(data.series[0].points[dataIndex]),
          color: colours.ink,
          fontSize: SIZE,
          textBorderColor: colours.paper,
          textBorderWidth: 3,
        },
      },
    ],
  };
}

// A number of few cases has a star, as the legend says.
export const numbered = (point) => (point.small ? `${point.text} *` : point.text);

function range(data, band, colours) {
  const edge = { stroke: colours.edge, lineWidth: 1 };
  return drawn(data, (at, api) => {
    if (band.lower[at] == null || band.upper[at] == null) return [];
    const half = api.size([1, 0])[0] * 0.42;
    const [x, low] = api.coord([at, band.lower[at]]);
    const high = api.coord([at, band.upper[at]])[1];
    const field = { type: "rect", shape: { x: x - half, y: high, width: 2 * half, height: low - high }, style: { fill: colours.band } };
    return [field, line(x - half, low, x + half, low, edge), line(x - half, high, x + half, high, edge)];
  });
}

// A level of each month by itself: months are no path.
function level(data, series, colours) {
  const colour = series.role === "target" ? colours.target : colours.compare;
  const style = { stroke: colour, lineWidth: 2, lineDash: series.role === "previous" ? [2, 3] : null };
  return drawn(data, (at, api) => {
    const value = series.points[at].value;
    if (value === null) return [];
    const half = api.size([1, 0])[0] * 0.42;
    const [x, y] = api.coord([at, value]);
    return [line(x - half, y, x + half, y, style)];
  }, 4);
}
