"""Score sheets as Excel: blank bytes out, filled bytes in."""
