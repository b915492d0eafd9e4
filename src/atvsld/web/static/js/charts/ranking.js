// Units one below the other, a bar for each, its number at the end; what it is compared with is a stroke across the bar.
import { base, categoryAxis, drawn, line, SIZE, valueAxis } from "./axes.js";
import { numbered } from "./months.js";

const ROW = 32;
// Room for the number after the longest bar.
const END = 72;
// How wide a number is, at most: a stroke nearer to the end of its bar than that would run through it.
const NUMBER = 52;

export const rankingHeight = (data) => data.categories.length * ROW + 12;

export function ranking(data, colours, { width }) {
  const names = Math.min(Math.round(width * 0.36), 220);
  const points = data.series[0].points;
  const most = Math.max(...data.series.flatMap((series) => series.points.map((point) => point.value ?? 0)));
  const pixels = (width - names - 8 - END) / (most || 1);
  return {
    ...base(data, colours),
    grid: { left: names + 8, right: END, top: 2, bottom: 2, outerBoundsMode: "none" },
    yAxis: categoryAxis(data, colours, {
      inverse: true,
      axisLabel: { color: colours.ink, fontSize: SIZE + 1, width: names, overflow: "break", lineHeight: 14, interval: 0 },
    }),
    xAxis: valueAxis(data, colours, { max: most || 1, axisLabel: { show: false }, splitLine: { show: false } }),
    series: [
      {
        type: "bar",
        barWidth: "58%",
        itemStyle: { color: colours.value },
        emphasis: { itemStyle: { color: colours.value } },
        // A unit without a number has a bar of no length, so that its row can say so.
        data: points.map((point, at) => ({ value: point.value ?? 0, label: { distance: beyond(data, at, pixels) } })),
        label: {
          show: true,
          position: "right",
          formatter: ({ dataIndex }) => (points[dataIndex].value === null ? data.words.missing : numbered(points[dataIndex])),
          color: colours.ink,
          fontSize: SIZE + 1,
          textBorderColor: colours.paper,
          textBorderWidth: 3,
        },
      },
      ...data.series.slice(1).map((series) => strokes(data, series, colours)),
    ],
  };
}

// How far from its bar a number stands: behind the strokes that it would meet.
function beyond(data, at, pixels) {
  const end = data.series[0].points[at].value ?? 0;
  if (data.series[0].points[at].value === null) return 5;
  const met = data.series.slice(1).map((series) => ((series.points[at].value ?? -1) - end) * pixels);
  return Math.max(5, ...met.filter((gap) => gap > -5 && gap < NUMBER).map((gap) => gap + 6));
}

function strokes(data, series, colours) {
  const style = { stroke: series.role === "target" ? colours.target : colours.compare, lineWidth: 3 };
  return drawn(data, (at, api) => {
    const value = series.points[at].value;
    if (value === null || data.series[0].points[at].value === null) return [];
    const half = api.size([0, 1])[1] * 0.4;
    const [x, y] = api.coord([value, at]);
    return [line(x, y - half, x, y + half, style)];
  }, 4);
}
