"""The profile of a pupil, and the pieces its page is made of."""

from guidance_app.ui.pages.profile.page import ProfilePage

__all__ = ["ProfilePage"]
