"""Who may open which route, written by hand. A route that is not here fails the tests: give it a line.

Letters, as in the table of roles: M ministry, L labour, H health, Z zone, C commune, E employer, I inspector, D leader,
B department (a body that gets tasks), P provider, V invited, A admin, U auditor; * everybody signed in. The first word
after the route holds for GET, the second for POST (the same when it is missing); - nobody, for the method is not there.
"""

LETTERS = dict(
    zip(
        "MLHZCEIDBPVAU",
        ("ministry", "labour", "health", "zone", "commune", "employer", "inspector", "leader", "department",
         "provider", "invited", "admin", "auditor"),
        strict=True,
    )
)  # fmt: skip
PUBLIC = {
    "healthz", "readyz", "metrics", "account_login", "account_inactive", "set-language", "claim", "account-request",
    "account-request-state", "reset",
    "mfa_authenticate", "mfa_login_webauthn", "openid_connect_login", "openid_connect_callback",
    "api-document", "public", "public-unit", "public-file", "public-check",
    "reminder-calendar", "reminder-mail-confirm", "reminder-mail-off",
}  # fmt: skip
# Their first opening builds tables: allowed roles are tried by GET once, the denied ones always.
HEAVY = {
    "figures-form", "figures-cell", "figures-excel", "programme", "programme-excel", "overview",
    "overview-pdf", "overview-word",
    "report", "report-send", "report-gather",
    "api/v1/programmes/<str:programme>", "api/v1/indicators/<str:indicator>",
    "api/v1/indicators/<str:indicator>/groups", "indicator-groups", "indicator-groups-excel",
}  # fmt: skip

PAGES = """
start                       *
work                        *            -
work-kind                   *            -
account_logout              *
account_change_password     *
account_reauthenticate      *
socialaccount_connections   *
usersessions_list           *
mfa_index                   *            -
mfa_reauthenticate          *
mfa_activate_totp           *
mfa_deactivate_totp         -
mfa_view_recovery_codes     -
mfa_generate_recovery_codes *
mfa_download_recovery_codes -
mfa_list_webauthn           *            -
mfa_add_webauthn            *
mfa_reauthenticate_webauthn *
mfa_remove_webauthn         *
mfa_edit_webauthn           *
accounts-handing            LZCA
account-requests            LZCA
body-accounts               LA
managed-people              LZCA
managed-person              LZCA
colleagues                  E
declare                     LCE
accident-move               MLHZCEIDVU   LCE
placing                     L
where-now                   *
place                       *
place-changes               A
place-changes-template      A            -
place-case                  L
confirm-period              LE
victim-reveal               M
accidents-list              MLHZCEIDVU
accidents-export            MLHZCEI
accidents-create            LCE
accidents-import            LCE
accidents-template          LCE          -
accidents-detail            MLHZCEIDVU
accidents-edit              LCE
accidents-void              L
victims-list                MLHZCEIDVU
victims-export              MLHZCEI
victims-create              LCE
victims-import              LCE
victims-template            LCE          -
victims-detail              MLHZCEIDVU
victims-edit                LCE
victims-void                L
establishments-list         MLHZCEDPAU
establishments-export       MLHZCEA
establishments-create       MLCA
establishments-import       MLCEA
establishments-template     MLCEA        -
establishments-detail       MLHZCEDPAU
establishments-edit         MLCEA
establishments-void         L
headcounts-list             MLHZCEDAU
headcounts-export           MLHZCE
headcounts-create           MLCEA
headcounts-import           MLCEA
headcounts-template         MLCEA        -
headcounts-detail           MLHZCEDAU
headcounts-edit             MLCEA
headcounts-void             L
yearly_figures-list         MLHCDU
yearly_figures-export       MLHCD
yearly_figures-create       ML
yearly_figures-import       ML
yearly_figures-template     ML           -
yearly_figures-detail       MLHCDU
yearly_figures-edit         ML
yearly_figures-void         ML
no_accident_periods-list    MLHZCEDU
no_accident_periods-export  MLHZCD
no_accident_periods-create  LE
no_accident_periods-import  LE
no_accident_periods-template LE           -
no_accident_periods-detail  MLHZCEDU
no_accident_periods-edit    L
no_accident_periods-void    L
imports                     *
import-session              -
import-progress             -
import-rejected             -
suggest-code                *
suggest                     *
communes                    *
figures                     MLHCED
figures-form                MLHCED
figures-cell                MLHCED
figures-excel               MLHCED
overview                    MLHCD
overview-pdf                MLHCD
overview-word               MLHCD
unit-indicators             MLHCD
unit-indicators-excel       MLHCD
indicator-groups            MLHCD
indicator-groups-excel      MLHCD
programmes                  MLHCD
programme                   MLHD
published                   *            -
published-excel             *            -
published-enter             MA
published-notice            *            -
published-void              MA
programme-base-year         ML
documents                   MLHCDBU
document                    -
document-read               MLC
document-void               -
document-cascade            -
document-link               -
document-comparison         -
document-plans              -
document-draft              -
document-progress           -
releases                    ML
release                     L
programme-excel             MLHD
tasks                       MLHZCDBU      -
task-list                   MLHZCDBU      -
task-excel                  MLHZCDB       -
reminders                   MLHZCDBU      -
reminder-list               MLHZCDBU      -
reminder-letter             MLHCB        -
reminder-ladder             MLHZCDBU     ML
reminder-choices            MLHZCDBU
reminder-write              MLHCB
task-hand-out               MLHCB
task-withdraw               L
task-agencies               MLHCB        -
task                        MLHCDU       -
task-verb                   -            C
task-evidence               MLHCDU       -
reports                     MLHCDBU      -
report-begin                -            MLHCB
report-new                  MLHCB
report                      MLHCDU       -
report-save                 -            C
report-gather               -            C
report-send                 C
report-decide               -            L
report-tasks                MLHCDU       -
report-excel                C            -
report-children             MLHCDU       -
report-word                 MLHCDU       -
report-version              MLHCDU       -
report-file                 MLHCDU       -
agencies                    MLHAU
lists                       MLHAU
list                        MLHAU
users                       AU
user-create                 A
all-tokens                  AU           A
tokens                      *
api-docs                    *            -
api-error                   *            -
dictionary                  *
user                        AU           A
jobs                        AU           A
audit                       U
"""

# By address; the third word holds for PATCH.
API = """
api/v1/accidents                        MLHZCEIDVU  LCE    -
api/v1/accidents/<int:pk>               MLHZCEIDVU  -      LCE
api/v1/accidents/<int:pk>/void          -           L      -
api/v1/accidents/<int:pk>/steps         MLHZCEIDVU  -      -
api/v1/accidents/<int:pk>/steps/<step>  -           LCE    -
api/v1/victims                          MLHZCEIDVU  LCE    -
api/v1/victims/<int:pk>                 MLHZCEIDVU  -      LCE
api/v1/victims/<int:pk>/void            -           L      -
api/v1/establishments                   MLHZCEDPAU  MLCA   -
api/v1/establishments/<int:pk>          MLHZCEDPAU  -      MLCEA
api/v1/establishments/<int:pk>/void     -           L      -
api/v1/headcounts                       MLHZCEDAU   MLCEA  -
api/v1/headcounts/<int:pk>              MLHZCEDAU   -      MLCEA
api/v1/headcounts/<int:pk>/void         -           L      -
api/v1/yearly_figures                   MLHCDU      ML     -
api/v1/yearly_figures/<int:pk>          MLHCDU      -      ML
api/v1/yearly_figures/<int:pk>/void     -           ML     -
api/v1/no_accident_periods              MLHZCEDU    LE     -
api/v1/no_accident_periods/<int:pk>     MLHZCEDU    -      L
api/v1/no_accident_periods/<int:pk>/void -          L      -
api/v1/code-lists                       *           -      -
api/v1/code-lists/<str:name>            *           -      -
api/v1/places                           *           -      -
api/v1/places/<int:unit>                *           -      -
api/v1/programmes                       MLHCD       -      -
api/v1/programmes/<str:programme>       MLHD        -      -
api/v1/indicators                       *           -      -
api/v1/indicators/<str:indicator>       M           -      -
api/v1/indicators/<str:indicator>/groups M           -      -
api/v1/tasks                            MLHZCDBU    -      -
api/v1/reminders                        MLHZCDBU    -      -
api/v1/reminders/occurrences            MLHZCDBU    -      -
api/v1/tasks/counts                     MLHZCDBU    -      -
api/v1/tasks/<int:pk>                   MLHCDU      -      -
api/v1/reports                          MLHCDBU     -      -
api/v1/reports/<int:pk>                 MLHCDU      -      -
api/v1/published/series                 *           -      -
api/v1/published/notices                *           -      -
api/v1/published/notices/<str:period>   *           -      -
"""


def _roles(cell: str) -> frozenset[str]:
    return frozenset(LETTERS.values()) if cell == "*" else frozenset(LETTERS[c] for c in cell if c != "-")


def table(text: str) -> dict[str, dict[str, frozenset[str]]]:
    """Route or address → method → roles."""
    found = {}
    for line in text.strip().splitlines():
        key, get, *rest = line.split()
        post = rest[0] if rest else get
        patch = rest[1] if len(rest) > 1 else "-"
        found[key] = {"get": _roles(get), "post": _roles(post), "patch": _roles(patch)}
    return found
