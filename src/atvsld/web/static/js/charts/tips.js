// What is told where the pointer stands. Elements, never markup: the content policy refuses styles written into markup, and
// names of the data must stay text.
const part = (tag, text, name = "") => {
  const made = document.createElement(tag);
  made.textContent = text;
  if (name) made.className = name;
  return made;
};

// `rows` are [label, text]; `url` leads to the cases, for fingers, which cannot point without opening.
export function tip(head, rows, note, url, words) {
  const box = document.createElement("div");
  box.className = "chart-tip";
  box.append(part("p", head, "chart-tip-head"));
  const list = document.createElement("dl");
  for (const [label, text] of rows) list.append(part("dt", label), part("dd", text));
  if (rows.length) box.append(list);
  if (note) box.append(part("p", note, "chart-tip-note"));
  if (url && isTouched()) {
    const link = part("a", words.open);
    link.href = url;
    box.append(link);
  }
  return box;
}

export const isTouched = () => matchMedia("(pointer: coarse)").matches;

// The box that ECharts moves about has no looks of its own: those of the element within are in charts.css.
export const tooltip = (formatter, trigger = "axis") => ({
  trigger,
  formatter,
  confine: true,
  enterable: isTouched(),
  transitionDuration: 0,
  backgroundColor: "transparent",
  borderWidth: 0,
  padding: 0,
  extraCssText: "box-shadow: none",
});
