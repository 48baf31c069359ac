"""The words that a letter had better not have, in English and Russian: for the lint. Patterns read small letters, with ё as е.

A pattern looks for a turn of phrase rather than for a word, since a lawyer, too, may write about his number.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final


class Turns:
    """Turns of phrase. Compiled when they are first looked for in a text that has one of their stems: most letters have none."""

    def __init__(self, *patterns: str, stems: str = "") -> None:
        self._patterns, self._stems = patterns, tuple(stems.split("|"))

    def search(self, text: str) -> re.Match[str] | None:
        """The first of them in a text, in small letters and with ё as е."""
        return self._compiled.search(text) if any(stem in text for stem in self._stems) else None

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{pattern})" for pattern in self._patterns))


PLACEHOLDER: Final = re.compile(
    r"\{\{[^}\n]*\}\}|\{%[^%\n]*%\}|\$?\{[\w .,-]{1,40}\}|(?<!\w)%[sd]\b"
    r"|\[(?!sic\])(?=[^\]\d#:\n]{0,40}[^\W\d_])[^\[\]\d#:\n]{1,40}\](?!\()"
    r"|<(?!https?:|mailto:|[\w.-]+\.\w{2,}[/>])[^\W\d_][^<>@\n]{0,40}>"
    r"|(?<!\w)[XxХх]{3,}(?!\w)|_{3,}|\?{3,}|(?<![\w.,!?…»)])\"\s?\"(?!\w)|«\s*»|“\s*”"
    r"|\b(?:TODO|TBD|TBC|FIXME|ЗАПОЛНИТЬ|ВСТАВИТЬ|УКАЗАТЬ|ДОПИСАТЬ)\b|(?i:\blorem ipsum\b)"
)
"""What templates, other people's samples and unfinished drafts leave behind. Reads the text as it is."""

PHONE: Final = re.compile(
    r"(?<![\w+])(?:\+\d[\d ().\u00a0-]{6,24}\d|[78][ (\u00a0-]{0,2}\d{3}[ )\u00a0-]{0,2}\d{3}[ \u00a0-]?\d{2}[ \u00a0-]?\d{2}(?!\d))"
)
"""Numbers with a +, or written the Russian way; bare digits are the IDs of accounts."""

QUOTED: Final = re.compile(r'"[^"\n]{1,800}"|«[^»\n]{1,800}»|“[^”\n]{1,800}”')
"""Somebody else's words, such as the notice's."""

CYRILLIC: Final = re.compile("[а-яёА-ЯЁ]")
RUSSIAN_WORDS: Final = re.compile(r"(?:[а-яёА-ЯЁ]+(?:-[а-яё]+)*[ ,:—-]{1,3}){3,}[а-яёА-ЯЁ]+")
"""Four words or more, so that the name of a business may stay as it is."""

# ------------------------------------------------------------------------------------------- threats

_AUTHORITIES_EN = (
    r"(?:the |a |our |my |your )?(?:court|police|prosecutors?(?:'s office)?|press|media|journalists?|regulators?|authorities|lawyers?"
    r"|attorneys?|consumer protection|ombudsman)\b"
)
_AUTHORITIES_RU = (
    r"(?:в|во|к|ко) (?:\w+ )?(?:суд|прокуратур\w*|полици\w*|роскомнадзор\w*|роспотребнадзор\w*|фас|сми|пресс\w|журналист\w*"
    r"|юрист\w*|адвокат\w*|надзорн\w+|регулятор\w*)\b"
)
_WILL_EN = r"\b(?:will|shall|'ll|going to|have to|had to|forced to|ready to|intend to|must)\b"

THREAT: Final = Turns(
    r"\b(?:sue|suing) (?:you|meta|whatsapp|max|the company)\b",
    r"\b(?:go|going|take|taking|turn|turning|complain|complaining|report you|report this) (?:[\w']+ ){0,4}?to " + _AUTHORITIES_EN,
    _WILL_EN + r" (?:[\w']+ ){0,3}?(?:write|appeal|apply|inform|tell|notify|contact|involve) (?:to )?" + _AUTHORITIES_EN,
    r"\blegal (?:action|steps|proceedings|consequences)\b",
    r"\b(?:see|meet) you in court\b",
    r"\b(?:file|bring) (?:a |an )?(?:lawsuit|claim|class action)\b",
    r"\byou(?: will|'ll) (?:regret|be sorry|be held|pay for)\b",
    r"\bface (?:the )?consequences\b",
    r"\bor else\b(?! (?:we|i) (?:can|could|may))",
    r"\b(?:we|i) demand\b|\bdemand that you\b",
    r"\b(?:post|leave|write|give) (?:[\w']+ ){0,2}(?:bad reviews?|(?:1|one)[- ]star)\b",
    r"\b(?:my|our|the|a) (?:lawyers?|attorneys?|solicitors?)(?: \w+)? (?:will|shall|(?:is|are) (?:going|ready) to) "
    r"(?:(?:contact|sue|call|write to|(?:be|get) in touch with) (?:you|meta|whatsapp|max)|(?:take|handle) (?:this|it|the matter))\b",
    r"\bhear(?:ing)? from (?:my|our) (?:lawyers?|attorneys?|solicitors?)\b",
    r"\b(?:подам|подадим|подаем|обращусь|обратимся|обратиться|пойду|пойдем|пожалуюсь|пожалуемся|жаловаться|напишу|напишем|сообщу|сообщим)"
    r"\b[^.!?\n]{0,50}?\b" + _AUTHORITIES_RU,
    r"\b(?:подам|подадим|подать|напишу|напишем|написать|направлю|направим|отправлю|отправим|составим|готовим) (?:\w+ )?(?:иск|жалоб\w)\b",
    r"\b(?:наш|мой|наши|мои) (?:юрист|адвокат)\w* (?:\w+ ){0,2}?(?:свяж\w+ с вами|напиш\w+ вам|обрат\w+ к вам"
    r"|подготов\w+ (?:иск|жалоб\w+|претензи\w+)|займ\w+ этим)",
    r"\b(?:судиться|засудим|засужу|через суд|в судебном порядке|судебн\w+ (?:иск|разбирательств)\w*)\b",
    r"\b(?:пожалеете|поплатитесь|ответите за|понесете)\b",
    r"\b(?:требую|требуем)\b",
    r"\bв противном случае\b[^.!?\n]{0,60}\b(?:вынужден\w*|жалоб\w*|последстви\w*)",
    r"\b(?:взыщем|взыскать|возместить (?:нам |мне )?(?:убытки|ущерб))\b",
    r"\b(?:напишем|напишу|оставим|оставлю) (?:\w+ ){0,2}плох\w+ отзыв\w*",
    stems="sue |suing |solicitor|-star|star review|court|police|prosecutor|press|media|journalist|regulator|authorities"
    "|lawyer|attorney|consumer protection|ombudsman"
    "|legal |lawsuit|claim|class action|regret|be sorry|be held|pay for|consequences|or else|demand|bad review"
    "|суд|прокуратур|полици|роскомнадзор|роспотребнадзор|фас|сми|пресс|журналист|юрист|адвокат|надзор|регулятор|иск|жалоб|пожале|поплат"
    "|ответите за|понесете|требую|требуем|противном случае|взыщем|взыскать|возместить|отзыв",
)

# ------------------------------------------------------------------------------------------- blame of recipients

_WHO_EN = r"(?:recipients?|customers?|clients?|users?|subscribers?|people|consumers?|patients?|guests?|competitors?|someone|somebody|they)"
_WHO_RU = (
    r"(?:получател\w+|клиент\w*|пользовател\w+|абонент\w*|подписчик\w*|покупател\w+|пациент\w*|конкурент\w*|недоброжелател\w*"
    r"|адресат\w*|люди|людей|людям|кто-то)"
)
_COMPLAIN_EN = (
    r"(?<!were )(?<!was )(?<!are )(?<!been )\b(?:report(?:ed|ing)?|complain(?:ed|ts?|ing)?|mark(?:ed|ing)?|press(?:ed|ing)?"
    r"|block(?:ed|ing)? (?:us|our|the|me|my)|click(?:ed|ing)?|tap(?:ped|ping)?|flag(?:ged|ging)?|us(?:ed|ing) the)\b"
)
_COMPLAIN_RU = (
    r"\b(?:нажа\w+|нажим\w+|пожалова\w+|жалу\w+|жалова\w+|жалоб\w*|отметил\w*|отмечал\w*|пометил\w*|заблокировал\w*"
    r"|блокир(?:уют|овал\w*)|сочл\w+)\b"
)
_RIVALS_EN = r"(?:competitors?|rivals?|ill-wishers?)"
_RIVALS_RU = r"(?:конкурент\w*|недоброжелател\w*|завистник\w*)"
_INSULT_EN = (
    r"(?:idiots?|idiotic|morons?|fools?|foolish|stupid|dumb|silly|jealous|envious|spiteful|vindictive|vengeful|malicious|ungrateful"
    r"|hysterical|crazy|insane|inadequate|trolls?|haters?|liars?|lying|dishonest)"
)
_INSULT_RU = (
    r"(?:идиот\w*|дура(?:к|ки|ков|ками)|тупы\w+|глуп\w+|неадекват\w*|завистлив\w+|завистник\w*|мстительн\w+|злобн\w+|злы[ехм]\w*"
    r"|неблагодарн\w+|истеричн\w+|истери(?:к|чк)\w*|сумасшедш\w+|ненормальн\w+|скандальн\w+|скандалист\w*|хам(?:ы|ов|ами)|лживы\w*|лжец\w*)"
)
_TOLD_ON_RU = r"(?:пожалова\w+|нажалова\w+|жалова\w+|жалу\w+|оклевета\w+|подстав\w+|донес\w+)"
_UNJUST_EN = (
    r"\b(?:by mistake|for nothing|mistaken(?:ly)?|accidental(?:ly)?|by accident|wrong(?:ly|ful(?:ly)?)?|unfair(?:ly)?|false(?:ly)?"
    r"|malicious(?:ly)?|unjust(?:ly|ified)?|groundless(?:ly)?|baseless|without (?:any |a )?(?:reason|cause|grounds)"
    r"|for no reason|for fun|out of spite|on purpose"
    r"|deliberate(?:ly)?|subjective(?:ly)?|erroneous(?:ly)?|in error)\b"
)
_UNJUST_RU = (
    r"\b(?:по ошибке|ошибочн\w+|случайн\w+|необоснован\w+|несправедлив\w+|ложн\w+|нарочно|назло|из вредности|от скуки|ради забавы"
    r"|умышлен\w+|намеренн\w+|без (?:всякой )?причин\w*|без повода|субъективн\w+|незаслужен\w+)\b"
)
_UNJUST_COMPLAINT = (
    rf"{_COMPLAIN_EN}(?: [\w'\"-]+){{0,5}}? {_UNJUST_EN}",
    rf"{_UNJUST_EN}(?: [\w']+){{0,2}}? {_COMPLAIN_EN}",
    rf"{_COMPLAIN_RU}(?: [\w\"-]+){{0,5}}? {_UNJUST_RU}",
    rf"{_UNJUST_RU}(?: \w+){{0,2}}? {_COMPLAIN_RU}",
)

BLAME_IF_WHO: Final = Turns(
    *_UNJUST_COMPLAINT,
    stems="mistake|accident|wrong|unfair|false|malicious|unjust|for nothing|groundless|baseless|without reason"
    "|without cause|without grounds"
    "|without any |without a reason|without a cause|no reason|for fun|spite|on purpose|deliberate|subjective|erroneous|in error"
    "|ошиб|случайн|необоснован|несправедлив|ложн|нарочно|назло|вредности|скуки|забавы|умышлен|намерен"
    "|без причин|без всякой|без повода|субъективн|незаслужен",
)
"""Blames whoever stands in the same sentence."""
WHO: Final = Turns(rf"\b{_WHO_EN}\b", rf"\b{_WHO_RU}\b")
BLAME: Final = Turns(
    rf"\b{_WHO_EN}(?:'s?|'s own)?(?: own)? fault\b",
    rf"\bfault (?:of|lies with) (?:\w+ ){{0,3}}?{_WHO_EN}\b",
    rf"\b{_WHO_EN}(?: themselves)? (?:are|were|is|was) (?:(?!not\b)\w+ ){{0,4}}?{_INSULT_EN}\b",
    rf"\b{_INSULT_EN} (?:(?!and\b|or\b)\w+ ){{0,2}}?{_WHO_EN}\b",
    rf"\b{_WHO_EN} (?:\w+ ){{0,2}}?(?:took revenge|take revenge|wanted to harm|want to harm|ruined|betrayed)\b",
    rf"\b{_WHO_EN} (?:\w+ )?(?:have|had) (?:only )?themselves to blame\b",
    rf"\b{_WHO_EN}(?: themselves| who)? (?:are|is|were) (?:themselves )?(?:to blame|at fault|guilty)\b",
    rf"\bblam(?:e|ing) (?:the |our |my )?{_WHO_EN}\b",
    r"\b(?:false|unfair|unjustified|groundless|baseless|malicious|subjective) (?:\w+ )?(?:complaints?|reports?)\b",
    r"\b(?:complaints?|reports?|dislikes?) (?:are|were|was|is|may be|can be|could be) (?:\w+ )?"
    r"(?:subjective|groundless|unfair|unjustified|false|baseless)\b",
    rf"\b(?<!перед )(?<!перед нашими ){_WHO_RU}(?: (?!мы\b|я\b|не\b)\w+){{0,3}}? (?:сами )?винова\w+",
    rf"\bвинова\w+ (?!перед)(?:сами )?(?:наши )?{_WHO_RU}\b",
    rf"\bпо вине (?:\w+ )?{_WHO_RU}\b",
    rf"\b(?:виним|виню|обвиня\w+) (?:\w+ )?{_WHO_RU}\b",
    rf"\bвина (?:\w+ ){{0,3}}?{_WHO_RU}\b",
    rf"\b{_WHO_RU}(?: |-| ?[—–] ?)(?:(?:сами|просто|все|были|очень|слишком|такие|какие-то|настоящие|это) ){{0,3}}{_INSULT_RU}",
    r"\b(?:idiots|morons)\b|\b(?:идиоты|идиотов|дураки|завистники|неадекваты)\b",
    rf"\b{_INSULT_RU} (?:(?!и\b|а\b|для\b)\w+ ){{0,2}}?{_WHO_RU}\b",
    rf"\b{_WHO_RU} (?:\w+ )?(?:мстят|мстил\w*|отомстил\w*|врут|врал\w*|лгут|лгал\w*|вредят|навредил\w*)\b",
    rf"\b{_RIVALS_EN} (?:\w+ ){{0,2}}?(?:report(?:ed|s)?|complain(?:ed)?|flagged|framed|slandered|denounced)\b",
    rf"\b(?:reported|denounced|slandered|framed) by (?:\w+ ){{0,3}}?{_RIVALS_EN}\b",
    rf"\b{_RIVALS_RU} (?:\w+ ){{0,2}}?{_TOLD_ON_RU}",
    rf"\b{_TOLD_ON_RU} (?:\w+ ){{0,2}}?{_RIVALS_RU}",
    r"\b(?:ложн|необоснован|несправедлив|субъективн|незаслужен)\w+ (?:\w+ )?жалоб\w*",
    r"\bжалоб\w+ (?:\w+ )?(?:ложн|необоснован|несправедлив|субъективн|незаслужен)\w+",
    stems="fault|blam|guilty|complaint|report|dislike|competitor|rival|ill-wisher|liar|lying|dishonest|idiot|moron|fool|stupid|dumb|silly"
    "|jealous|envious|spiteful|vindictive|vengeful|malicious|ungrateful|hysterical|crazy|insane|inadequate|troll|hater|revenge|harm"
    "|ruined|betrayed"
    "|конкурент|недоброжелател|завист|винова|вина|вине |виним|виню|обвиня|жалоб|идиот|дура|тупы|глуп|неадекват|мст|вред|злобн|злы"
    "|неблагодарн|истери|сумасшедш|ненормальн|скандал|хам|лжив|лжец|лгут|лгал|врут|врал",
)
NOT_MEANT: Final = Turns(
    r"\b(?:not|n't|never|without) (?:\w+ )?(?:blam\w+|think|say|claim|mean|believe)",
    r"\b(?:don't|didn't|doesn't) (?:blame|think|say|claim|mean|believe)",
    r"\bне (?:\w+ )?(?:вин\w+|обвиня\w+|счита\w+|дума\w+|говор\w+|утвержда\w+)",
)
"""A sentence that takes the blame back."""

# ------------------------------------------------------------------------------------------- contradictions

FROM_A_DAY_ON: Final = Turns(
    r"\b(?:since|until|till|after|no longer|any ?more|now|will|going forward|from (?:\d+|now|today|then|that)|to be)\b",
    r"\b(?:больше|теперь|сейчас|пока|после|впредь|отныне|будет|будут|будем|буду|станем|до \d+|с \d+|с (?:этого дня|тех пор|сегодня))\b",
    r"\b(?:who|whoever|opt(?:ed)? out|кто|отписавш\w+|отписал\w+|отказавш\w+|отказал\w+)\b",
)
"""Sentences about another time, or about some people only: they contradict nothing that was."""

_MAIL_EN = (
    r"(?:(?:any|mass|bulk|marketing|crm|advertising|promotional|such|kind of) ){0,4}"
    r"(?:mailings?|campaigns?|newsletters?|broadcasts?|(?:bulk|mass) messag(?:es|ing))\b"
)
_SENT_EN = r"(?:send|sent|sending|do|done|doing|did|run|ran|running|make|made|had|have|conduct\w*|carr\w+ out|engag\w+ in)"
_SENT_RU = (
    r"(?:было|вел\w*|веду|ведем|ведется|ведутся|делал\w*|делаю|делаем|проводил\w*|проводим|отправля\w+|рассыла\w+|запуска\w+|занима\w+)"
)

NO_MAILING: Final = Turns(
    rf"\bno {_MAIL_EN}",
    rf"\b(?:not|never|\w+n't) (?:\w+ ){{0,2}}?{_SENT_EN} {_MAIL_EN}",
    r"\b(?:mailings?|campaigns?|broadcasts?) (?:(?:were|was|are|is|have been|has been) (?:not|never)|(?:were|was|are|is)n't)\b",
    r"\bmailings? ?: ?no\b",
    r"\b(?:not|never|\w+n't) (?:ever |even |once |really |simply ){0,2}(?:(?:mass|bulk)[- ])?"
    r"(?:mail(?:ed|ing)?|spam(?:med|ming)?|broadcast(?:ed|ing)?|(?:send|sent|sending)(?: out)?(?: any)? spam)\b",
    r"\b(?:not|never|\w+n't) (?:have )?(?:use|used|using) (?:\w+ )?(?:mailing\w*|broadcasts?)\b",
    r"\bno spam\b",
    r"\bникак(?:ого спама|их массовых сообщений)\b",
    r"\bне (?:\w+ )?(?:рассыла(?:ем|ю|ет|ют|л[аи]?|лось|лись)|спам(?:им|ил[аи]?|лю|ят))\b",
    r"\b(?:спам[ау]?|массовых сообщений) (?:\w+ ){0,2}?не (?:было|отправля\w+|рассыла\w+|слал\w*)",
    r"\bне (?:было|отправля\w+|слал\w*) (?:\w+ ){0,2}?(?:спам[ау]?|массовых сообщений)\b",
    r"\bникаких (?:\w+ ){0,2}рассылок\b",
    rf"\bрассыл\w+ (?:\w+ ){{0,3}}?не {_SENT_RU}\b",
    rf"\bне {_SENT_RU} (?:\w+ ){{0,3}}?рассыл\w+",
    r"\bбез (?:\w+ )?рассылок\b",
    r"\bрассылк\w+ (?:[\w-]+ ){0,3}?[\w-]*: ?нет\b",
)
STOPPED: Final = Turns(
    r"\b(?:mailings?|campaigns?|broadcasts?) (?:were|was|have been|has been|are|is) stopped\b",
    r"\bstopped (?:all |our |the ){0,2}(?:mailings?|campaigns?|broadcasts?)\b",
    r"\bостанов(?:лен[аы]?|ил\w*) (?:\w+ ){0,2}?рассылк\w+|\bрассылк\w+ (?:\w+ )?остановлен[аы]\b",
)
"""What was stopped was there before."""
A_MAILING: Final = Turns(r"\bmailings? ?: ?yes\b", r"\bрассылк\w+ (?:[\w-]+ ){0,3}?[\w-]*: ?да\b")

BY_HAND: Final = Turns(
    r"\b(?:sent|send|sending|typed?|typing|written|write|writing) (?:\w+ ){0,3}?(?:by hand|manually)\b",
    r"\b(?:отправля\w+|набира\w+|пиш\w+) (?:\w+ ){0,3}?вручную\b",
    r"\bвручную (?:\w+ ){0,2}?(?:отправля\w+|набира\w+|пиш\w+)",
)
ONLY_BY_HAND: Final = Turns(
    r"\b(?:only|exclusively|solely|entirely) (?:\w+ ){0,3}?(?:by hand|manually)\b|\b(?:by hand|manually) only\b",
    r"\b(?:только|исключительно|лишь) (?:\w+ ){0,3}?вручную\b|\bвручную и только\b",
)
NO_TOOLS: Final = Turns(
    r"\b(?:no|not|never|without|\w+n't) (?:\w+ ){0,3}?(?:third[- ]party|outside) (?:software|tools?|services?|programs?|apps?)\b",
    r"\b(?:no|not|never|without|\w+n't) (?:use |used |using |have |had |connect |connected |connecting |been |an? |any |to ){0,4}"
    r"(?:automation|automated \w+|bots?|mailing tools?|software|crm|gateways?)\b",
    r"\bне (?:использ\w+|примен\w+|подключ\w+|пользу\w+) (?:\w+ ){0,3}?"
    r"(?:сторонн\w+|программ\w*|сервис\w*|бот\w*|автоматиз\w+|шлюз\w*|crm)",
    r"\b(?:без|никаких|никакого|никакой) (?:\w+ ){0,2}?(?:программ|ботов|автоматизации|сервисов|сервиса|шлюзов|шлюза|crm)\b",
    r"\b(?:шлюз\w*|crm|бот\w*|сторонн\w+ (?:программ\w*|сервис\w*)) (?:\w+ ){0,3}?"
    r"(?:не (?:использ|примен|подключ|польз|был)\w*(?! для)|нет)\b",
    r"\bgateways? (?:is|was|are|were|has been|have been) (?:not|never) (?:used(?! (?:for|to)\b)|connected)\b",
)
FIRST_BLOCK: Final = Turns(
    r"\b(?:never|not) (?:\w+ )?(?:been )?(?:blocked|banned|restricted|suspended)\b[^.!?\n]*\bbefore\b",
    r"\bnever (?:been )?(?:blocked|banned|restricted|suspended)\b",
    r"\bfirst time\b(?=[^.!?\n]*\b(?:block|ban|restrict|suspen))",
    r"\b(?:block|bann|restrict|suspen)\w*\b[^.!?\n]{0,40}\bfirst time\b",
    r"\b(?:this|it) (?:is|was) (?:our|my|the|its) (?:very )?first (?:block|ban|restriction)\b",
    r"\b(?:впервые|первый раз)\b(?=[^.!?\n]*(?:блок|огранич))",
    r"\b(?:блок|заблок|огранич)\w*\b[^.!?\n]{0,40}\b(?:впервые|первый раз)\b",
    r"\bэто (?:(?!не\b)\w+ )?первая блокировка\b",
    r"\b(?:раньше|прежде|никогда|ни разу) (?:\w+ ){0,2}?не (?:за)?блокир\w+",
)
_ALL_EN = r"(?:everybody|everyone|all(?: of (?:them|our clients|our customers|the recipients))?|each of them)"
_ALL_RU = r"(?:все(?: они| до одного)?|каждый(?: из них)?)"
CONSENTED: Final = Turns(
    rf"\b(?<!not ){_ALL_EN} (?:\w+ ){{0,2}}?(?:(?<!not )(?<!n't )(?:agreed(?! (?:that|on|with)\b)|consented|opted[- ]in|subscribed)"
    r"|(?:gave|given)(?: \w+){0,3} consent)\b",
    r"\b(?:everybody|everyone)'s (?:\w+ )?consent\b|\bconsent (?:of|from) (?:every|all)\w*\b",
    rf"\b(?<!не ){_ALL_RU} (?:\w+ ){{0,2}}?(?:согласил\w+|согласн\w+|подписал\w+ на|дал\w*(?: \w+){{0,3}} согласие)",
    r"\b(?:согласие (?:всех|каждого)|с согласия (?:\w+ )?(?:всех|клиентов|получателей)|согласны все|согласились все)\b",
    rf"\b{_WHO_EN}(?: (?!not\b|never\b|\w+n't\b)\w+){{0,4}}? (?:agreed|consented|opted[- ]in|(?:gave|given)(?: \w+){{0,3}} consent)\b",
    rf"\b{_WHO_RU}(?: (?!не\b)\w+){{0,4}}? (?:согласил\w+|согласн\w+|дал\w*(?: \w+){{0,3}} согласие)\b",
)
CAN_OPT_OUT: Final = Turns(
    r"\b(?:every|each|all|our) (?:\w+ ){0,2}?(?:messages?|templates?|mailings?)\b[^.!?\n]{0,30}\b(?:unsubscribe|opt[- ]?out)\b",
    rf"\b{_WHO_EN} can (?:\w+ ){{0,2}}?(?:unsubscribe|opt[- ]?out)\b",
    r"\b(?:в каждом|во всех|в наших) (?:\w+ ){0,2}?(?:сообщени|шаблон|рассыл)\w+\b[^.!?\n]{0,30}\bотпис\w+",
    rf"\b{_WHO_RU} (?:могут|может) (?:\w+ ){{0,2}}?(?:отписаться|отказаться)\b",
)
