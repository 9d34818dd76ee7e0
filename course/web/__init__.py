"""The whole screen in a browser: a gate, a page, and a program of ours for each visitor."""
