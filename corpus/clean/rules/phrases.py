"""What the furniture of pages is called in twelve languages: data, by meaning and language.

Each phrase stands as rules see it: lower case, plain quotes, no closing mark.
"""

from __future__ import annotations

import re
from typing import Literal

Meaning = Literal[
    "see also", "related", "share", "comments", "reply", "newsletter", "subscribe", "tags",
    "published", "reading time", "cookies", "advert", "contents", "read more", "author", "privacy",
]  # fmt: skip

PHRASES: dict[Meaning, dict[str, tuple[str, ...]]] = {
    "see also": {  # before the title of another article, or alone above it
        "English": ("see also", "also read", "read also", "also see", "also check out"),
        "Indonesian": ("baca juga", "lihat juga", "simak juga", "baca selengkapnya"),
        "Malay": ("baca juga", "lihat juga", "baca lagi", "rujuk juga"),
        "Spanish": (
            *("lee también", "leer también", "lea también", "ver también", "vea también"),
            *("mira también", "véase también", "te puede interesar", "también te puede interesar"),
        ),
        "Portuguese": (
            *("leia também", "veja também", "confira também", "leia ainda", "veja ainda"),
            *("leia mais também", "talvez lhe interesse"),
        ),
        "French": ("lire aussi", "voir aussi", "à lire aussi", "à voir aussi", "lisez aussi"),
        "German": (
            *("lesen sie auch", "siehe auch", "lies auch", "sehen sie auch", "auch interessant"),
            *("das könnte sie auch interessieren", "das könnte dich auch interessieren"),
        ),
        "Italian": (
            *("leggi anche", "vedi anche", "guarda anche", "potrebbe interessarti"),
            *("potrebbe interessarti anche", "ti potrebbe interessare"),
        ),
        "Dutch": ("lees ook", "zie ook", "bekijk ook", "misschien ook interessant"),
        "Polish": (
            *("czytaj także", "czytaj też", "czytaj również", "zobacz także", "zobacz też"),
            *("zobacz również", "sprawdź też", "sprawdź także", "przeczytaj także"),
            *("przeczytaj też", "przeczytaj również"),
        ),
        "Turkish": (
            *("ayrıca bakınız", "ayrıca bkz", "ayrıca oku", "ayrıca okuyun", "bunu da oku"),
            *("bunu da okuyun", "bunlar da ilginizi çekebilir"),
        ),
        "Vietnamese": ("xem thêm", "đọc thêm", "xem tiếp", "đọc tiếp"),
    },
    "related": {  # above a list of other articles
        "English": ("related articles", "related posts", "you may also like"),
        "Indonesian": ("artikel terkait", "artikel lainnya", "berita terkait", "artikel populer"),
        "Malay": ("artikel berkaitan", "berita berkaitan", "artikel lain"),
        "Spanish": (
            *("artículos relacionados", "entradas relacionadas", "noticias relacionadas"),
            *("contenido relacionado", "más artículos"),
        ),
        "Portuguese": (
            *("artigos relacionados", "posts relacionados", "notícias relacionadas"),
            *("conteúdo relacionado", "veja mais artigos"),
        ),
        "French": (
            *("articles similaires", "articles liés", "articles associés", "sur le même sujet"),
            *("sur le même thème", "nos derniers articles"),
        ),
        "German": (
            *("ähnliche artikel", "ähnliche beiträge", "verwandte artikel", "weitere artikel"),
            *("weitere beiträge", "mehr zum thema"),
        ),
        "Italian": ("articoli correlati", "articoli simili", "post correlati", "altri articoli"),
        "Dutch": ("gerelateerde artikelen", "gerelateerde berichten", "meer artikelen"),
        "Polish": ("powiązane artykuły", "podobne artykuły", "podobne wpisy", "powiązane wpisy"),
        "Turkish": ("ilgili yazılar", "ilgili haberler", "benzer yazılar", "benzer içerikler"),
        "Vietnamese": ("bài viết liên quan", "tin liên quan", "bài liên quan"),
    },
    "share": {  # a button, perhaps with a network's name behind it
        "English": ("share", "share this", "share this article", "share this post"),
        "Indonesian": ("bagikan", "bagikan ini", "bagikan artikel ini", "sebarkan", "bagikan ke"),
        "Malay": ("kongsi", "kongsikan", "kongsi artikel ini", "kongsi di"),
        "Spanish": ("compartir", "comparte", "comparte este artículo", "comparte en"),
        "Portuguese": (
            *("compartilhar", "compartilhe", "compartilhe este artigo", "compartilhar no"),
            *("partilhar", "compartilhe no"),
        ),
        "French": ("partager", "partager sur", "partager cet article", "partagez cet article"),
        "German": ("teilen", "artikel teilen", "beitrag teilen", "teilen auf", "teilen mit"),
        "Italian": ("condividi", "condividi su", "condividi questo articolo", "condividi articolo"),
        "Dutch": ("delen", "deel dit artikel", "deel dit bericht", "delen op", "deel via"),
        "Polish": ("udostępnij", "udostępnij na", "udostępnij artykuł", "podziel się"),
        "Turkish": ("paylaş", "bu yazıyı paylaş", "facebook'ta paylaş", "twitter'da paylaş"),
        "Vietnamese": ("chia sẻ", "chia sẻ bài viết", "chia sẻ bài viết này", "chia sẻ lên"),
    },
    "comments": {  # above readers' comments, perhaps with their number
        "English": ("comments", "comment"),
        "Indonesian": ("komentar",),
        "Malay": ("komen", "ulasan"),
        "Spanish": ("comentarios", "comentario"),
        "Portuguese": ("comentários", "comentário"),
        "French": ("commentaires", "commentaire"),
        "German": ("kommentare", "kommentar"),
        "Italian": ("commenti", "commento"),
        "Dutch": ("reacties", "opmerkingen"),
        "Polish": ("komentarze", "komentarzy"),
        "Turkish": ("yorumlar", "yorum"),
        "Vietnamese": ("bình luận",),
    },
    "reply": {  # the comment form
        "English": ("leave a reply", "leave a comment", "post a comment", "cancel reply"),
        "Indonesian": (
            *("tinggalkan balasan", "tinggalkan komentar", "kirim komentar", "batalkan balasan"),
            *("tulis komentar",),
        ),
        "Malay": ("tinggalkan komen", "tinggalkan jawapan", "tinggalkan ulasan", "hantar komen"),
        "Spanish": (
            *("deja un comentario", "deja una respuesta", "dejar un comentario"),
            *("cancelar respuesta", "publicar comentario", "cancelar la respuesta"),
        ),
        "Portuguese": (
            *("deixe um comentário", "deixe uma resposta", "deixar um comentário"),
            *("cancelar resposta", "publicar comentário"),
        ),
        "French": (
            *("laisser un commentaire", "laissez un commentaire", "annuler la réponse"),
            *("publier le commentaire", "ajouter un commentaire"),
        ),
        "German": (
            *("schreibe einen kommentar", "kommentar schreiben", "einen kommentar hinterlassen"),
            *("hinterlasse einen kommentar", "antwort abbrechen", "kommentar abschicken"),
        ),
        "Italian": (
            *("lascia un commento", "lascia una risposta", "annulla risposta"),
            *("invia commento", "scrivi un commento"),
        ),
        "Dutch": (
            *("geef een reactie", "laat een reactie achter", "plaats een reactie"),
            *("reactie plaatsen", "antwoord annuleren"),
        ),
        "Polish": (
            *("dodaj komentarz", "zostaw komentarz", "napisz komentarz", "zostaw odpowiedź"),
            *("opublikuj komentarz", "anuluj pisanie odpowiedzi"),
        ),
        "Turkish": (
            *("yorum yap", "yorum yapın", "bir yanıt yazın", "bir cevap yazın", "yorum gönder"),
            *("yanıtı iptal et",),
        ),
        "Vietnamese": (
            *("để lại bình luận", "để lại một bình luận", "gửi bình luận", "viết bình luận"),
            *("trả lời hủy", "hủy trả lời"),
        ),
    },
    "newsletter": {
        "English": ("newsletter", "subscribe to our newsletter", "sign up for our newsletter"),
        "Indonesian": ("buletin", "berlangganan newsletter", "langganan newsletter kami"),
        "Malay": ("surat berita", "langgan surat berita kami", "langgan newsletter kami"),
        "Spanish": (
            *("boletín", "suscríbete a nuestro boletín", "suscríbete a nuestra newsletter"),
            *("suscríbete al boletín", "suscríbete a la newsletter"),
        ),
        "Portuguese": (
            *("assine nossa newsletter", "assine a newsletter", "inscreva-se na nossa newsletter"),
            *("subscreva a nossa newsletter", "receba nossa newsletter"),
        ),
        "French": (
            *("inscrivez-vous à notre newsletter", "inscrivez-vous à la newsletter"),
            *(
                "abonnez-vous à notre newsletter",
                "recevez notre newsletter",
                "lettre d'information",
            ),
        ),
        "German": (
            *("newsletter abonnieren", "newsletter anmelden", "zum newsletter anmelden"),
            *("abonnieren sie unseren newsletter", "abonniere unseren newsletter"),
        ),
        "Italian": (
            *("iscriviti alla newsletter", "iscriviti alla nostra newsletter"),
            *("ricevi la newsletter", "iscrizione alla newsletter"),
        ),
        "Dutch": (
            *(
                "nieuwsbrief",
                "schrijf je in voor de nieuwsbrief",
                "meld je aan voor de nieuwsbrief",
            ),
            *("schrijf je in voor onze nieuwsbrief", "meld je aan voor onze nieuwsbrief"),
        ),
        "Polish": (
            "zapisz się do newslettera",
            "zapisz się na newsletter",
            "subskrybuj newsletter",
        ),
        "Turkish": ("bülten", "bültene abone ol", "bültenimize abone olun", "e-bülten"),
        "Vietnamese": ("đăng ký nhận bản tin", "bản tin", "đăng ký nhận tin"),
    },
    "subscribe": {
        "English": ("subscribe", "subscribe now", "sign up"),
        "Indonesian": ("berlangganan", "langganan", "berlangganan sekarang"),
        "Malay": ("langgan", "langgan sekarang"),
        "Spanish": ("suscribirse", "suscríbete", "suscríbete ahora"),
        "Portuguese": ("assine", "assine já", "inscreva-se", "subscrever", "assine agora"),
        "French": ("s'abonner", "abonnez-vous", "je m'abonne", "s'inscrire"),
        "German": ("abonnieren", "jetzt abonnieren", "jetzt anmelden"),
        "Italian": ("iscriviti", "abbonati", "iscriviti ora"),
        "Dutch": ("abonneren", "abonneer", "schrijf je in"),
        "Polish": ("subskrybuj", "zapisz się"),
        "Turkish": ("abone ol", "abone olun"),
        "Vietnamese": ("đăng ký", "đăng ký ngay"),
    },
    "tags": {  # alone, or before a list of them
        "English": ("tags", "tag", "categories", "category"),
        "Indonesian": ("tag", "kategori", "label"),
        "Malay": ("tag", "kategori"),
        "Spanish": ("etiquetas", "categorías", "etiquetado como"),
        "Portuguese": ("etiquetas", "categorias", "marcadores"),
        "French": ("étiquettes", "mots-clés", "catégories"),
        "German": ("schlagwörter", "schlagwort", "kategorien", "stichwörter"),
        "Italian": ("etichette", "categorie", "parole chiave"),
        "Dutch": ("trefwoorden", "categorieën"),
        "Polish": ("tagi", "kategorie", "słowa kluczowe"),
        "Turkish": ("etiketler", "kategoriler"),
        "Vietnamese": ("thẻ", "từ khóa", "chuyên mục"),
    },
    "published": {  # before a date
        "English": ("published", "published on", "updated", "updated on", "last updated"),
        "Indonesian": (
            *("diterbitkan", "diterbitkan pada", "dipublikasikan", "dipublikasikan pada"),
            *("diperbarui", "diperbarui pada", "terakhir diperbarui"),
        ),
        "Malay": ("diterbitkan pada", "disiarkan pada", "dikemas kini", "dikemas kini pada"),
        "Spanish": (
            *("publicado", "publicado el", "actualizado", "actualizado el"),
            *("última actualización", "fecha de publicación"),
        ),
        "Portuguese": (
            *("publicado em", "publicado a", "atualizado em", "última atualização"),
            *("data de publicação",),
        ),
        "French": (
            *("publié le", "mis à jour le", "publié", "dernière mise à jour", "modifié le"),
            *("dernière mise à jour le",),
        ),
        "German": (
            *("veröffentlicht am", "aktualisiert am", "zuletzt aktualisiert", "stand"),
            *("erschienen am", "veröffentlicht", "zuletzt aktualisiert am"),
        ),
        "Italian": (
            *("pubblicato il", "aggiornato il", "ultimo aggiornamento", "pubblicato"),
            *("data di pubblicazione",),
        ),
        "Dutch": ("gepubliceerd op", "bijgewerkt op", "laatst bijgewerkt", "laatst gewijzigd op"),
        "Polish": (
            *("opublikowano", "data publikacji", "zaktualizowano", "ostatnia aktualizacja"),
            *("aktualizacja",),
        ),
        "Turkish": (
            *("yayınlanma tarihi", "yayın tarihi", "güncellenme tarihi", "son güncelleme"),
            *("güncelleme",),
        ),
        "Vietnamese": ("đăng ngày", "ngày đăng", "cập nhật", "cập nhật ngày", "cập nhật lần cuối"),
    },
    "reading time": {  # before or behind a number of minutes
        "English": ("min read", "minute read", "minutes read", "reading time"),
        "Indonesian": ("menit baca", "menit membaca", "waktu baca", "menit waktu baca"),
        "Malay": ("minit bacaan", "minit membaca", "masa membaca"),
        "Spanish": ("min de lectura", "minutos de lectura", "tiempo de lectura"),
        "Portuguese": ("min de leitura", "minutos de leitura", "tempo de leitura"),
        "French": ("min de lecture", "minutes de lecture", "temps de lecture"),
        "German": ("min. lesezeit", "min lesezeit", "minuten lesezeit", "lesezeit"),
        "Italian": ("min di lettura", "minuti di lettura", "tempo di lettura"),
        "Dutch": ("min leestijd", "minuten leestijd", "leestijd", "min. leestijd"),
        "Polish": ("min czytania", "minut czytania", "czas czytania", "min. czytania"),
        "Turkish": ("dk okuma", "dakika okuma", "okuma süresi", "dk okuma süresi"),
        "Vietnamese": ("phút đọc", "thời gian đọc"),
    },
    "cookies": {  # the buttons of a consent box
        "English": ("accept all cookies", "accept cookies", "cookie settings"),
        "Indonesian": ("terima semua cookie", "setelan cookie", "kebijakan cookie"),
        "Malay": ("terima semua kuki", "tetapan kuki", "dasar kuki"),
        "Spanish": (
            *("aceptar cookies", "aceptar todas las cookies", "rechazar cookies"),
            *("configuración de cookies", "política de cookies", "configurar cookies"),
        ),
        "Portuguese": (
            *("aceitar cookies", "aceitar todos os cookies", "rejeitar cookies"),
            *("política de cookies", "definições de cookies", "configurações de cookies"),
        ),
        "French": (
            *("accepter les cookies", "accepter tous les cookies", "refuser les cookies"),
            *("gérer les cookies", "politique de cookies", "paramètres des cookies"),
            *("tout accepter", "tout refuser"),
        ),
        "German": (
            *("cookies akzeptieren", "alle cookies akzeptieren", "cookies ablehnen"),
            *("cookie-einstellungen", "alle akzeptieren", "cookie-richtlinie"),
        ),
        "Italian": (
            *("accetta i cookie", "accetta tutti i cookie", "rifiuta i cookie"),
            *("gestisci i cookie", "cookie policy", "accetta cookie"),
        ),
        "Dutch": (
            *("cookies accepteren", "alle cookies accepteren", "cookies weigeren"),
            *("cookie-instellingen", "cookiebeleid"),
        ),
        "Polish": (
            *("akceptuj pliki cookie", "akceptuj wszystkie pliki cookie", "ustawienia cookies"),
            *("polityka cookies", "akceptuję cookies"),
        ),
        "Turkish": (
            *("çerezleri kabul et", "tüm çerezleri kabul et", "çerez ayarları"),
            *("çerez politikası", "çerezleri reddet"),
        ),
        "Vietnamese": ("chấp nhận cookie", "chấp nhận tất cả cookie", "cài đặt cookie"),
    },
    "advert": {  # above an advert
        "English": ("advertisement", "advertising", "sponsored"),
        "Indonesian": ("iklan", "advertorial", "scroll untuk melanjutkan"),
        "Malay": ("iklan", "pengiklanan"),
        "Spanish": ("publicidad", "anuncio", "contenido patrocinado"),
        "Portuguese": ("publicidade", "anúncio", "conteúdo patrocinado"),
        "French": ("publicité", "contenu sponsorisé", "annonce"),
        "German": ("anzeige", "werbung", "gesponsert"),
        "Italian": ("pubblicità", "annuncio pubblicitario", "contenuto sponsorizzato"),
        "Dutch": ("advertentie", "gesponsord"),
        "Polish": ("reklama", "materiał sponsorowany"),
        "Turkish": ("reklam", "sponsorlu içerik"),
        "Vietnamese": ("quảng cáo", "nội dung tài trợ"),
    },
    "contents": {
        "English": ("table of contents", "contents", "in this article", "on this page"),
        "Indonesian": ("daftar isi", "isi artikel"),
        "Malay": ("isi kandungan", "kandungan", "senarai kandungan"),
        "Spanish": ("índice", "tabla de contenidos", "contenidos", "en este artículo"),
        "Portuguese": ("índice", "sumário", "neste artigo", "tabela de conteúdo"),
        "French": ("sommaire", "table des matières", "dans cet article"),
        "German": ("inhaltsverzeichnis", "inhalt", "in diesem artikel"),
        "Italian": ("indice", "indice dei contenuti", "in questo articolo", "sommario"),
        "Dutch": ("inhoudsopgave", "inhoud", "in dit artikel"),
        "Polish": ("spis treści", "w tym artykule"),
        "Turkish": ("içindekiler", "bu yazıda"),
        "Vietnamese": ("mục lục", "nội dung bài viết", "nội dung chính"),
    },
    "read more": {
        "English": ("read more", "continue reading", "show more"),
        "Indonesian": ("selengkapnya", "lanjutkan membaca", "lihat semua"),
        "Malay": ("teruskan membaca", "lihat semua", "baca seterusnya"),
        "Spanish": ("leer más", "seguir leyendo", "ver más", "sigue leyendo", "ver todo"),
        "Portuguese": ("ler mais", "leia mais", "continue lendo", "continuar a ler", "ver mais"),
        "French": ("lire la suite", "en savoir plus", "lire plus", "voir plus"),
        "German": ("weiterlesen", "mehr lesen", "mehr erfahren", "mehr anzeigen"),
        "Italian": ("leggi tutto", "continua a leggere", "leggi di più", "scopri di più"),
        "Dutch": ("lees meer", "lees verder", "meer lezen"),
        "Polish": ("czytaj więcej", "czytaj dalej", "dowiedz się więcej"),
        "Turkish": ("devamını oku", "daha fazla oku", "daha fazla"),
        "Vietnamese": ("xem chi tiết", "đọc tiếp bài viết"),
    },
    "author": {  # before a name
        "English": ("by", "author", "written by", "posted by"),
        "Indonesian": ("oleh", "penulis", "ditulis oleh"),
        "Malay": ("oleh", "penulis", "ditulis oleh"),
        "Spanish": ("por", "autor", "autora", "escrito por"),
        "Portuguese": ("por", "autor", "autora", "escrito por"),
        "French": ("par", "auteur", "écrit par", "rédigé par"),
        "German": ("von", "autor", "autorin", "geschrieben von"),
        "Italian": ("autore", "autrice", "scritto da", "a cura di"),
        "Dutch": ("door", "auteur", "geschreven door"),
        "Polish": ("autor", "autorka", "opracowanie", "napisane przez"),
        "Turkish": ("yazar", "yazan", "hazırlayan"),
        "Vietnamese": ("tác giả", "bởi"),
    },
    "privacy": {  # the links below a page
        "English": ("privacy policy", "terms of use"),
        "Indonesian": ("kebijakan privasi", "syarat dan ketentuan", "tentang kami", "hubungi kami"),
        "Malay": ("dasar privasi", "terma dan syarat", "tentang kami", "hubungi kami"),
        "Spanish": ("política de privacidad", "aviso legal", "términos y condiciones"),
        "Portuguese": ("política de privacidade", "termos de uso", "termos e condições"),
        "French": (
            *("politique de confidentialité", "mentions légales", "conditions d'utilisation"),
            *("conditions générales d'utilisation",),
        ),
        "German": ("datenschutz", "datenschutzerklärung", "impressum", "nutzungsbedingungen"),
        "Italian": ("informativa sulla privacy", "termini e condizioni", "note legali"),
        "Dutch": ("privacybeleid", "privacyverklaring", "algemene voorwaarden"),
        "Polish": ("polityka prywatności", "regulamin"),
        "Turkish": ("gizlilik politikası", "kullanım koşulları"),
        "Vietnamese": ("chính sách bảo mật", "điều khoản sử dụng"),
    },
}


def any_phrase(meaning: Meaning) -> str:
    """A pattern for all phrases of one meaning; a longer one comes before its own beginning.

    >>> re.fullmatch(any_phrase("contents"), "daftar isi") is not None
    True
    """
    phrases = {phrase for many in PHRASES[meaning].values() for phrase in many}
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return f"(?:{'|'.join(map(re.escape, ordered))})"
