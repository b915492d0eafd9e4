// A control chart: counts by month between limits; what lies outside has another shape, its number and a word in the table.
import { base, categoryAxis, SIZE, valueAxis } from "./axes.js";

const LINES = {
  centre: { type: "solid", width: 1.25 },
  upper: { type: [5, 3], width: 1.25 },
  lower: { type: [5, 3], width: 1.25 },
};

export function control(data, colours) {
  return {
    ...base(data, colours),
    grid: { left: 4, right: 34, top: 22, bottom: 4, outerBoundsMode: "same" },
    xAxis: categoryAxis(data, colours),
    yAxis: valueAxis(data, colours),
    series: [...data.series.slice(1).map((series) => limit(series, colours)), counted(data, colours)],
  };
}

function limit(series, colours) {
  const last = series.points.findLastIndex((point) => point.value !== null);
  return {
    type: "line",
    step: "middle",
    symbol: "none",
    showAllSymbol: true,
    silent: true,
    lineStyle: { color: colours.compare, ...(LINES[series.role] ?? LINES.centre) },
    data: series.points.map((point, at) => ({
      value: point.value,
      symbol: at === last ? "circle" : "none",
      symbolSize: 1,
      label: { show: at === last, formatter: point.text, position: "right", distance: 8, color: colours.inkSoft, fontSize: SIZE },
    })),
  };
}

function counted(data, colours) {
  return {
    type: "line",
    z: 5,
    showAllSymbol: true,
    connectNulls: false,
    lineStyle: { color: colours.value, width: 2 },
    data: data.series[0].points.map((point, at) => {
      const where = data.outside[at];
      return {
        value: point.value,
        symbol: where ? "diamond" : "circle",
        symbolSize: where ? 15 : 6,
        itemStyle: { color: where ? colours.target : colours.value },
        label: {
          show: Boolean(where),
          formatter: point.text,
          position: where === "below" ? "right" : "top",
          textBorderColor: colours.paper,
          textBorderWidth: 3,
          color: colours.target,
          fontWeight: 650,
          fontSize: SIZE + 1,
        },
      };
    }),
  };
}
