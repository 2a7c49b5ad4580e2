"""Alignment: which segments of several documents render each other.

`align.aligning.align` is the way in; nothing is imported here, so that the light parts of the
package load without the heavy ones.
"""
