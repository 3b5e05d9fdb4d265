"""The timeline of a pupil, and how its entries are drawn."""

from guidance_app.ui.pages.timeline.page import TimelinePage

__all__ = ["TimelinePage"]
