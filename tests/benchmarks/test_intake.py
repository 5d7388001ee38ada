"""How long a long list takes to be read, checked and counted, beside openpyxl reading alone."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import xlsxwriter
from measuring import length, shortest_times

from efc_reporting.facts import count
from efc_reporting.loading import load_project
from efc_reporting.loading.sheets.workbook import WorkbookReader
from efc_reporting.programme import shipped_measures
from efc_reporting.workflows.reporter import Reporter

PEOPLE = length(20_000)
MEETINGS = 40
READ_FASTER = 4.5
"""How many times faster sheets are opened, guarded and read than openpyxl reads them: about 7."""

WANTED = 3
"""Everything, to the facts: rounds go on until it is reached, and on a quiet machine it is."""

ALL_FASTER = 2.5
"""What is demanded of it everywhere: the rest is left to the noise of a machine."""

CHECKED_FASTER = 1.8
"""With all rules checked: 2.4 on a quiet machine."""

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


def files(folder):
    """Write the project with its list, and return the list and the measure."""
    write(folder / "all.xlsx")
    meetings = "".join(f'[[meetings]]\nid = "m{n}"\ntitle = "M {n}"\n' for n in range(MEETINGS))
    (folder / "project.toml").write_text(HEAD + meetings, encoding="utf-8")
    measure = next(m for m in shipped_measures() if m.name == "networks-of-towns")
    return (folder / "all.xlsx").read_bytes(), measure


def read(data):
    return WorkbookReader().read(data, "all.xlsx")[0].rows


def read_by_openpyxl(data):
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    rows = list(book.active.iter_rows(values_only=True))
    book.close()
    return rows


def main(folder):
    """Print the times as JSON; in a process of its own, as for a user: nothing else is in it."""
    data, measure = files(folder)
    bounds = (READ_FASTER, WANTED, CHECKED_FASTER)
    times = shortest_times(
        lambda: read_by_openpyxl(data),
        lambda: read(data),
        lambda: count(load_project(folder), measure),
        lambda: Reporter().check(load_project(folder)),
        until=lambda peer, *own: all(
            peer / time >= bound for time, bound in zip(own, bounds, strict=True)
        ),
        is_collected=True,
    )
    sys.stdout.write(json.dumps(times))


def test_a_long_list_is_read_faster_than_openpyxl_reads_it(tmp_path, capsys):
    """Read, read and counted, read and checked by all rules: against reading the cells alone."""
    done = subprocess.run(
        [sys.executable, __file__, str(tmp_path)], capture_output=True, text=True, check=True
    )
    peer, reading, counting, checking = json.loads(done.stdout)
    with capsys.disabled():
        print(  # noqa: T201 - the figures are what a benchmark is for
            f"\n{PEOPLE} rows: openpyxl reads in {peer:.2f} s; we read in {reading:.2f} s "
            f"({peer / reading:.1f} times faster), to the facts in {counting:.2f} s "
            f"({peer / counting:.1f} times), with all rules checked in {checking:.2f} s "
            f"({peer / checking:.1f} times)"
        )

    assert peer / reading >= READ_FASTER
    assert peer / counting >= ALL_FASTER
    assert peer / checking >= CHECKED_FASTER


def test_all_rows_are_read(tmp_path):
    """What is compared has the same cells, and everybody is counted."""
    data, measure = files(tmp_path)

    assert len(read(data)) == len(read_by_openpyxl(data)) == PEOPLE + 1
    assert count(load_project(tmp_path), measure).total == PEOPLE


if __name__ == "__main__":
    main(Path(sys.argv[1]))
