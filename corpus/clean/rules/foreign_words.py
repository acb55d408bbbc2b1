"""The words that page furniture is made of in ten languages, and those that hold it together.

A detector is no use on two or five words: of our own 600 phrases py3langid, at the margin where it
leaves terms like "raison d'être" alone, told 1 to 3 % for most languages, and a quarter for Polish.
Vietnamese is left to `phrases`: its words are syllables, and "share what you feel" has them too.
"""

from __future__ import annotations

FURNITURE = {  # verbs of buttons, names of parts of a page; no word that a title would be made of
    "id": "baca bagikan selengkapnya artikel berita terkait terbaru terpopuler populer "
    "langganan berlangganan ikuti unduh aplikasi komentar beranda hubungi kebijakan "
    "privasi lihat simak klik daftar masuk penulis ditulis diperbarui tayang iklan "
    "saluran dapatkan buletin halaman tautan salin kirim editor sumber foto topik",
    "ms": "baca kongsi kongsikan artikel berita berkaitan terkini popular langgan ikuti muat "
    "turun aplikasi komen hubungi dasar privasi lihat klik daftar penulis iklan dapatkan "
    "halaman pautan",
    "es": "compartir comparte artículo artículos entrada entradas relacionados relacionadas "
    "leer lee suscríbete suscribirse boletín comentario comentarios publicidad página "
    "inicio síguenos descarga descargar aviso cookies privacidad política enlace copiar "
    "imprimir ver haz clic recibe noticias publicado actualizado siguiente anterior "
    "buscar iniciar sesión registrarse",
    "pt": "compartilhar compartilhe partilhar artigo artigos relacionados relacionadas leia "
    "assine inscreva-se boletim comentário comentários publicidade página siga-nos baixe "
    "baixar aviso cookies privacidade política copiar imprimir clique receba notícias "
    "publicado atualizado seguinte buscar entrar cadastre-se newsletter",
    "fr": "partager partagez article articles similaires lire abonnez-vous inscrivez-vous "
    "newsletter commentaire commentaires publicité accueil suivez-nous télécharger "
    "téléchargez mentions cookies confidentialité politique lien copier imprimer voir "
    "cliquez recevez publié mis jour suivant précédent rechercher connexion "
    "connectez-vous",
    "de": "teilen artikel beitrag beiträge ähnliche verwandte weitere lesen abonnieren anmelden "
    "registrieren newsletter kommentar kommentare werbung anzeige startseite folgen "
    "herunterladen impressum datenschutz datenschutzerklärung cookies einstellungen "
    "drucken klicken veröffentlicht aktualisiert nächster vorheriger suche suchen merken "
    "kostenlos erhalten",
    "it": "condividi articolo articoli correlati leggi iscriviti abbonati newsletter commento "
    "commenti pubblicità pagina seguici scarica informativa cookie privacy stampa clicca "
    "ricevi notizie pubblicato aggiornato successivo precedente cerca accedi registrati",
    "nl": "delen deel artikel artikelen bericht berichten gerelateerde lees abonneer aanmelden "
    "inschrijven nieuwsbrief reactie reacties advertentie startpagina volg download "
    "cookies privacybeleid voorwaarden afdrukken klik ontvang nieuws gepubliceerd "
    "bijgewerkt volgende vorige zoeken inloggen registreren",
    "pl": "udostępnij artykuł artykuły wpis wpisy podobne powiązane czytaj zapisz subskrybuj "
    "newsletter newslettera komentarz komentarze reklama strona główna obserwuj pobierz "
    "regulamin polityka prywatności cookies drukuj kliknij otrzymuj opublikowano "
    "zaktualizowano następny poprzedni szukaj zaloguj zarejestruj",
    "tr": "paylaş paylaşın yazı yazılar yazıyı haber haberler ilgili benzer oku okuyun abone "
    "bülten bültenimize yorum yorumlar reklam anasayfa takip indir gizlilik politikası "
    "çerez çerezler yazdır tıklayın tıkla yayınlandı güncellendi sonraki önceki ara giriş "
    "kaydol",
}  # fmt: skip
GLUE = {
    "en": "the of and to in for your you on with a is it this that from at by or are be as how "
    "what when my me we our not can an",
    "id": "ini itu untuk dan yang di ke dari juga kami anda kamu dengan atau pada oleh lainnya "
    "lain semua sini",
    "ms": "ini itu untuk dan yang di ke dari juga kami anda dengan atau pada oleh lain semua "
    "sini",
    "es": "el la los las un una de del en y o para por con que tu su nuestro nuestra nuestros a "
    "al más también este esta te se lo aquí todo todos todas",
    "pt": "o a os as um uma de do da dos das em no na e ou para por com que seu sua nosso nossa "
    "mais também este esta ao se aqui todo todos todas",
    "fr": "le la les un une de du des en et ou pour par avec que votre vos notre nos plus aussi "
    "ce cet cette au aux à sur ici tous toutes nous vous",
    "de": "der die das ein eine einen den dem und oder für mit von zu zum zur auf in im auch "
    "mehr sie ihr unser unsere unseren diesen dieser dieses hier alle jetzt wir uns",
    "it": "il lo la i gli le un una di del della dei delle in e o per con che tuo tua nostro "
    "nostra più anche questo questa al alla su qui tutti tutte",
    "nl": "de het een van en of voor met op in ook meer dit deze ons onze uw je hier alle nu te "
    "naar wij",
    "pl": "i lub w we na do z ze dla o ten ta to nasz nasza naszego nasze też także więcej się "
    "wszystkie tutaj teraz nas",
    "tr": "bu ve veya ile için bir bizi bizim da de daha tüm buraya şimdi sizin",
}  # fmt: skip
NEUTRAL = (
    "facebook twitter instagram whatsapp telegram youtube pinterest linkedin tiktok email e-mail "
    "newsletter blog web website online google rss"
)
HELP = (  # beginnings of words that a line about where to find help has, in any of them
    *("suici", "suiz", "selbstm", "zelfm", "samob", "intih", "bunuh", "tự", "cris", "kris", "kriz"),
    *("kryz", "kriis", "emerg", "urgen", "notf", "notr", "darurat", "kecem", "acil", "khẩn"),
    *("ayud", "ajud", "aid", "aiut", "hilf", "hulp", "pomoc", "bantu", "tolong", "pertol", "yard"),
    *("giúp", "telef", "téléph", "seels", "hotl", "línea", "linha", "linea", "llam", "ligue"),
    *("appel", "bel", "ara", "hubung", "chiam", "anruf", "zadzw", "gọi", "prevenc", "préven"),
)
HELP_ELSEWHERE = (  # the same in other scripts
    *("自殺", "自杀", "危機", "危机", "热线", "熱線", "援助", "相談", "いのち", "電話", "电话"),
    *("자살", "상담", "위기", "전화", "самоуб", "суиц", "суїц", "кризис", "криза", "помощ"),
    *("допомог", "телефон", "انتحار", "أزمة", "مساعدة", "اتصل", "خودکشی", "אובדנ", "עזרה"),
    *("आत्महत्या", "मदद", "सहायता", "संकट", "ฆ่าตัวตาย", "สายด่วน", "ช่วย", "αυτοκτον", "βοήθ"),
)
