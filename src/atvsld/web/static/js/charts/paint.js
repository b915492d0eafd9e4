// Colours and letters of a picture, read from the styles of the page as they are now: light, dark or on paper.
const NAMES = ["value", "target", "compare", "band", "edge"];
const PAGE = ["ink", "ink-soft", "line", "paper"];

export function paint() {
  const root = getComputedStyle(document.documentElement);
  const colour = (name) => root.getPropertyValue(`--${name}`).trim();
  const found = { font: getComputedStyle(document.body).fontFamily };
  for (const name of NAMES) found[name] = colour(`chart-${name}`);
  for (const name of PAGE) found[name.replace("-s", "S")] = colour(name);
  found.shades = [0, 1, 2, 3, 4, 5].map((shade) => colour(`chart-shade-${shade}`));
  return found;
}

// Slanted lines on paper: nobody knows the number. Drawn twice as fine, for screens with fine points and for paper.
const TILE = 8;

export function hatch(colours) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 2 * TILE;
  const pen = tile.getContext("2d");
  pen.scale(2, 2);
  pen.fillStyle = colours.paper;
  pen.fillRect(0, 0, TILE, TILE);
  pen.strokeStyle = colours.edge;
  pen.lineWidth = 1;
  for (const shift of [-TILE, 0, TILE]) {
    pen.moveTo(shift, TILE);
    pen.lineTo(shift + TILE, 0);
  }
  pen.stroke();
  return { image: tile.toDataURL(), imageWidth: TILE, imageHeight: TILE, repeat: "repeat" };
}

// The numbers of the axis; those of the data come as text from the server.
const axisNumber = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 6 });
export const written = (number) => axisNumber.format(number);
