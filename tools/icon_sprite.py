"""Joins the outline icons that pages use into one sprite: `python tools/icon_sprite.py ICON_FOLDER > icons.svg`."""

import re
import sys
from pathlib import Path

USED = """
alert-octagon alert-triangle ambulance ban book-2 building-factory-2 calendar chart-bar checklist chevron-down
chevron-left chevron-right chevron-up circle-check clock cloud-off contrast database device-floppy download eye
file-text filter gauge help-circle history home inbox info-circle key list-details lock logout map-pin menu-2 moon
pencil plus printer scale search selector send shield-check sun table target-arrow trash upload user users x
""".split()
DRAWN = re.compile(r"<(?:path|circle|rect|line|polyline|ellipse)\b[^>]*/>")


def symbol(name: str, svg: str) -> str:
    """One icon as a symbol of 24 × 24 units, without the transparent square behind it."""
    shapes = "".join(shape for shape in DRAWN.findall(svg) if 'stroke="none"' not in shape)
    return f'<symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>'


def main(folder: Path) -> None:
    symbols = "\n".join(symbol(name, (folder / f"{name}.svg").read_text(encoding="utf-8")) for name in USED)
    print(f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>')


if __name__ == "__main__":
    main(Path(sys.argv[1]))
