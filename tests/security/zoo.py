"""Distributions with bad plugins, put into a folder as pip would install them."""

from __future__ import annotations

from pathlib import Path

import attrs

FORMAT = """
from efc_reporting.plugin import FormatInfo, NoOptions, ReportFormat, hookimpl

class Beast(ReportFormat[NoOptions]):
    info = FormatInfo(name="zoo", title="Zoo", extension=".zoo", media_type="text/plain"{info})
    options_type = NoOptions

    def render(self, document, context, options):
        {render}

@hookimpl
def efc_register_formats():
    return [Beast()]
"""


def rendering(*lines: str, info: str = "") -> str:
    """Return the code of a plugin whose format `zoo` does what the lines say."""
    return FORMAT.format(render="\n        ".join(lines), info=info)


GOOD = rendering("return b'good'")


@attrs.frozen(kw_only=True)
class Animal:
    """A bad plugin: its code, and words of the sentence that is to name what it does."""

    code: str
    words: str


CANNOT_BE_LOADED = {
    "raises": Animal(
        code="1 / 0", words="loaded (<module>, line 1 of zoo_raises.py): ZeroDivisionError"
    ),
    "leaves": Animal(code="import sys; sys.exit(0)", words="SystemExit: 0"),
    "needs": Animal(code="import no_such_package", words="the package no_such_package, which is"),
    "slips": Animal(code="this is no Python", words="SyntaxError"),
    "dives": Animal(code="class Bye(BaseException): ...\nraise Bye('so long')", words="Bye: so"),
    "misspells": Animal(
        code=GOOD.replace("efc_register_formats", "efc_register_format"),
        words="did you mean efc_register_formats?",
    ),
    "drops": Animal(
        code=GOOD.replace("def efc_register_formats", "def register_formats"),
        words="there is no hook register_formats; did you mean efc_register_formats?",
    ),
    "asks": Animal(
        code=GOOD + "@hookimpl\ndef efc_check_project(projekt):\n    return []\n",
        words="efc_check_project has no argument projekt; did you mean project?",
    ),
    "forgets": Animal(code="x = 1", words="it has no hook, and so brings nothing; define one"),
    "unmarks": Animal(
        code=GOOD.replace("@hookimpl\n", "").replace("def efc_register", "def register"),
        words="it has no hook, and so brings nothing; there is no hook register_formats; did you",
    ),
    "wraps": Animal(
        code=GOOD.replace("@hookimpl", "@hookimpl(wrapper=True)").replace("return [", "yield ["),
        words="efc_register_formats is a wrapper",
    ),
    "stars": Animal(
        code=GOOD + "@hookimpl\ndef efc_check_project(*, project):\n    return []\n",
        words="project of efc_check_project stands after a *",
    ),
    "ages": Animal(
        code=rendering("return b''", info=', api="0"'), words="version 0 of the plugin interface"
    ),
    "shadows": Animal(
        code=GOOD.replace('name="zoo"', 'name="pdf"'), words="the format 'pdf' of efc-zoo-shadows"
    ),
    "classes": Animal(
        code=GOOD.replace("[Beast()]", "[Beast]"),
        words="returned the class Beast; return an object of it: Beast()",
    ),
    "singles": Animal(
        code=GOOD.replace("[Beast()]", "Beast()"),
        words="efc_register_formats returned one Beast instead of a list; put it in brackets",
    ),
    "keeps": Animal(
        code=GOOD.replace("return [Beast()]", "Beast()"),
        words="efc_register_formats returned nothing; return a list, empty if need be",
    ),
    "numbers": Animal(
        code=GOOD.replace("[Beast()]", "7"),
        words="efc_register_formats returned int instead of a list; return a list of ReportFormat",
    ),
    "shortens": Animal(
        code=GOOD.replace("document, context, options", "document, context"),
        words="Beast.render cannot be called with document, context, options; write it as def",
    ),
    "hollows": Animal(code=GOOD.replace("def render", "def rendre"), words="abstract"),
    "bares": Animal(
        code=GOOD.replace("    options_type = NoOptions\n", ""),
        words="Beast has no options_type; give it one, a type",
    ),
    "hides": Animal(
        code=GOOD.replace("    info = ", "    inform = "),
        words="Beast has no info; give it one, a FormatInfo",
    ),
    "wishes": Animal(
        code="from efc_reporting.plugin import ReportFormt\n" + GOOD,
        words="cannot import name 'ReportFormt'",
    ),
    "demands": Animal(
        code="import attrs\n\n@attrs.frozen\nclass Choice:\n    width: int\n"
        + GOOD.replace("options_type = NoOptions", "options_type = Choice"),
        words="the option width of Beast has no default; give it one",
    ),
    "doubles": Animal(
        code=GOOD.replace("[Beast()]", "[Beast(), Beast()]"),
        words="' twice; leave one of the two out",
    ),
    "dots": Animal(
        code=GOOD.replace('".zoo"', '"zoo"'), words="the extension 'zoo' is not a dot and small"
    ),
    "climbs": Animal(code=GOOD.replace('".zoo"', '"/../x"'), words="the extension '/../x' is not"),
    "mumbles": Animal(code=GOOD.replace('title="Zoo"', "title=7"), words="the title 7 is no text"),
    "spells": Animal(
        code=rendering("return b''", info=', magic="%PDF"'), words="the magic '%PDF' is not bytes"
    ),
}
"""Plugins that cannot be used; each is named when plugins are loaded."""

CANNOT_RENDER = {
    "fails": Animal(code=rendering("raise KeyError('town')"), words="KeyError: 'town'"),
    "exits": Animal(code=rendering("raise SystemExit(3)"), words="SystemExit: 3"),
    "sinks": Animal(
        code=rendering("class Bye(BaseException): ...", "raise Bye('so long')"), words="Bye: so"
    ),
    "texts": Animal(code=rendering("return 'text'"), words="it returned str instead of bytes"),
    "nothings": Animal(code=rendering("return None"), words="it returned NoneType instead of"),
    "empties": Animal(code=rendering("return b''"), words="its file is empty"),
    "lies": Animal(
        code=rendering("return b'<html>'", info=', magic=b"%PDF-"'), words="instead of b'%PDF-'"
    ),
    "poses": Animal(
        code=rendering("return b'<html>'").replace('".zoo"', '".docx"'), words="is no .docx file"
    ),
    "rewrites": Animal(
        code=rendering(
            "object.__setattr__(document, 'title', 'Mine')",
            "object.__setattr__(context.project.meetings[0].sittings[0], 'place', 'Mine')",
            "object.__setattr__(context.measure, 'title', 'Mine')",
            "return b'done'",
        ),
        words="it changed what it was given to render",
    ),
    "babbles": Animal(
        code=rendering("raise ValueError('x' * 100_000)"), words=f"ValueError: {'x' * 500}…"
    ),
    "chokes": Animal(
        code=rendering(
            "class Mute(Exception):",
            "    def __str__(self):",
            "        raise ValueError",
            "raise Mute",
        ),
        words="Mute",
    ),
}
"""Formats that make no file, but leave the process alive."""

ENDS_THE_PROCESS = {
    "quits": Animal(
        code=rendering("import os", "os._exit(3)"), words="ended its process with exit code 3"
    ),
    "succeeds": Animal(
        code=rendering("import os", "os._exit(0)"), words="ended its process with exit code 0"
    ),
    "dies": Animal(
        code=rendering("import os, signal", "os.kill(os.getpid(), signal.SIGSEGV)"),
        words="its process was ended by SIGSEGV",
    ),
    "eats": Animal(
        code=rendering("food = bytes(2 * 2**30)", "return b'done'"),
        words="it needs more than 1024 MB of memory",
    ),
}
"""Formats that only isolation survives."""

HANGS = rendering("import time", "time.sleep(600)")

LEAVES_TRACES = rendering(
    "import locale, os",
    "print('hello from the zoo')",
    "locale.setlocale(locale.LC_ALL, 'C')",
    "os.chdir('/')",
    "return b'done'",
)

LEAVES_THREADS = rendering(
    "import threading",
    "threading.Thread(target=threading.Event().wait, args=(600,)).start()",
    "return b'done'",
)


def install(site: Path, name: str, code: str) -> None:
    """Put the distribution efc-zoo-NAME with the plugin zoo-NAME into a folder."""
    folder = site / f"efc_zoo_{name}-2.1.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: efc-zoo-{name}\nVersion: 2.1\n", encoding="utf-8"
    )
    (folder / "entry_points.txt").write_text(
        f"[efc_reporting]\nzoo-{name} = zoo_{name}\n", encoding="utf-8"
    )
    (site / f"zoo_{name}.py").write_text(code, encoding="utf-8")
