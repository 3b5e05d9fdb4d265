"""The conversations of a pupil, and the pieces their page is made of."""

from guidance_app.ui.pages.conversations.page import CAUSE, INSIGHTS, ConversationsPage

__all__ = ["CAUSE", "INSIGHTS", "ConversationsPage"]
