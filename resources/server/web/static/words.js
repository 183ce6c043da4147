// SPDX-License-Identifier: GPL-2.0-or-later
// What the scripts say, in the language of the page; columns and values are named in terms.json.
export const WORDS = {
  en: {
    hotspots: "Hotspots",
    villages_reached: "Villages with a hotspot",
    of: "of {total}",
    operating: "Operating",
    agencies: "Agencies",
    all_shown: "({shown})",
    some_shown: "({shown} of {total})",
    page: "{from}–{to} of {total}",
    loading: "Loading {done} of {total} …",
    none: "Nothing has been published yet.",
    none_match: "No hotspot matches; choose “Show all”.",
    closed: "This server shows its plans to those who have signed in.",
    sign_in: "Sign in",
    failed: "The data could not be read ({reason}). Load the page again in a while.",
    partly: "Some of the background could not be read ({reason}).",
    village: "Village",
    villages: "Village boundaries",
    blank_none: "Blank spot: no signal",
    blank_weak: "Blank spot: weak signal",
    newest: "Last published: {day}, {agency}.",
    zoom_in: "Zoom in to see the villages.",
    not_told: "not told",
    no_name: "Hotspot without a name",
    details: "All details",
    other: "Other or not told",
    show: "Show on the map",
    no_place: "without a place",
    zoom_in_label: "Zoom in",
    zoom_out_label: "Zoom out",
    close: "Close",
  },
  id: {
    hotspots: "Titik hotspot",
    villages_reached: "Desa dengan titik hotspot",
    of: "dari {total}",
    operating: "Beroperasi",
    agencies: "Instansi",
    all_shown: "({shown})",
    some_shown: "({shown} dari {total})",
    page: "{from}–{to} dari {total}",
    loading: "Memuat {done} dari {total} …",
    none: "Belum ada yang diterbitkan.",
    none_match: "Tidak ada titik yang cocok; pilih “Tampilkan semua”.",
    closed: "Server ini menampilkan rencana kepada yang sudah masuk.",
    sign_in: "Masuk",
    failed: "Data tidak dapat dibaca ({reason}). Muat ulang halaman ini nanti.",
    partly: "Sebagian latar peta tidak dapat dibaca ({reason}).",
    village: "Desa",
    villages: "Batas desa",
    blank_none: "Blank spot: tanpa sinyal",
    blank_weak: "Blank spot: sinyal lemah",
    newest: "Terakhir diterbitkan: {day}, {agency}.",
    zoom_in: "Perbesar peta untuk melihat desa.",
    not_told: "tidak diisi",
    no_name: "Titik tanpa nama",
    details: "Rincian lengkap",
    other: "Lainnya atau tidak diisi",
    show: "Tampilkan di peta",
    no_place: "tanpa letak",
    zoom_in_label: "Perbesar",
    zoom_out_label: "Perkecil",
    close: "Tutup",
  },
};

export const language = document.documentElement.lang === "id" ? "id" : "en";
export const server = document.documentElement.dataset.server || "";

// Return the text called `key`, with {name} replaced by the values of these names.
export function say(key, values = {}) {
  return WORDS[language][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

const numbers = new Intl.NumberFormat(language === "id" ? "id-ID" : "en-GB");

export function sayNumber(value) {
  return numbers.format(value);
}

const days = new Intl.DateTimeFormat(language === "id" ? "id-ID" : "en-GB", { dateStyle: "long" });

// A day as people write it; the text as it stands where it is no time.
export function sayDay(text) {
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? text : days.format(time);
}

// Return an element with text in it; text never becomes markup.
export function element(tag, text = "", attributes = {}) {
  const made = document.createElement(tag);
  made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
