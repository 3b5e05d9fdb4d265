"""Talks by keyboard: choosing one, writing line after line, agreements, quotes, marks, views of the cause, insights."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget

from guidance_app.queries import causes, read
from guidance_app.queries import conversations as query
from guidance_app.ui.look import look
from guidance_app.ui.pages.conversations import CAUSE, INSIGHTS, ConversationsPage

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier


class Talks:
    """The page as a person uses it: by names of things, and with keys."""

    def __init__(self, page: ConversationsPage, qtbot: Any, settled: Callable[[Any], None]) -> None:
        self.page, self._qtbot, self._settled = page, qtbot, settled

    def ask(self, function: Any, *more: Any) -> Any:
        with self.page.session.read() as s:
            return function(s, *more)

    def named(self, name: str) -> QWidget:
        found = self.page._content.findChild(QWidget, name)
        assert found is not None, name
        return found

    def key(self, key: Any, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        self._qtbot.keyClick(QApplication.focusWidget(), key, modifier)
        self._settled(self.page)

    def type(self, words: str) -> None:
        self._qtbot.keyClicks(QApplication.focusWidget(), words)

    def at(self, name: str) -> None:
        self.named(name).setFocus()
        assert QApplication.focusWidget().objectName() == name

    @property
    def focus(self) -> str:
        return QApplication.focusWidget().objectName()

    def undo(self) -> None:
        self.page.session.undo()
        self._settled(self.page)

    def choose(self, talk: str) -> None:
        self.page.choose(talk)
        self._settled(self.page)

    def meeting(self) -> query.MeetingView:
        row = self.page.chosen.removeprefix("meeting/")
        return self.ask(query.meeting, row, self.page.session.today)

    def conversation(self) -> query.ConversationView:
        return self.ask(query.conversation, self.page.chosen.removeprefix("conversation/"))

    def words(self) -> str:
        return "\n".join(one.text() for one in self.page._content.findChildren(QLabel))


@pytest.fixture
def talks(example_session: Any, example_pupil: str, on_screen: Any, qtbot: Any, settled: Any) -> Talks:
    return Talks(on_screen(ConversationsPage(example_session, example_pupil)), qtbot, settled)


def test_the_page_opens_with_the_last_talk_and_arrows_in_the_list_show_another(talks: Talks) -> None:
    assert talks.meeting().kind == "Eindevaluatie"
    talks.at("talks")
    talks.key(Key.Key_Down)
    assert talks.meeting().kind == "Tussenevaluatie"
    assert talks.focus == "talks"
    talks.key(Key.Key_Down)
    assert "grafieken van de proefjes bekijken" in talks.words()


def test_the_chosen_talk_is_remembered(talks: Talks, example_session: Any, example_pupil: str, on_screen: Any) -> None:
    talks.choose(INSIGHTS)
    assert on_screen(ConversationsPage(example_session, example_pupil)).chosen == INSIGHTS


def test_a_line_opens_with_enter_and_enter_saves_it_and_opens_the_next(talks: Talks) -> None:
    first, second = talks.meeting().parts["agenda"][:2]
    talks.at(f"meeting_item/{first.row}")
    talks.key(Key.Key_Return)
    assert talks.focus == f"meeting_item/{first.row}/text"
    talks.type(" over zijn week")
    talks.key(Key.Key_Return)
    assert talks.meeting().parts["agenda"][0].text == "Mark vertelt over zijn week"
    assert talks.focus == f"meeting_item/{second.row}/text"
    talks.key(Key.Key_Escape)
    assert talks.focus == f"meeting_item/{second.row}"
    talks.undo()
    assert talks.meeting().parts["agenda"][0].text == "Mark vertelt"


def test_enter_after_the_last_line_begins_a_new_one_and_goes_on(talks: Talks) -> None:
    last = talks.meeting().parts["decision"][-1]
    talks.at(f"meeting_item/{last.row}")
    talks.key(Key.Key_F2)
    talks.key(Key.Key_Return)
    for words in ("Timer blijft", "Audio blijft"):
        talks.type(words)
        talks.key(Key.Key_Return)
    assert [line.text for line in talks.meeting().parts["decision"][-2:]] == ["Timer blijft", "Audio blijft"]
    talks.undo()
    assert [line.text for line in talks.meeting().parts["decision"][-1:]] == ["Timer blijft"]


def test_leaving_a_new_line_keeps_it_and_keeps_it_once(talks: Talks) -> None:
    place = f"meeting_item/new-{talks.meeting().row}-note/text"
    talks.named(f"add/{place}").click()
    talks.type("Vader belt terug")
    talks.at("talks")
    talks.page.refresh()
    notes = [line.text for line in talks.meeting().parts["note"]]
    assert notes.count("Vader belt terug") == 1


def test_what_is_typed_in_a_new_line_survives_building_the_page_again_and_is_added_once(talks: Talks) -> None:
    place = f"meeting_item/new-{talks.meeting().row}-note/text"
    talks.named(f"add/{place}").click()
    talks.type("Nog niet klaar")
    talks.page.refresh()
    assert talks.focus == place
    assert talks.named(place).toPlainText() == "Nog niet klaar"
    assert talks.page.session.workspace.drafts()[place] == "Nog niet klaar"
    talks.type(" met dit")
    talks.key(Key.Key_Return)
    assert [line.text for line in talks.meeting().parts["note"]].count("Nog niet klaar met dit") == 1
    assert place not in talks.page.session.workspace.drafts()


def test_a_line_is_removed_with_delete_and_the_keyboard_goes_to_its_neighbour(talks: Talks) -> None:
    lines = talks.meeting().parts["agenda"]
    talks.at(f"meeting_item/{lines[1].row}")
    talks.key(Key.Key_Delete)
    assert [line.row for line in talks.meeting().parts["agenda"]] == [lines[0].row, lines[2].row, lines[3].row]
    assert talks.focus == f"meeting_item/{lines[2].row}"
    talks.undo()
    assert talks.meeting().parts["agenda"] == lines


def test_ctrl_and_arrows_move_a_line_and_only_within_its_list(talks: Talks) -> None:
    first, second, *rest = [line.row for line in talks.meeting().parts["agenda"]]
    talks.at(f"meeting_item/{first}")
    talks.key(Key.Key_Up, Ctrl)
    talks.key(Key.Key_Down, Ctrl)
    assert [line.row for line in talks.meeting().parts["agenda"]] == [second, first, *rest]
    assert talks.focus == f"meeting_item/{first}"
    talks.key(Key.Key_Up, Ctrl)
    assert [line.row for line in talks.meeting().parts["agenda"]] == [first, second, *rest]


def test_an_agreement_is_typed_and_tab_goes_on_to_who_and_when(talks: Talks) -> None:
    place = f"action/new-{talks.meeting().row}/what"
    talks.named(f"add/{place}").click()
    talks.type("Agenda samen bekijken")
    talks.key(Key.Key_Tab)
    made = talks.meeting().actions[-1]
    assert (made.what, made.who, made.done) == ("Agenda samen bekijken", "", False)
    assert talks.focus == f"action/{made.row}/who"
    talks.key(Key.Key_Down)
    assert talks.meeting().actions[-1].who == "moeder"


def test_space_or_the_tick_finishes_an_agreement_and_it_leaves_what_is_still_open(talks: Talks) -> None:
    first, second = talks.meeting().actions
    talks.at(f"action/{first.row}")
    talks.key(Key.Key_Space)
    assert talks.meeting().actions[0].done
    assert talks.page._content.findChild(QWidget, f"open-tick/{first.row}") is None
    talks.named(f"open-tick/{second.row}").click()
    talks._settled(talks.page)
    assert "Nog open" not in talks.words()
    talks.undo()
    talks.undo()
    assert [action.done for action in talks.meeting().actions] == [False, False]


def test_the_details_of_a_meeting_open_in_place(talks: Talks) -> None:
    talks.at(talks.page.chosen)
    talks.key(Key.Key_Return)
    assert talks.focus == f"{talks.page.chosen}/kind"
    talks.type("slotgesprek")
    talks.key(Key.Key_Return)
    talks.key(Key.Key_Escape)
    assert talks.meeting().kind == "Slotgesprek"


def test_a_new_talk_is_a_conversation_with_the_child_or_a_meeting(talks: Talks) -> None:
    talks.page.handlers()["talk.new"]()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["Kindgesprek", "Overleg"]
    menu.actions()[1].trigger()
    menu.close()
    assert talks.meeting().parts["agenda"][0].text == "Mark vertelt"
    assert talks.focus == f"{talks.page.chosen}/kind"
    talks.undo()
    assert talks.page.chosen != ""
    assert talks.meeting().kind == "Eindevaluatie"


def test_quotes_of_a_new_conversation_get_a_topic_and_first_stay_with_who_heard_them(talks: Talks) -> None:
    talks.page.new_conversation()
    assert talks.focus == f"{talks.page.chosen}/by"
    place = f"quote/new-{talks.conversation().row}/text"
    talks.named(f"add/{place}").click()
    talks.page._content.findChild(QWidget, "topic/0").click()
    assert talks.focus == place
    talks.type("Ik ben minder moe.")
    talks.key(Key.Key_Tab)
    (quote,) = talks.conversation().quotes
    assert (quote.topic, quote.text, quote.readers) == ("Wat gaat goed?", "Ik ben minder moe.", ())
    talks.key(Key.Key_Escape)
    assert "alleen wie het hoorde" in talks.words()


def test_a_mark_of_last_time_is_asked_and_typing_it_is_enough(talks: Talks) -> None:
    talks.page.new_conversation()
    talks.at("ask/Lezen lukt")
    talks.type("6")
    talks.key(Key.Key_Return)
    mark = talks.conversation().marks[0]
    assert (mark.item, mark.earlier, mark.now) == ("Lezen lukt", Decimal(4), Decimal(6))


def test_what_was_done_with_it_is_written_where_it_stands(talks: Talks) -> None:
    talks.page.new_conversation()
    row = talks.conversation().row
    talks.at(f"conversation/{row}/how_used/item")
    talks.key(Key.Key_Return)
    talks.type("We beginnen met lezen.")
    talks.key(Key.Key_Return)
    assert talks.conversation().how_used == "We beginnen met lezen."


def test_a_view_of_the_cause_is_added_in_the_column_of_who_says_it(talks: Talks) -> None:
    talks.choose(CAUSE)
    for voice in ("pupil", "home", "school"):
        talks.named(f"add/cause_view/new-{talks.page.pupil}-{voice}/text").click()
        talks.type(f"Zo zie ik het, {voice}")
        talks.key(Key.Key_Return)
    views = talks.ask(causes.cause_views, talks.page.pupil)
    assert {voice: told[-1].text for voice, told in views.items()} == {
        voice: f"Zo zie ik het, {voice}" for voice in ("pupil", "home", "school")
    }


def test_the_three_columns_are_equally_wide_and_in_the_voices_of_child_home_and_school(talks: Talks) -> None:
    talks.choose(CAUSE)
    views = talks.ask(causes.cause_views, talks.page.pupil)
    columns = [talks.named(f"cause_view/{views[voice][0].row}") for voice in ("pupil", "home", "school")]
    widths = [column.width() for column in columns]
    assert max(widths) - min(widths) <= 2
    assert len({column.y() for column in columns}) == 1


def test_an_insight_begins_with_its_words_and_tells_what_changed(talks: Talks) -> None:
    talks.choose(INSIGHTS)
    talks.named(f"add/insight/new-{talks.page.pupil}/text").click()
    talks.type("hij graag zelf kiest")
    talks.key(Key.Key_Return)
    found = talks.ask(causes.insights, talks.page.pupil)
    assert found[0].told.text == "Ik besef nu dat hij graag zelf kiest"
    talks.named(f"add/insight_change/{found[0].told.row}").click()
    talks.type("wij kozen")
    talks.at("talks")
    (change,) = talks.ask(causes.insights, talks.page.pupil)[0].changes
    assert change.was == "wij kozen"


def test_opening_a_new_insight_and_leaving_it_as_it_was_adds_nothing(talks: Talks) -> None:
    talks.choose(INSIGHTS)
    talks.named(f"add/insight/new-{talks.page.pupil}/text").click()
    talks.key(Key.Key_Escape)
    assert len(talks.ask(causes.insights, talks.page.pupil)) == 1
    assert talks.focus == f"add/insight/new-{talks.page.pupil}/text"


def test_what_people_type_is_never_taken_for_markup(talks: Talks) -> None:
    place = f"meeting_item/new-{talks.meeting().row}-note/text"
    talks.named(f"add/{place}").click()
    talks.type("<b>vet</b> & <img src=x>")
    talks.key(Key.Key_Return)
    labels = [one for one in talks.page._content.findChildren(QLabel) if "<b>" in one.text()]
    assert [one.text() for one in labels] == ["<b>vet</b> & <img src=x>"]
    assert all(one.textFormat() == Qt.TextFormat.PlainText for one in labels)


def test_a_pupil_with_only_a_first_name_is_asked_first(
    new_session: Any, new_pupil: str, on_screen: Any, qtbot: Any, settled: Any
) -> None:
    talks = Talks(on_screen(ConversationsPage(new_session, new_pupil)), qtbot, settled)
    assert "Begin bij Noor" in talks.words()
    wanted: list[int] = []
    talks.page.tab_wanted.connect(wanted.append)
    assert "Er staat nog geen ouder in het dossier." in talks.words()
    talks.named("begin").click()
    assert talks.conversation().marks == ()
    assert talks.page.chosen.startswith("conversation/")
    talks.undo()
    assert "Begin bij Noor" in talks.words()


@pytest.mark.parametrize(
    ("text", "width", "height"),
    [
        (1.0, 1180, 600),
        pytest.param(2.0, 1270, 560, marks=pytest.mark.thorough),
        pytest.param(1.0, 960, 400, marks=pytest.mark.thorough),
    ],
)
def test_everything_has_a_name_and_fits(
    talks: Talks, unnamed: Any, clipped: Any, qtbot: Any, text: float, width: int, height: int
) -> None:
    look.resize(text)
    talks.page.resize(width, height)
    found = talks.ask(query.talks, talks.page.pupil, talks.page.session.today)
    for talk in (*{one.table: one.id for one in found}.values(), CAUSE, INSIGHTS):
        talks.choose(talk)
        qtbot.wait(1)  # the layout follows in the next turn
        assert unnamed(talks.page) == []
        assert clipped(talks.page) == []
        assert talks.page._content.minimumSizeHint().width() <= width


def test_a_removed_talk_makes_room_for_another(talks: Talks) -> None:
    gone = talks.page.chosen
    talks.at(gone)
    talks.key(Key.Key_Delete)
    assert talks.page.chosen != gone
    assert talks.focus == "talks"
    talks.undo()
    assert talks.ask(read.row, "meeting", gone.removeprefix("meeting/")) is not None


@pytest.mark.parametrize("talk", ["meeting", "conversation", "cause", "insight"])
def test_a_new_line_that_was_being_typed_is_there_again_with_its_talk(
    example_session: Any, example_pupil: str, on_screen: Any, qtbot: Any, settled: Any, talk: str
) -> None:
    with example_session.read() as s:
        rows = {one.table: one.row for one in query.talks(s, example_pupil, example_session.today)}
    place = {
        "meeting": f"meeting_item/new-{rows['meeting']}-note/text",
        "conversation": f"quote/new-{rows['conversation']}/text",
        "cause": f"cause_view/new-{example_pupil}-home/text",
        "insight": f"insight/new-{example_pupil}/text",
    }[talk]
    example_session.workspace.draft(place, "Half ge")
    talks = Talks(on_screen(ConversationsPage(example_session, example_pupil)), qtbot, settled)
    assert talks.page.chosen.startswith(talk)
    assert talks.focus == place
    talks.type("schreven")
    talks.key(Key.Key_Return)
    assert "Half geschreven" in talks.words()
    assert example_session.workspace.drafts() == {}
