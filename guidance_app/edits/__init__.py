"""What a person can do. Each function here gives an `Edit`, which `Workspace.do` carries out as one Step."""

from guidance_app.edits.records import add, change, change_many, move, remove

__all__ = ["add", "change", "change_many", "move", "remove"]
