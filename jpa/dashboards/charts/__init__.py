"""Figures drawn by the server as inline SVG: no script, no style attribute, so they pass the strict content policy.

Sizes are SVG attributes and colours are CSS classes, so dark mode and print need no second drawing. Bars, columns
and time lines use percentages across and pixels down, so text keeps its size on every screen; only the map has a
viewBox. Every chart stands beside a table with its numbers.
"""
