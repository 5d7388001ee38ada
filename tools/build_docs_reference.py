"""Write those parts of the reference pages that the code itself says.

A test demands that nothing changes. Run it after a change: `python tools/build_docs_reference.py`.
"""

from __future__ import annotations

from docs_reference.parts import PARTS, REFERENCE, with_parts


def main() -> None:
    """Bring every reference page up to date."""
    for name in sorted({page for page, _ in PARTS}):
        path = REFERENCE / name
        text = path.read_text(encoding="utf-8")
        current = with_parts(name, text)
        if current != text:
            path.write_text(current, encoding="utf-8")
            print(f"{path.name}: brought up to date")


if __name__ == "__main__":
    main()
