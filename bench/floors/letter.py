"""The least that writing a letter can cost: a template engine in its sandbox, and one model of what goes into the letter."""

import jinja2.sandbox  # noqa: F401
import pydantic


class Letter(pydantic.BaseModel):
    number: str
    business: str | None = None


if __name__ == "__main__":
    print(Letter(number="+79111234567"))
