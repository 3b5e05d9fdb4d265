"""The wizard "Nieuw proefje": from a question to a plan in a few calm steps; nothing is kept until the end."""

from guidance_app.ui.dialogs.experiment_wizard.wizard import ExperimentWizard

__all__ = ["ExperimentWizard"]
