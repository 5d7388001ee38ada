"""What is taken out of texts, and what stays."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from efc_reporting.base.text import are_clean, clean, has_unwanted


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("A\x00b\x07c", "Abc"),
        ("A\x7f\x85b", "Ab"),
        ("A\u202eb\u2066c\u2069", "Abc"),
        ("A\ufdd0\ufffeb\U0001ffffc", "Abc"),
        ("A\ud800b", "Ab"),
    ],
)
def test_unwanted_characters_go(text, cleaned):
    """Controls, bidirectional overrides, noncharacters and surrogates."""
    assert clean(text) == cleaned
    assert has_unwanted(text)


@pytest.mark.parametrize(
    "text", ["Jyväskylä", "Θεσσαλονίκη", "tab\tand\nline", "עברית\u200f", "👩\u200d🏫", "王", ""]
)
def test_everything_else_stays(text):
    """Marks and joiners that scripts need among it."""
    assert clean(text) == text
    assert not has_unwanted(text)


def test_letters_are_composed_and_lines_end_alike_without_a_word():
    """The two forms of ö become one; Windows and old Macs end lines as everyone."""
    assert clean("Ko\u0308ln\r\na\rb") == "Köln\na\nb"
    assert not has_unwanted("Ko\u0308ln\r\n")


@given(
    st.lists(st.text(alphabet=st.sampled_from("aé\u0301\r\n\x07\u202e\ud800王 \u200d"), max_size=3))
)
def test_many_texts_are_clean_where_each_is(texts):
    """Seen together, they are judged as one by one."""
    assert are_clean(texts) == all(clean(text) == text for text in texts)


def test_loading_imports_nothing_heavy():
    """What is slow to import waits until a folder needs it."""
    heavy = ("PIL", "babel", "cattrs", "markdown_it", "python_calamine", "tomli_w")
    code = f"import sys, efc_reporting.loading; print([m for m in {heavy!r} if m in sys.modules])"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert result.stdout.strip() == "[]"
