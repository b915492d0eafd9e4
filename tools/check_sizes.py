"""File sizes: the median at most 80 lines, nine in ten at most 250, none over 500."""

import statistics
import sys

from tools.files import ROOT, written_code

MEDIAN, NINE_IN_TEN, LARGEST = 80, 250, 500


def verdict(sizes: dict[str, int]) -> list[str]:
    """What is wrong with these numbers of lines by file; empty files are no files."""
    sizes = {name: lines for name, lines in sizes.items() if lines}
    if not sizes:
        return []
    faults = [f"{name}: {lines} lines, more than {LARGEST}" for name, lines in sizes.items() if lines > LARGEST]
    median = statistics.median(sizes.values())
    if median > MEDIAN:
        faults.append(f"median file: {median:.0f} lines, more than {MEDIAN}")
    large = sorted((n for n, lines in sizes.items() if lines > NINE_IN_TEN), key=lambda n: -sizes[n])
    if len(large) * 10 > len(sizes):
        names = ", ".join(f"{name} ({sizes[name]})" for name in large)
        faults.append(f"{len(large)} of {len(sizes)} files over {NINE_IN_TEN} lines: {names}")
    return faults


def main() -> int:
    faults = verdict({str(p): len((ROOT / p).read_text("utf-8").splitlines()) for p in written_code()})
    print("\n".join(faults) or "file sizes: ok")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
