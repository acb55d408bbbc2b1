"""The months as pages in twelve languages write them: names and abbreviations, folded."""

from __future__ import annotations

BY_LANGUAGE = {  # twelve groups each, a month's spellings divided by "|"
    "English": "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug "
    "september|sept|sep october|oct november|nov december|dec",
    "Indonesian": "januari|jan februari|feb|peb maret|mar april|apr mei juni|jun juli|jul "
    "agustus|agu|agt|ags september|sep|sept oktober|okt november|nov|nop desember|des",
    "Malay": "januari|jan februari|feb mac april|apr mei jun julai|jul ogos|ogo september|sep "
    "oktober|okt november|nov disember|dis",
    "Spanish": "enero|ene febrero|feb marzo|mar abril|abr mayo|may junio|jun julio|jul "
    "agosto|ago septiembre|setiembre|sept|sep|set octubre|oct noviembre|nov diciembre|dic",
    "Portuguese": "janeiro|jan fevereiro|fev março|mar abril|abr maio|mai junho|jun julho|jul "
    "agosto|ago setembro|set outubro|out novembro|nov dezembro|dez",
    "French": "janvier|janv février|févr|fév mars avril|avr mai juin juillet|juil août "
    "septembre|sept octobre|oct novembre|nov décembre|déc",
    "German": "januar|jänner|jan februar|feb märz|mär|mrz april|apr mai juni|jun juli|jul "
    "august|aug september|sept|sep oktober|okt november|nov dezember|dez",
    "Italian": "gennaio|gen febbraio|feb marzo|mar aprile|apr maggio|mag giugno|giu luglio|lug "
    "agosto|ago settembre|set|sett ottobre|ott novembre|nov dicembre|dic",
    "Dutch": "januari|jan februari|feb maart|mrt april|apr mei juni|jun juli|jul "
    "augustus|aug september|sep|sept oktober|okt november|nov december|dec",
    "Polish": "stycznia|styczeń|sty lutego|luty|lut marca|marzec|mar kwietnia|kwiecień|kwi "
    "maja|maj czerwca|czerwiec|cze lipca|lipiec|lip sierpnia|sierpień|sie września|wrzesień|wrz "
    "października|październik|paź listopada|listopad|lis grudnia|grudzień|gru",
    "Turkish": "ocak|oca şubat|şub mart|mar nisan|nis mayıs|may haziran|haz temmuz|tem "
    "ağustos|ağu eylül|eyl ekim|eki kasım|kas aralık|ara",
    "Vietnamese": " ".join(f"tháng {month}".replace(" ", "_") for month in range(1, 13)),
}
MONTHS = {  # a month's name → its number
    name.replace("_", " "): number
    for months in BY_LANGUAGE.values()
    for number, names in enumerate(months.split(" "), start=1)
    for name in names.split("|")
}
MONTH_NAMES = "|".join(sorted(MONTHS, key=lambda name: (-len(name), name)))  # longest first
