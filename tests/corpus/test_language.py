"""An article's language is the one its source states, unless the text is plainly in another."""

from __future__ import annotations

import pytest

from corpus.language import NAMES, detect, language_code, language_name, tell_language
from corpus.prepare import Prepared, prepare
from corpus.readers.formats import Format

TEXTS = {
    "en": "Many people feel anxious before an exam or a job interview. The feeling usually passes "
    "when the situation is over. If it does not, it may help to talk with someone you trust, to "
    "sleep regularly, and to go outside every day, even for a short walk. It is not a weakness to "
    "ask for help early, and most people who do say later that they wish they had asked sooner.",
    "de": "Viele Menschen haben vor einer Prüfung oder einem Vorstellungsgespräch Angst. Meistens "
    "geht das Gefühl vorbei, wenn die Situation vorüber ist. Wenn nicht, kann es helfen, mit "
    "jemandem zu sprechen, dem man vertraut, regelmäßig zu schlafen und jeden Tag hinauszugehen. "
    "Es ist keine Schwäche, früh um Hilfe zu bitten, und die meisten hätten es gern eher getan.",
    "fr": "Beaucoup de gens se sentent anxieux avant un examen ou un entretien. En général, ce "
    "sentiment disparaît quand la situation est terminée. Sinon, il peut être utile de parler avec "
    "une personne de confiance, de dormir régulièrement et de sortir chaque jour. Demander de "
    "l'aide tôt n'est pas une faiblesse, et la plupart auraient voulu le faire avant.",
    "es": "Muchas personas sienten ansiedad antes de un examen o de una entrevista. Por lo "
    "general, la sensación pasa cuando la situación termina. Si no es así, puede ayudar hablar con "
    "alguien de confianza, dormir con regularidad y salir todos los días a caminar un poco. Pedir "
    "ayuda pronto no es una debilidad, y la mayoría habría querido pedirla antes.",
    "pt": "Muitas pessoas sentem ansiedade antes de uma prova ou de uma entrevista. Em geral, a "
    "sensação passa quando a situação termina. Se isso não acontecer, pode ajudar conversar com "
    "alguém de confiança, dormir com regularidade e sair de casa todos os dias. Pedir ajuda cedo "
    "não é uma fraqueza, e a maioria gostaria de ter pedido antes.",
    "it": "Molte persone provano ansia prima di un esame o di un colloquio. Di solito la "
    "sensazione passa quando la situazione è finita. Se non è così, può essere utile parlare con "
    "una persona di fiducia, dormire con regolarità e uscire ogni giorno. Chiedere aiuto presto "
    "non è una debolezza, e quasi tutti avrebbero voluto farlo prima.",
    "nl": "Veel mensen zijn gespannen voor een examen of een sollicitatiegesprek. Meestal gaat het "
    "gevoel voorbij als de situatie achter de rug is. Als dat niet zo is, kan het helpen om met "
    "iemand te praten die je vertrouwt, regelmatig te slapen en elke dag naar buiten te gaan. "
    "Vroeg om hulp vragen is geen zwakte, en de meesten hadden het liever eerder gedaan.",
    "pl": "Wiele osób odczuwa lęk przed egzaminem lub rozmową o pracę. Zwykle to uczucie mija, gdy "
    "sytuacja się kończy. Jeśli tak nie jest, może pomóc rozmowa z kimś, komu ufamy, regularny sen "
    "i codzienne wychodzenie z domu, choćby na krótki spacer. Prośba o pomoc nie jest słabością, a "
    "większość wolałaby poprosić o nią wcześniej.",
    "id": "Banyak orang merasa cemas sebelum ujian atau wawancara kerja. Biasanya perasaan itu "
    "hilang setelah keadaan tersebut berlalu. Jika tidak, berbicara dengan orang yang dipercaya, "
    "tidur secara teratur, dan keluar rumah setiap hari dapat membantu. Meminta bantuan lebih awal "
    "bukan kelemahan, dan kebanyakan orang ingin melakukannya lebih cepat.",
    "tr": "Birçok insan bir sınavdan ya da iş görüşmesinden önce kaygı duyar. Bu duygu genellikle "
    "durum sona erdiğinde geçer. Geçmezse güvendiğiniz biriyle konuşmak, düzenli uyumak ve her gün "
    "kısa da olsa bir yürüyüşe çıkmak yardımcı olabilir. Erken yardım istemek zayıflık değildir ve "
    "çoğu kişi bunu daha önce yapmış olmayı diler.",
    "vi": "Nhiều người cảm thấy lo lắng trước một kỳ thi hoặc một buổi phỏng vấn xin việc. Thường "
    "thì cảm giác đó sẽ qua đi khi tình huống kết thúc. Nếu không, bạn có thể nói chuyện với người "
    "mình tin tưởng, ngủ đều đặn và ra ngoài mỗi ngày.",
    "ru": "Многие люди испытывают тревогу перед экзаменом или собеседованием. Обычно это чувство "
    "проходит, когда ситуация заканчивается. Если этого не происходит, может помочь разговор с "
    "тем, кому вы доверяете, регулярный сон и ежедневные прогулки на свежем воздухе.",
    "ja": "試験や面接の前に不安を感じる人はたくさんいます。たいていの場合、その気持ちは状況が"
    "終われば消えていきます。消えないときは、信頼できる人と話したり、規則正しく眠ったり、毎日"
    "外に出たりすることが助けになるかもしれません。早めに助けを求めるのは弱さではありません。",
    "ar": "يشعر كثير من الناس بالقلق قبل الامتحان أو مقابلة العمل. وعادة ما يزول هذا الشعور عندما "
    "ينتهي الموقف. وإذا لم يحدث ذلك فقد يفيد التحدث مع شخص تثق به والنوم بانتظام والخروج كل يوم "
    "للمشي قليلا. وطلب المساعدة مبكرا ليس ضعفا.",
    "hi": "बहुत से लोगों को परीक्षा या साक्षात्कार से पहले घबराहट होती है। आमतौर पर स्थिति समाप्त होने पर यह "
    "भावना चली जाती है। यदि ऐसा न हो, तो किसी विश्वसनीय व्यक्ति से बात करना, नियमित रूप से सोना और हर दिन "
    "बाहर टहलना मदद कर सकता है।",
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_paragraph_is_enough_to_tell(code: str) -> None:
    """Fifteen languages, in six scripts."""
    assert detect(TEXTS[code]) == code


@pytest.mark.parametrize("text", ["", "Rest.", "Baca juga", "1 2 3 " * 60, "Breathe out slowly."])
def test_what_is_too_short_or_no_language_is_not_told(text: str) -> None:
    """An empty field is better than a wrong one."""
    assert detect(text) == ""


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ("en", "en"), ("en-US", "en"), ("EN_gb", "en"), ("zh-Hans-CN", "zh"), ("pt-BR", "pt"),
        ("nb-NO", "no"), ("nn", "no"), ("in", "id"), ("iw", "he"), ("eng", "en"), ("deu", "de"),
        ("English", "en"), (" fr ", "fr"), ("x-default", ""), ("", ""), ("e", ""), ("und", ""),
        ("klingon", ""), ("en; de", ""), ("en,de", ""), ("12", ""), ("en-" + "x" * 900, ""),
    ],
)  # fmt: skip
def test_a_tag_is_its_language(stated: str, code: str) -> None:
    """Country, script and old codes do not matter; what is no tag is nothing."""
    assert language_code(stated) == code


@pytest.mark.parametrize("code", TEXTS)
def test_what_is_stated_rightly_stays(code: str) -> None:
    """With its country taken off, and without a note."""
    assert tell_language(f"{code}-XX", TEXTS[code]) == (code, "", False)


@pytest.mark.parametrize("code", [code for code in TEXTS if code != "en"])
def test_a_template_that_says_english_is_not_believed(code: str) -> None:
    """The text is plainly in another language; a curator is told."""
    told = tell_language("en-US", TEXTS[code])
    note = f"the source says that it is in English; its text is in {language_name(code)}"
    assert told == (code, note, True)


@pytest.mark.parametrize("stated", ["de", "fr", "es", "id", "tr", "ja"])
def test_an_english_text_is_english_whatever_its_page_says(stated: str) -> None:
    """As where a plugin was installed in its maker's language."""
    told = tell_language(stated, TEXTS["en"])
    assert (told.code, told.detected) == ("en", True)
    assert told.note.startswith(f"the source says that it is in {language_name(stated)}; ")


@pytest.mark.parametrize(
    ("stated", "text"),
    [
        ("ms", TEXTS["id"]),  # near enough to be Malay
        ("gl", TEXTS["es"]),  # near enough to be Galician
        ("cy", TEXTS["en"][:150]),  # too short to contradict anything
        ("fr", "Rest is allowed."),
        ("qu", TEXTS["es"]),  # no profile of Quechua: nothing to compare
    ],
)
def test_what_might_be_right_is_believed(stated: str, text: str) -> None:
    """Only a wide margin contradicts a source."""
    assert tell_language(stated, text) == (stated, "", False)


@pytest.mark.parametrize("code", TEXTS)
def test_an_article_in_any_language_is_kept_whole_and_labelled(code: str) -> None:
    """Nothing of it is junk because it is foreign; where nothing is stated, it is a guess."""
    text = " ".join([TEXTS[code]] * 2)
    found = prepared(f"{text}\n\n{TEXTS[code]}\n")
    assert found.article.language == code
    assert found.article.origins["language"] == "guess"
    assert [each.action for each in found.decisions if each.action != "keep"] == []


def test_a_wrong_statement_is_in_the_notes_of_its_article() -> None:
    """With the origin of what is shown instead."""
    found = prepared(f"---\nlanguage: en\ntitle: Angst\n---\n\n{TEXTS['de']}\n", "markdown")
    assert (found.article.language, found.article.origins["language"]) == ("de", "guess")
    assert "the source says that it is in English; its text is in German" in found.notes


def test_a_right_statement_keeps_its_origin() -> None:
    """Read in the front matter."""
    found = prepared(f"---\nlang: de-AT\ntitle: Angst\n---\n\n{TEXTS['de']}\n", "markdown")
    assert (found.article.language, found.article.origins["language"]) == ("de", "front matter")
    assert not any("the source says" in note for note in found.notes)


def test_every_name_is_of_a_language_code() -> None:
    """Two letters each, and no name twice."""
    assert all(language_code(code) == code for code in NAMES)
    assert len(set(NAMES.values())) == len(NAMES)


def prepared(text: str, format: Format = "text") -> Prepared:
    """A text as an article."""
    return prepare(text.encode(), format=format, article_id="a")
