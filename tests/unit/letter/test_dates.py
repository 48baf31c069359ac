from datetime import date

import pytest

from ban_wizard.letter.dates import date_text


@pytest.mark.parametrize(
    ("day", "en", "ru"),
    [
        (date(2026, 1, 1), "1 January 2026", "1 января 2026 г."),
        (date(2026, 2, 28), "28 February 2026", "28 февраля 2026 г."),
        (date(2028, 2, 29), "29 February 2028", "29 февраля 2028 г."),
        (date(2026, 3, 3), "3 March 2026", "3 марта 2026 г."),
        (date(2026, 4, 10), "10 April 2026", "10 апреля 2026 г."),
        (date(2026, 5, 9), "9 May 2026", "9 мая 2026 г."),
        (date(2026, 6, 30), "30 June 2026", "30 июня 2026 г."),
        (date(2026, 7, 7), "7 July 2026", "7 июля 2026 г."),
        (date(2026, 8, 31), "31 August 2026", "31 августа 2026 г."),
        (date(2026, 9, 1), "1 September 2026", "1 сентября 2026 г."),
        (date(2026, 10, 12), "12 October 2026", "12 октября 2026 г."),
        (date(2026, 11, 20), "20 November 2026", "20 ноября 2026 г."),
        (date(2026, 12, 31), "31 December 2026", "31 декабря 2026 г."),
    ],
)
def test_a_date_is_written_with_its_month_in_words(day: date, en: str, ru: str) -> None:
    assert (date_text(day, "en"), date_text(day, "ru")) == (en, ru)
