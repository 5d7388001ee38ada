"""Read finished files back, to look inside them."""

from efc_reporting.testing.readers.csv_file import read_csv
from efc_reporting.testing.readers.docx_file import read_docx
from efc_reporting.testing.readers.html_file import read_html
from efc_reporting.testing.readers.pdf_file import read_pdf
from efc_reporting.testing.readers.read_back import ReadBack
from efc_reporting.testing.readers.xlsx_file import read_xlsx

__all__ = ["ReadBack", "read_csv", "read_docx", "read_html", "read_pdf", "read_xlsx"]
