// One picture: the box of `components/chart.html`, and the JSON beside it (web/charts/payload.py):
//   kind, unit, words {missing, open, failed}, and for a chart
//   categories [text], series [{label, role, points [{value | null, text, url, small}]}], notes [text],
//   bands [{label, lower, upper, text [[from, to]]}], breaks [{at, label}], outside ["above" | "below" | ""]; for a map
//   area, file, label, units {code: {label, value | null, text, url, small, shade | null, note}}.
/* global echarts */
import { control } from "./control.js";
import { boundaries, map } from "./map.js";
import { months } from "./months.js";
import { paint } from "./paint.js";
import { ranking, rankingHeight } from "./ranking.js";
import { isTouched } from "./tips.js";
import { yearly } from "./yearly.js";

const KINDS = { yearly, months, control, ranking, map };

export class Picture {
  constructor(box) {
    this.box = box;
    this.data = JSON.parse(document.getElementById(box.dataset.chart).textContent);
    this.region = "";
    this.isOnPaper = false;
  }

  // Without a line the boundaries or the library may not come: the table then stands alone, and the box says so.
  async start() {
    const { data, box } = this;
    try {
      if (data.kind === "map") this.shape = await boundaries(data.file);
      if (data.kind === "ranking") box.style.height = `${rankingHeight(data)}px`;
      this.chart = echarts.init(box, null, { renderer: "svg" });
      this.draw();
    } catch (error) {
      box.replaceChildren(data.words.failed);
      box.classList.add("is-missing");
      console.warn(error);
      return;
    }
    this.listen();
    box.dataset.drawn = "";
  }

  draw() {
    const { data, chart, shape } = this;
    if (!chart || this.isOnPaper) return;
    const size = { width: chart.getWidth(), height: chart.getHeight() };
    chart.setOption(KINDS[data.kind](data, paint(), size, shape), { notMerge: true });
    chart.getZr().flush();
  }

  // Paper has another width, and no time to draw for it: what was drawn for the screen is scaled (charts.css).
  fitPaper() {
    const { chart, box } = this;
    if (!chart) return;
    this.draw();
    this.isOnPaper = true;
    box.querySelector("svg").setAttribute("viewBox", `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
  }

  leavePaper() {
    if (!this.chart) return;
    this.isOnPaper = false;
    this.box.querySelector("svg").removeAttribute("viewBox");
    this.draw();
  }

  listen() {
    const { box, chart } = this;
    new ResizeObserver(() => {
      const isSame = box.clientWidth === chart.getWidth() && box.clientHeight === chart.getHeight();
      if (!box.clientWidth || isSame || this.isOnPaper) return;
      chart.resize();
      this.draw();
    }).observe(box);
    chart.on("mouseover", ({ componentType, name }) => (this.region = componentType === "geo" ? name : ""));
    chart.on("mouseout", () => (this.region = ""));
    const canvas = chart.getZr();
    canvas.on("mousemove", (event) => canvas.setCursorStyle(this.urlAt(event) ? "pointer" : "default"));
    canvas.on("click", (event) => this.open(event));
  }

  // The page of the cases behind what the pointer is at: a region, or whatever stands in a category.
  urlAt({ offsetX, offsetY }) {
    const { data, chart } = this;
    if (data.kind === "map") return data.units[this.region]?.url ?? "";
    if (!chart.containPixel("grid", [offsetX, offsetY])) return "";
    const [x, y] = chart.convertFromPixel({ gridIndex: 0 }, [offsetX, offsetY]);
    return data.series[0].points[data.kind === "ranking" ? y : x]?.url ?? "";
  }

  // A finger opens by the link in the tooltip: its first touch only asks what this is.
  open(event) {
    const url = this.urlAt(event);
    if (!url || isTouched()) return;
    const { ctrlKey, metaKey } = event.event;
    if (ctrlKey || metaKey) window.open(url, "_blank", "noopener");
    else location.assign(url);
  }
}
