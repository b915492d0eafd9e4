"""The best one-to-one choice of pairs: no other gives a greater sum of scores."""

from __future__ import annotations

from collections.abc import Sequence

Scores = Sequence[Sequence[float]]


def assigned(scores: Scores) -> list[tuple[int, int]]:
    """(row, column) of each pair chosen among scores ≥ 0; a pair of score 0 is no pair.

    The Hungarian method (Kuhn 1955) with potentials, O(rows² × columns).
    """
    if not scores or not scores[0]:
        return []
    if len(scores) > len(scores[0]):
        turned = [list(column) for column in zip(*scores, strict=True)]
        return sorted((row, column) for column, row in assigned(turned))
    chosen = _chosen([[-score for score in row] for row in scores])
    return sorted((row, column) for column, row in chosen.items() if scores[row][column] > 0)


def _chosen(costs: list[list[float]]) -> dict[int, int]:
    """Column → row of the cheapest choice that gives every row a column; there are no fewer columns than rows."""
    rows, columns = len(costs), len(costs[0])
    of_row, of_column = [0.0] * (rows + 1), [0.0] * (columns + 1)
    # Counted from 1: column 0 stands for the row that is looking for its column.
    taken = [0] * (columns + 1)
    for row in range(1, rows + 1):
        taken[0] = row
        here = 0
        least, before, seen = [float("inf")] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
        while taken[here]:
            seen[here] = True
            looking, step, nearest = taken[here], float("inf"), 0
            for column in range(1, columns + 1):
                if seen[column]:
                    continue
                cost = costs[looking - 1][column - 1] - of_row[looking] - of_column[column]
                if cost < least[column]:
                    least[column], before[column] = cost, here
                if least[column] < step:
                    step, nearest = least[column], column
            for column in range(columns + 1):
                if seen[column]:
                    of_row[taken[column]] += step
                    of_column[column] -= step
                else:
                    least[column] -= step
            here = nearest
        while here:
            taken[here] = taken[before[here]]
            here = before[here]
    return {column - 1: taken[column] - 1 for column in range(1, columns + 1) if taken[column]}
