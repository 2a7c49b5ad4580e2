"""Segmentation: a document's text into segments, for English, Chinese and every other language."""
