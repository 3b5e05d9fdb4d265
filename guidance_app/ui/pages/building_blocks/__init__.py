"""The building blocks of a pupil, and the pieces their page is made of."""

from guidance_app.ui.pages.building_blocks.page import BuildingBlocksPage

__all__ = ["BuildingBlocksPage"]
