"""Who is around a pupil and what is in the file, beside the overview and at the start."""

from guidance_app.ui.pages.file_panel.panel import FilePanel, wish_panel

__all__ = ["FilePanel", "wish_panel"]
