// The pictures of a page: drawn when they are there, again when the theme changes, on paper always in the light colours.
import { Picture } from "./picture.js";

const pictures = [...document.querySelectorAll("[data-chart]")].map((box) => new Picture(box));
for (const picture of pictures) picture.start();

// While it prints, the browser tells the page the width and the colours of the paper: nothing must follow them then.
let isPrinting = false;
const redraw = () => {
  if (isPrinting) return;
  for (const picture of pictures) picture.draw();
};
const root = document.documentElement;
new MutationObserver(redraw).observe(root, { attributeFilter: ["data-theme"] });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);

// On a telephone the tables beside the pictures are folded.
const wide = matchMedia("(min-width: 64rem)");
const fold = () => {
  if (isPrinting) return;
  for (const table of document.querySelectorAll("[data-chart-beside]")) table.open = wide.matches;
};
wide.addEventListener("change", fold);
fold();

// Paper is white and has no folds. The page prints in light colours by its styles; a drawing has to be made in them.
let unfolded = [];
let theme;
addEventListener("beforeprint", () => {
  theme = root.dataset.theme;
  root.dataset.theme = "light";
  for (const picture of pictures) picture.fitPaper();
  unfolded = [...document.querySelectorAll(".chart-numbers:not([open])")];
  for (const table of unfolded) table.open = true;
  isPrinting = true;
});
addEventListener("afterprint", () => {
  isPrinting = false;
  for (const table of unfolded) table.open = false;
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
  for (const picture of pictures) picture.leavePaper();
});

// Copies the table as a selection of it would be: a spreadsheet takes it cell by cell. The clipboard's own interface is closed to
// pages without https, which offices have.
for (const button of document.querySelectorAll("[data-chart-copy]")) {
  const [offer, done] = [button.textContent, button.dataset.done];
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", () => {
    const chosen = getSelection();
    chosen.selectAllChildren(button.parentElement.querySelector(".chart-scroll"));
    const isCopied = document.execCommand("copy");
    chosen.removeAllRanges();
    if (!isCopied) return;
    button.textContent = done;
    setTimeout(() => (button.textContent = offer), 3000);
  });
}
