"""On the screen a chart can be walked with the keyboard, heard, read as a table, and opened as often as one likes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import _mark_charts as mark
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication, QPushButton, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from guidance_app.charts.spec import ChartSpec
from guidance_app.charts.tokens import DARK, LIGHT
from guidance_app.ui.chart_view import ChartView
from guidance_app.ui.scene import SceneWidget

Opener = Callable[[ChartSpec], ChartView]


@pytest.fixture
def opened(qtbot: QtBot) -> Opener:
    windows: list[QWidget] = []

    def open_it(spec: ChartSpec) -> ChartView:
        windows.append(window := QWidget())
        qtbot.addWidget(window)
        view = ChartView(spec, parent=window)
        view.resize(774, 340)
        window.resize(800, 400)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        view.setFocus()
        qtbot.waitUntil(lambda: view.focusProxy().hasFocus())
        return view

    return open_it


def colours_in(widget: QWidget) -> set[str]:
    image = widget.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def press(qtbot: QtBot, view: QWidget, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget() or view, key)


def test_the_arrow_keys_visit_every_point_in_order_and_each_is_spoken(opened: Opener, qtbot: QtBot) -> None:
    view = opened(mark.experiment_1())
    visited = [view.current_id]
    spoken = [view.focusProxy().accessibleDescription()]
    for _ in view.scene.points[1:]:
        press(qtbot, view, Qt.Key.Key_Right)
        visited.append(view.current_id)
        spoken.append(view.focusProxy().accessibleDescription())
    assert visited == [spot.row_id for spot in view.scene.points]
    assert spoken == [spot.spoken for spot in view.scene.points]
    assert len(set(visited)) == 21
    press(qtbot, view, Qt.Key.Key_Right)
    assert view.current_id == visited[-1]
    press(qtbot, view, Qt.Key.Key_Home)
    assert view.current_id == visited[0]


def test_the_point_one_is_at_has_a_visible_ring_only_while_the_chart_has_the_focus(opened: Opener, qtbot: QtBot) -> None:
    view = opened(mark.experiment_1())
    accent = QColor(LIGHT["accent"]).name()
    assert accent in colours_in(view)
    view.findChild(QPushButton).setFocus()
    qtbot.waitUntil(lambda: not view.focusProxy().hasFocus())
    assert accent not in colours_in(view.focusProxy())


def test_a_chart_says_its_title_and_its_summary(opened: Opener) -> None:
    spec = mark.experiment_3()
    view = opened(spec)
    assert view.accessibleName() == spec.title
    assert view.accessibleDescription().startswith(spec.summary)


def test_one_key_shows_the_table_and_the_same_key_the_chart_again(opened: Opener, qtbot: QtBot) -> None:
    view = opened(mark.experiment_1())
    press(qtbot, view, Qt.Key.Key_T)
    table = view.findChild(QTableWidget)
    assert view.table_shown
    assert table.hasFocus()
    assert (table.rowCount(), table.columnCount()) == (22, 4)
    assert table.item(0, 0).text() == "27 oktober 2025"
    press(qtbot, view, Qt.Key.Key_T)
    assert not view.table_shown
    assert view.focusProxy().hasFocus()


def test_the_button_shows_the_table_too(opened: Opener, qtbot: QtBot) -> None:
    view = opened(mark.experiment_1())
    button = view.findChild(QPushButton)
    assert button.text() == "Toon de tabel"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert view.table_shown
    assert button.text() == "Toon de grafiek"


def test_a_click_near_a_point_goes_there(opened: Opener, qtbot: QtBot) -> None:
    view = opened(mark.experiment_1())
    spot = view.scene.points[4]
    with qtbot.waitSignal(view.pointed) as pointed:
        qtbot.mouseClick(view.focusProxy().viewport(), Qt.MouseButton.LeftButton, pos=QPoint(round(spot.x) + 3, round(spot.y)))
    assert pointed.args == [spot.row_id]


def wheel(view: ChartView, keys: Qt.KeyboardModifier) -> None:
    viewport = view.focusProxy().viewport()
    at = QPointF(300, 150)
    event = QWheelEvent(
        at, viewport.mapToGlobal(at), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton, keys, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(viewport, event)


def test_the_wheel_scrolls_the_page_and_zooms_only_with_ctrl(opened: Opener) -> None:
    view = opened(mark.experiment_1())
    box: Any = view.focusProxy().box
    whole = box.viewRect().width()
    wheel(view, Qt.KeyboardModifier.NoModifier)
    assert box.viewRect().width() == whole
    wheel(view, Qt.KeyboardModifier.ControlModifier)
    assert box.viewRect().width() < whole


def test_one_unit_of_the_chart_is_one_pixel_and_a_resize_draws_it_anew(opened: Opener, qtbot: QtBot) -> None:
    view = opened(mark.experiment_1())
    plot: Any = view.focusProxy()
    before = view.scene.width
    assert before == plot.width()
    assert plot.box.viewRect().width() == pytest.approx(before)
    view.resize(500, 340)
    qtbot.waitUntil(lambda: view.scene.width == plot.width())
    assert view.scene.width < before


def test_the_colours_follow_the_theme(opened: Opener) -> None:
    view = opened(mark.experiment_1())
    view.set_colours(DARK)
    seen = colours_in(view.focusProxy())
    assert {QColor(DARK[name]).name() for name in ("surface", "text", "school")} <= seen
    assert QColor(LIGHT["school"]).name() not in seen


def test_large_text_draws_everything_larger(opened: Opener) -> None:
    view = opened(mark.experiment_1())
    view.resize(1200, 700)
    view.set_text_scale(2.0)
    assert view.scene.width == pytest.approx(view.focusProxy().width() / 2)


def test_a_chart_can_be_opened_and_closed_thirty_times(opened: Opener) -> None:
    for _ in range(30):
        view = opened(mark.experiment_1())
        assert not view.grab().isNull()
        view.window().close()


def test_another_chart_can_be_shown_in_the_same_view(opened: Opener) -> None:
    view = opened(mark.experiment_1())
    view.set_spec(mark.experiment_2())
    assert len(view.scene.points) == 12
    assert view.current_id == ""
    assert view.accessibleName() == mark.experiment_2().title


def test_a_row_of_the_profile_is_chosen_by_key_and_by_mouse_and_stays_chosen(qtbot: QtBot) -> None:
    widget = SceneWidget(mark.profile())
    qtbot.addWidget(widget)
    widget.resize(858, 500)
    widget.show()
    qtbot.waitExposed(widget)
    qtbot.keyClick(widget, Qt.Key.Key_Down)
    assert widget.chosen_id == "VBI"
    qtbot.keyClick(widget, Qt.Key.Key_Down)
    assert widget.accessibleDescription() == "Redeneren, gewoon"
    spot = widget.scene.points[4]
    with qtbot.waitSignal(widget.chosen) as chosen:
        qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(round(spot.x), round(spot.y)))
    assert chosen.args == ["VSI"]
    widget.set_spec(mark.profile("numbers"))
    assert widget.chosen_id == "VSI"
    qtbot.keyClick(widget, Qt.Key.Key_Up)
    assert widget.accessibleDescription() == "Werkgeheugen, kost moeite, 85 (78 tot 95)"


def test_choosing_a_row_by_program_tells_nobody(qtbot: QtBot) -> None:
    widget = SceneWidget(mark.profile())
    qtbot.addWidget(widget)
    with qtbot.assertNotEmitted(widget.chosen):
        widget.choose("WGI")
    assert widget.chosen_id == "WGI"


def test_a_tiny_chart_has_a_name_and_takes_no_place_in_the_tab_order(qtbot: QtBot) -> None:
    widget = SceneWidget(mark.tiny())
    qtbot.addWidget(widget)
    assert widget.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert widget.accessibleDescription() == "Taakgericht werken, van 45% naar 80%, doel 75%"
    assert widget.sizeHint().height() == 34


def test_light_charts_load_no_plotting_library() -> None:
    code = "import sys; import guidance_app.ui.scene; sys.exit('pyqtgraph' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
