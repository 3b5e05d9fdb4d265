"""Bouwsteen: the file of one pupil who needs extra support, kept offline and encrypted."""

__version__ = "0.2.0"
