// SPDX-License-Identifier: GPL-2.0-or-later
// Reads collections of this server, page by page.
import { server } from "./words.js";

export class NotRead extends Error {
  constructor(status) {
    super(status ? `HTTP ${status}` : "network");
    this.status = status;
  }
}

// The whole address: where somebody put a sign-in into the page's own, fetch refuses to go on from it.
function addressOf(path) {
  return `${window.location.origin}${server}${path}`;
}

async function readJson(path, query) {
  const address = `${addressOf(path)}?${new URLSearchParams({ f: "json", ...query })}`;
  let answer;
  try {
    // The mark says that a page asks, not a person: a refusal then opens no sign-in window.
    answer = await fetch(address, { headers: { "X-Requested-With": "page" } });
  } catch (error) {
    throw new NotRead(0);
  }
  if (!answer.ok) throw new NotRead(answer.status);
  return answer.json();
}

// One page of a collection; `query` holds limit, bbox or properties.
export function readItems(collection, query = {}) {
  return readJson(`/collections/${encodeURIComponent(collection)}/items`, query);
}

export function readItem(collection, id) {
  const parts = String(id).split("/").map(encodeURIComponent).join("/");
  return readJson(`/collections/${encodeURIComponent(collection)}/items/${parts}`, {});
}

export function readDocument(path) {
  return readJson(path, {});
}

// The names of columns and values, in both languages.
export async function readTerms() {
  const answer = await fetch(addressOf("/static/terms.json"));
  if (!answer.ok) throw new NotRead(answer.status);
  return answer.json();
}

// All items of a collection; `tell(found, total)` is called after each page.
export async function readAll(collection, query, tell) {
  const limit = 10000;
  const found = [];
  for (;;) {
    const page = await readItems(collection, { ...query, limit, offset: found.length });
    found.push(...page.features);
    tell(found, page.numberMatched);
    if (page.features.length === 0 || found.length >= page.numberMatched) return found;
  }
}
