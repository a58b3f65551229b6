"""Settings, shortcuts, the command palette, help: the windows beside the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.ui.translate import tr

if TYPE_CHECKING:
    from editor.ui.grammar_page import GrammarPage
    from editor.ui.help_window import HelpWindow
    from editor.ui.languagetool_download import Download
    from editor.ui.main_window import MainWindow
    from editor.ui.settings_dialog import SettingsDialog


class ToolCommands:
    """Handlers of the "tools" actions for one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._live = self._words = ""
        self._page: GrammarPage | None = None
        self._download: Download | None = None

    def hear(self, source: str, text: str) -> None:
        """Keep what the grammar checker says of itself, for the settings."""
        if source == "grammar state":
            self._live = text
        elif source == "grammar":
            self._words = text
        if self._page is not None and source.startswith("grammar"):
            self._page.hear(self._live, self._words)

    def settings(self) -> None:
        """Change settings; what they mean for the check takes effect at once."""
        self._ask(self.settings_dialog())

    def grammar(self) -> None:
        """Change settings, the page of the grammar checker first."""
        dialog = self.settings_dialog()
        dialog.open_page(dialog.grammar_page)
        self._ask(dialog)

    def _ask(self, dialog: SettingsDialog) -> None:
        if dialog.exec():
            dialog.keep()
            self._window.preferences_changed()

    def settings_dialog(self) -> SettingsDialog:
        """Return the dialog, which hears of the checker as long as it lives."""
        from editor.ui.settings_dialog import SettingsDialog

        review = self._window.desk.review
        found = [mark.suggestion for mark in review.marks()] if review is not None else []
        dialog = SettingsDialog(self._window.preferences, self._window, download=self.download,
                                restart=self.restart_grammar, found=found)
        self._page = dialog.grammar_page
        self._page.hear(self._live, self._words)
        dialog.finished.connect(self._closed)
        return dialog

    def _closed(self) -> None:
        self._page = None

    @property
    def download(self) -> Download:
        """The download of LanguageTool, which goes on when the settings are closed."""
        if self._download is None:
            from editor.ui.languagetool_download import Download

            self._download = Download(self._window)
            self._download.installed.connect(self._installed)
        return self._download

    def _installed(self) -> None:
        self._window.say(tr("LanguageTool is installed"))
        self.restart_grammar()

    def restart_grammar(self) -> None:
        """Have the grammar checker looked for and started anew."""
        self._window.preferences.grammar_start += 1
        self._window.preferences_changed()

    def close(self) -> None:
        """The window is closed: a download ends, and goes on the next time."""
        if self._download is not None:
            self._download.close()

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
