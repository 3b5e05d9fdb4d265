"""The plan of a pupil, and the pieces its page is made of."""

from guidance_app.ui.pages.plan.page import PlanPage

__all__ = ["PlanPage"]
