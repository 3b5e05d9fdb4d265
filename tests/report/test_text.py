"""What a person typed reaches paper as it was typed, or is refused with a sentence; it never does anything."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import _mark
import pytest
from _reading import drawn, nodes, properties, skeleton, squeezed, text
from hypothesis import example, given
from hypothesis import strategies as st

from guidance_app.base.errors import Problem
from guidance_app.queries.plan import BlockLine, Said
from guidance_app.report.sections.joint_plan import joint_plan
from guidance_app.report.sections.parent_plan import parent_plan
from guidance_app.report.sections.whole_file import whole_file
from guidance_app.report.text import _printable, paragraphs, plain, printing

HOSTILE = [
    '<img src="/etc/passwd" width="10" height="10"/>',
    '<img src="resources/icons/moon.svg"/>',
    '<a href="javascript:app.alert(1)">klik</a>',
    '<a href="https://example.org">klik</a> https://example.org',
    "<b>vet</b> <font size=40>groot</font> <br/> <para>",
    "<onDraw name=draw label=x/> <seq/> <unichar code='65'/>",
    "&lt;b&gt; &amp; &nbsp; &#65; & < > \" '",
    "</para> <!-- --> <![CDATA[x]]> ]]> <?php ?>",
    "{name} %s $x \\n (haakjes) \\(",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_markup_is_printed_as_it_was_typed(words: str) -> None:
    made = whole_file(_mark.file(("Wat gezien is", words)))
    assert squeezed(words) in squeezed(text(made.content))


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_is_embedded_linked_or_run(words: str) -> None:
    plan = replace(_mark.joint(), title=words, said=(Said(words, words),), blocks=(BlockLine(words, words, (words,)),))
    content = joint_plan(plan).content
    assert not any(one.image for page in drawn(content) for one in page)
    for forbidden in (
        b"/Annots",
        b"/URI",
        b"/JavaScript",
        b"/JS",
        b"/OpenAction",
        b"/Launch",
        b"/EmbeddedFile",
        b"/Subtype /Image",
    ):
        assert forbidden not in skeleton(content)


def test_markup_in_a_title_stays_text_in_the_properties() -> None:
    plan = replace(_mark.parents(), title='Het plan <b>&</b> "Mark"')
    told = properties(parent_plan(plan).content)
    assert told["Title"] == 'Het plan <b>&</b> "Mark"'
    assert "Het plan &lt;b&gt;&amp;&lt;/b&gt;" in told["xmp"]


@pytest.mark.parametrize(
    "words",
    [
        "Zażółć gęślą jaźń",
        "Işık ile ağaç çok güzel",
        "Μαζί χτίζουμε",
        "Разом будуємо, їжак і ґанок",
        "één, naïef, Ångström, œuvre, ½, 75 %, „ja“ … →",
    ],
)
def test_polish_turkish_greek_and_cyrillic_are_printed(words: str) -> None:
    made = whole_file(_mark.file(("Naam", words)))
    assert words in text(made.content)


@pytest.mark.parametrize("words", ["معا نبني", "ሰላም", "一起", "🙂", "🄍", "שלום", "\ud83d"])
def test_what_the_font_lacks_is_refused_with_its_place(words: str) -> None:
    with pytest.raises(Problem) as refused:
        whole_file(_mark.file(("Wat gezien is", f"Mark zegt {words}")))
    assert "kan niet worden afgedrukt" in refused.value.sentence
    assert "Observaties, Wat gezien is" in refused.value.sentence
    assert f"U+{ord(words[0]):04X}" in refused.value.sentence
    assert refused.value.next_step


def test_a_refusal_says_in_which_section_of_the_plan() -> None:
    with pytest.raises(Problem, match="Dit gaat goed"):
        joint_plan(replace(_mark.joint(), strengths=("Sterk met 言葉",)))


def test_a_refusal_holds_no_other_words_of_the_file() -> None:
    with pytest.raises(Problem) as refused:
        whole_file(_mark.file(("Wat gezien is", "geheim verhaal ☃ nog meer")))
    assert "geheim" not in str(refused.value)


@pytest.mark.parametrize("control", ["\0", "\x07", "\x1b", "\x9f", "\u202e", "\u200f"])
def test_control_characters_are_refused(control: str) -> None:
    with pytest.raises(Problem):
        plain(f"voor{control}na")


def test_line_breaks_of_every_computer_begin_a_paragraph() -> None:
    assert paragraphs("een\r\ntwee\rdrie\n\nvier") == ["een", "twee", "drie", "vier"]
    made = whole_file(_mark.file(("Verslag", "een\ntwee")))
    assert [node.tag for node in nodes(made.content)].count("P") == 3


def test_letters_with_loose_accents_are_put_together() -> None:
    assert plain("e\u0301e\u0301n") == "één"


def test_hints_for_breaking_words_have_no_ink_and_go() -> None:
    assert plain("onder\u00adsteu\u00adnings\u200bplan") == "ondersteuningsplan"


def test_the_place_is_forgotten_afterwards() -> None:
    with printing("Doelen"):
        pass
    with pytest.raises(Problem, match="dit document"):
        plain("☃")


@example("\u034f")  # the grapheme joiner: in the font, without ink, and in no PDF that is read back
@given(st.text(st.sampled_from(sorted(_printable() - set("\u00ad\u200b\ufeff"))), min_size=1, max_size=200))
def test_all_that_can_be_printed_is_printed(words: str) -> None:
    made = whole_file(_mark.file(("Wat", words)))
    assert _apart(plain(words)) in _apart(text(made.content))


def _apart(words: str) -> str:
    """Ligatures and accents taken apart, as readers of a PDF may do."""
    return squeezed(unicodedata.normalize("NFKD", words))
