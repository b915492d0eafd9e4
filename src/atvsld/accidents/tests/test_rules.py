"""The rules of accidents on any values: severity, groups, duties, and what the register refuses."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from atvsld.accidents.duties import IN_FORCE_ON, Known, duties
from atvsld.accidents.rules import RANK, accident_severity, victim_severity, worker_groups
from atvsld.statutes.period import Period

SEVERE = {"011", "012", "08"}
codes = st.lists(st.sampled_from(["011", "012", "08", "99", "x"]), max_size=4)
days = st.dates(date(2016, 7, 1), date(2030, 12, 31))
severities = st.sampled_from(["fatal", "severe", "minor"])


@given(days, codes, severities)
def test_a_death_is_fatal_whatever_else_is_known(died_on, injuries, reported):
    assert victim_severity(died_on, injuries, reported, SEVERE) == ("fatal", "death")


@given(codes, severities)
def test_without_a_death_the_codes_decide_and_the_first_notice_only_without_codes(injuries, reported):
    severity, basis = victim_severity(None, injuries, reported, SEVERE)
    if not injuries:
        assert (severity, basis) == (reported, "first_notice")
    else:
        assert (severity, basis) == ("severe" if set(injuries) & SEVERE else "minor", "injury_codes")


@given(codes, st.sampled_from(sorted(SEVERE)), severities)
def test_one_more_injury_never_makes_it_lighter(injuries, more, reported):
    with_more, _ = victim_severity(None, [*injuries, more], reported, SEVERE)
    before, basis = victim_severity(None, injuries, reported, SEVERE)
    assert with_more == "severe"
    assert basis == "first_notice" or RANK[with_more] >= RANK[before]


@given(st.lists(severities))
def test_an_accident_is_as_severe_as_its_worst_victim(found):
    severity = accident_severity(found)
    assert severity == next((s for s in ("fatal", "severe", "minor") if s in found), "")
    assert accident_severity([*found, "fatal"]) == "fatal"


groups = st.lists(st.sampled_from(["women", "underage", "disabled", "elderly", "domestic"]), max_size=5)


@given(groups, st.sampled_from(["male", "female", ""]), st.none() | st.integers(5, 90))
def test_groups_that_follow_from_sex_and_age_cannot_be_contradicted(declared, sex, age):
    found = worker_groups(declared, sex, age)
    assert ("women" in found) == (sex == "female")
    assert ("underage" in found) == (age < 18 if age is not None else "underage" in declared)
    assert set(found) - {"women", "underage"} == set(declared) - {"women", "underage"}
    assert found == sorted(found)
    assert set(worker_groups(found, sex, age)) == set(found)


knowns = st.builds(
    Known, occurred_on=days, deaths=st.integers(0, 5), severe=st.integers(0, 5), has_contract_victims=st.booleans(),
    has_non_contract_victims=st.booleans(),
)  # fmt: skip


def told(known: Known) -> set[tuple[str, str]]:
    return {(duty.who, duty.recipient.role) for duty in duties(known)}


@given(knowns, st.integers(0, 3), st.integers(0, 3))
def test_more_deaths_and_injured_never_mean_fewer_duties(known, deaths, severe):
    worse = Known(known.occurred_on, known.deaths + deaths, known.severe + severe, known.has_contract_victims,
                  known.has_non_contract_victims)  # fmt: skip
    assert told(known) <= told(worse)


@given(knowns)
def test_duties_follow_article_34(known):
    """Law 84/2015 Điều 34, worked out again from its words."""
    found, deaths, severe = told(known), known.deaths, known.severe
    employer, commune = "Người sử dụng lao động", "Ủy ban nhân dân cấp xã"
    assert ((employer, "labour_province") in found) == (known.has_contract_victims and (deaths >= 1 or severe >= 2))
    assert ((employer, "police_local") in found) == (known.has_contract_victims and deaths >= 1)
    assert any(who == "Gia đình hoặc người phát hiện" for who, _ in found) == (
        known.has_non_contract_victims and (deaths >= 1 or severe >= 1)
    )
    assert ((commune, "labour_province") in found) == (known.has_non_contract_victims and (deaths >= 1 or severe >= 2))
    assert all(duty.article for duty in duties(known))
    assert duties(Known(known.occurred_on, deaths, severe, True, True, is_commuting=True)) == ()


@given(st.dates(date(1950, 1, 1), date(2035, 1, 1)))
def test_the_page_of_any_day_finds_its_recipients(day):
    found = duties(Known(day, 1, 0, True, True))
    assert bool(found) == (day >= IN_FORCE_ON)
    assert all(duty.recipient.valid_from <= day for duty in found)


periods = st.builds(Period, st.integers(1901, 2998), st.sampled_from([None, 1, 2]))


@given(periods)
def test_periods_meet_without_gap_or_overlap(period):
    assert period.preceding().end_on + timedelta(days=1) == period.start_on
    assert period.days == (period.end_on - period.start_on).days + 1
    assert period.contains(period.start_on) and period.contains(period.end_on)
    assert not period.contains(period.end_on + timedelta(days=1))
    assert (period.previous().year, period.previous().half) == (period.year - 1, period.half)


@given(days)
def test_each_day_lies_in_one_half_of_its_year(day):
    halves = [Period(day.year, half) for half in (1, 2)]
    assert [h.contains(day) for h in halves].count(True) == 1
    assert Period.half_of(day).contains(day)
    assert sum(h.days for h in halves) == Period(day.year).days
