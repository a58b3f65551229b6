"""Settings, shortcuts, the command palette, help: the windows beside the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor.ui.help_window import HelpWindow
    from editor.ui.main_window import MainWindow


class ToolCommands:
    """Handlers of the "tools" actions for one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def settings(self) -> None:
        """Change settings; what they mean for the check takes effect at once."""
        from editor.ui.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self._window.preferences, self._window)
        if dialog.exec():
            dialog.keep()
            self._window.preferences_changed()

    def shortcuts(self) -> None:
        """Change keys."""
        from editor.ui.shortcuts_dialog import ShortcutsDialog

        dialog = ShortcutsDialog(self._window.actions_, self._window)
        if dialog.exec():
            self._window.actions_.set_own_keys(dialog.own_keys())
            self._window.preferences.set_shortcuts(dialog.own_keys())

    def palette(self) -> None:
        """Run a command by its name."""
        from editor.ui.command_palette import CommandPalette

        dialog = CommandPalette(self._window.actions_, self._window)
        if dialog.exec() and dialog.chosen():
            self._window.actions_.trigger(dialog.chosen())


class HelpCommands:
    """Handlers of the "help" actions for one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._help: HelpWindow | None = None

    def show(self) -> None:
        """Show the help beside the window."""
        from editor.ui.help_window import HelpWindow

        if self._help is None:
            self._help = HelpWindow(self._window.actions_, self._window)
            self._help.destroyed.connect(self._gone)
        self._help.show()
        self._help.raise_()
        self._help.activateWindow()

    def _gone(self) -> None:
        self._help = None

    def about(self) -> None:
        """Show versions and licences."""
        from editor.ui.about_dialog import AboutDialog

        AboutDialog(self._window).exec()
