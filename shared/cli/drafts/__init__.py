"""`selvage drafts`: what became of the drafts."""
