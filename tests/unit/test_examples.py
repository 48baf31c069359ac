"""The README's examples: answers piped into the plain wizard, each of them taken, up to the end."""

import io
from datetime import timedelta

from ban_wizard.desktop.clock import FrozenClock
from ban_wizard.plain import run_plain
from ban_wizard.wizard import Wizard
from tests.support.desk import NUMBER
from tests.support.walk import ROOT

EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))


def run(example: str, wizard: Wizard) -> str:
    """What the wizard says to an example; none of its answers is left over or asked again."""
    out = io.StringIO()
    with (ROOT / "examples" / f"{example}.txt").open(encoding="utf-8") as answers:
        assert run_plain(wizard, answers, out) == 0
        assert answers.read() == "", "no answer is left over"
    assert "Please answer with a number" not in out.getvalue()
    return out.getvalue()


def test_a_permanent_ban_in_max_to_the_letter_that_was_sent(wizard: Wizard) -> None:
    letter = run("max_permanent_ban", wizard).split("=" * 60)[1]
    assert "+7 911 123-45-67" in letter and "Romashka flower shop" in letter and "20 ноября 2026 г. остановлены" in letter
    assert any(event.name == "sent" and letter.strip() == event.value["text"] for event in wizard.log(NUMBER))


def test_a_repeat_block_in_whatsapp_up_to_the_wait_and_then_through_pairing(wizard: Wizard, clock: FrozenClock) -> None:
    said = run("whatsapp_repeat_block", wizard)
    review, queue = said.split("=" * 60)[1], said.split("=" * 60)[3]
    assert "Romashka flower shop" in review and "Romashka" in queue
    assert "rests for several days on the phone only" in said, "linking it at once is refused"
    assert wizard.show(NUMBER).view.state == "cool_down" and not wizard.show(NUMBER).view.breaches
    clock.move(timedelta(days=5))
    run_plain(wizard, io.StringIO("\nover\npaired\nquit\n"), io.StringIO())
    assert "paired" in wizard.show(NUMBER).view.milestones


def test_an_error_of_the_business_api_is_judged_without_its_secrets(wizard: Wizard) -> None:
    said = run("api_error", wizard)
    assert "(likely)" in said and "131031" in said and "Not kept from the text: 1 access token." in said
    card = wizard.show(NUMBER)
    assert card.view.kind == "account_lock" and "EAAG" not in (card.view.header.text or "")


def test_the_readme_names_them() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert len(EXAMPLES) == 3 and all(f"examples/{example.name}" in readme for example in EXAMPLES)
