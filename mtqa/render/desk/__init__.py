"""The desk: templates, styles and scripts, put together into one file per article."""
