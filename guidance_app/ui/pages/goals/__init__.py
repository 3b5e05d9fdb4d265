"""The goals of a pupil, and the pieces their page is made of."""

from guidance_app.ui.pages.goals.page import GoalsPage

__all__ = ["GoalsPage"]
