"""Who may do what on rows of the own unit, written by hand from the table of the design: not worked out from roles.

v view · x export · c create · e edit · d void · p personal columns · m medical columns; a dot: nothing at all.
"""

VERBS = {"v": "view", "x": "export", "c": "create", "e": "edit", "d": "void", "p": "personal", "m": "medical"}
REGISTERS = ("accidents", "victims", "establishments", "headcounts", "no_accident_periods", "yearly_figures")
TABLE = """
ministry    vx       vx       vxce     vxce    vx    vxced
labour      vxcedpm  vxcedpm  vxcedp   vxced   vxced vxced
health      vx       vxm      vx       vx      vx    vx
zone        vx       vx       vx       vx      vx    .
commune     vxcepm   vxcepm   vxce     vxce    vx    vx
employer    vxcepm   vxcepm   vxep     vxce    vc    .
inspector   vxpm     vxpm     .        .       .     .
leader      v        v        v        v       vx    vx
department  .        .        .        .       .     .
provider    .        .        v        .       .     .
invited     v        v        .        .       .     .
admin       .        .        vxce     vce     .     .
auditor     v        v        v        v       v     v
"""
# The nation's own; of everybody else a row of another province is hidden.
EVERYWHERE = ("ministry", "admin", "auditor")
# Steps of the workflow of an accident: complete takes `edit`.
ACCEPTS = ("labour",)


def table() -> dict[tuple[str, str], set[str]]:
    """(role, register) → verbs."""
    found = {}
    for line in TABLE.strip().splitlines():
        role, *cells = line.split()
        for register, cell in zip(REGISTERS, cells, strict=True):
            found[role, register] = {VERBS[letter] for letter in cell if letter != "."}
    return found
