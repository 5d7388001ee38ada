"""From words and figures to pages: templates, HTML, PDF, fonts, pictures."""
