"""The shortest format that there can be: a whole plugin in one module."""

from efc_reporting.plugin import FormatInfo, NoOptions, ReportFormat, hookimpl


class PlainText(ReportFormat[NoOptions]):
    info = FormatInfo(name="text", title="Plain text", extension=".txt", media_type="text/plain")
    options_type = NoOptions

    def render(self, document, context, options):
        return "\n\n".join(document.plain_paragraphs()).encode()


@hookimpl
def efc_register_formats():
    return [PlainText()]
