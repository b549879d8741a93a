"""A real Chromium, driven: launch (`session`), the page's clock (`page_time`), one visit (`visit`), collectors."""
