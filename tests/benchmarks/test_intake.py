"""How long a long list takes to be read, checked and counted, beside openpyxl reading alone."""

from __future__ import annotations

import io
import time

import openpyxl
import xlsxwriter

from efc_reporting.facts import count
from efc_reporting.loading import load_project
from efc_reporting.loading.workbooks import WorkbookReader
from efc_reporting.programme import shipped_measures
from efc_reporting.reporter import Reporter

PEOPLE = 20_000
MEETINGS = 40
READ_FASTER = 3
"""How many times faster sheets are opened, guarded and read than openpyxl reads them."""

ALL_FASTER = 1.5
"""Everything, to the facts: about 2.7 on a quiet machine; the rest is left to its noise."""

CHECKED = 2.5
"""How many times as long as openpyxl's reading alone may take reading, all checks and all facts;
about 1.2 on a quiet machine."""

TOWNS = ("Potsdam", "Perugia", "Łódź", "Βόλος", "Враца", "Gondomar")
COUNTRIES = ("Deutschland", "IT", "Polska", "EL", "BG", "Portugal")
HEAD = """
title = "T"
measure = "networks-of-towns"
call_year = 2018
start = 2018-06-01
end = 2019-12-31
languages = ["en"]
participants = ["all.xlsx"]
"""


def write(path):
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("All")
    page.write_row(0, 0, ("Family name", "Given name", "Organisation", "Town", "Country", "E-mail",
                          "Gender", "Age", "Signed", "Meeting"))  # fmt: skip
    for number in range(PEOPLE):
        place = number % len(TOWNS)
        page.write_row(number + 1, 0, (
            f"Ćirić{number:x}", f"Éva{number * 7 % 997}", "City of Example", TOWNS[place],
            COUNTRIES[place], f"p{number}@example.org", "fm"[number % 2], 18 + number % 60, "x",
            f"m{number % MEETINGS}",
        ))  # fmt: skip
    book.close()


def seconds(*works, times=5):
    """Return the shortest of several runs of each, in the processor's time, taken by turns.

    Other work on the machine lengthens a run, but seldom all, and seldom only those of one.
    """
    taken = [[] for _ in works]
    for _ in range(times):
        for work, found in zip(works, taken, strict=True):
            begin = time.process_time()
            work()
            found.append(time.process_time() - begin)
    return [min(found) for found in taken]


def test_a_long_list_is_read_faster_than_openpyxl_reads_it(tmp_path, capsys):
    """Reading with all guards, and all the way to the facts, against reading the cells alone."""
    write(tmp_path / "all.xlsx")
    data = (tmp_path / "all.xlsx").read_bytes()
    meetings = "".join(f'[[meetings]]\nid = "m{n}"\ntitle = "M {n}"\n' for n in range(MEETINGS))
    (tmp_path / "project.toml").write_text(HEAD + meetings, encoding="utf-8")
    measure = next(m for m in shipped_measures() if m.name == "networks-of-towns")

    def read():
        assert len(WorkbookReader().read(data, "all.xlsx")[0].rows) == PEOPLE + 1

    def everything():
        assert count(load_project(tmp_path), measure).total == PEOPLE

    def checked():
        Reporter().check(load_project(tmp_path))

    def theirs():
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
        assert sum(1 for _ in book.active.iter_rows(values_only=True)) == PEOPLE + 1
        book.close()

    reading, own, other, checking = seconds(read, everything, theirs, checked)
    with capsys.disabled():
        print(  # noqa: T201 - the figures are what a benchmark is for
            f"\n{PEOPLE} rows: openpyxl reads in {other:.2f} s; we read in {reading:.2f} s "
            f"({other / reading:.1f} times faster), to the facts in {own:.2f} s "
            f"({other / own:.1f} times), with all rules checked in {checking:.2f} s"
        )

    assert other / reading >= READ_FASTER
    assert other / own >= ALL_FASTER
    assert checking / other <= CHECKED
