// SPDX-License-Identifier: GPL-2.0-or-later
// Lets the choice of language keep the rest of the page's address.
for (const link of document.querySelectorAll("a[data-language]")) {
  const address = new URL(window.location.href);
  address.searchParams.set("lang", link.dataset.language);
  link.href = address.pathname + address.search;
}
