# SPDX-License-Identifier: GPL-2.0-or-later
"""What can be wrong with a value in a document, and what is needed there, in both languages."""

from __future__ import annotations

from village_internet_plugin.domain.languages import Words

AT = Words("{path}: {reason}", "{path}: {reason}")
NEEDED = Words("{what} is needed, not {value}", "diperlukan {what}, bukan {value}")

TEXT = Words("a text", "teks")
TEXT_OR_NULL = Words("a text or null", "teks atau null")
IDENTIFIER = Words("an identifier", "pengenal")
HASH = Words("a text of 64 lower-case hexadecimal digits", "teks 64 digit heksadesimal huruf kecil")
NUMBER = Words("a number", "angka")
NUMBER_TO = Words("a number of at most {most}", "angka paling besar {most}")
NUMBER_FROM = Words("a number from {least}", "angka mulai {least}")
FINITE = Words("a finite number", "angka berhingga")
WHOLE = Words("a whole number", "bilangan bulat")
COUNT = Words("a whole number from 0", "bilangan bulat mulai 0")
DEGREES = Words(
    "a number of degrees from -{limit} to {limit}", "angka derajat dari -{limit} sampai {limit}"
)
ONE_OF = Words("one of {choices}", "salah satu dari {choices}")
OBJECT = Words("an object", "objek")
OBJECT_OR_NULL = Words("an object or null", "objek atau null")
LIST = Words("a list", "daftar")
BOOLEAN = Words("true or false", "true atau false")
PLAIN_VALUE = Words("a plain value for each column", "nilai tunggal untuk setiap kolom")
FEATURE = Words("a GeoJSON feature with properties", "fitur GeoJSON dengan properties")
POINT_OR_NULL = Words("a GeoJSON point or null", "titik GeoJSON atau null")
UTC_TIME = Words("a time in UTC as 2026-01-31T08:00:00Z", "waktu UTC seperti 2026-01-31T08:00:00Z")

TOO_LARGE = Words("a number too large", "angka yang terlalu besar")
TOO_LONG = Words(
    "at most {most} characters are allowed, not {count}",
    "paling banyak {most} karakter, bukan {count}",
)
TOO_MANY = Words(
    "at most {most} entries are allowed, not {count}",
    "paling banyak {most} butir, bukan {count}",
)
NOT_KEEPABLE = Words(
    "the text holds a character that cannot be kept (NUL or half of a pair)",
    "teks memuat karakter yang tidak dapat disimpan (NUL atau setengah pasangan)",
)
MISSING = Words("the field is missing", "isian ini tidak ada")
NO_SUCH_FIELD = Words(
    "there is no such field in this document", "dokumen ini tidak mengenal isian itu"
)
NO_FIELD_NAMED = Words("there is no field named {name}", "tidak ada isian bernama {name}")
GIVEN_TOGETHER = Words(
    "must be given together with {present}, or both be null",
    "harus diisi bersama {present}, atau keduanya null",
)
LAST_CHANGE = Words(
    "the last of changes is revision {revision}", "perubahan terakhir adalah revisi {revision}"
)
NEXT_REVISION = Words(
    "revision {expected} is needed here, not {found}",
    "di sini diperlukan revisi {expected}, bukan {found}",
)
TOO_MANY_HOTSPOTS = Words(
    "at most {most} hotspots may change in one revision, not {count}; publish them in several",
    "paling banyak {most} titik hotspot boleh berubah dalam satu revisi, bukan {count}; "
    "terbitkan dalam beberapa revisi",
)
PAIR = Words("a list of two values, before and after", "daftar dua nilai, sebelum dan sesudah")
OTHER_CONTENT = Words(
    "the hotspots are not those that were published: their hash is another one",
    "titik hotspotnya bukan yang diterbitkan: hash-nya lain",
)
HOTSPOT_TWICE = Words(
    "this hotspot stands already in {first}", "titik hotspot ini sudah ada di {first}"
)
SOURCE_TWICE = Words(
    "this funding source stands already in funding_sources[{first}]",
    "sumber dana ini sudah ada di funding_sources[{first}]",
)
