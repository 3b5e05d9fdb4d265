"""The experiments of a pupil, and the pieces their page is made of."""

from guidance_app.ui.pages.experiments.page import ExperimentsPage

__all__ = ["ExperimentsPage"]
