// SPDX-License-Identifier: GPL-2.0-or-later
// The map of a collection's page, or of one item: what the page's table tells, drawn.
import { fillLegend, PlanMap, popup, sayValue } from "./mapping.js";
import { readItem, readItems, readTerms } from "./reading.js";
import { say, sayNumber } from "./words.js";

const place = document.getElementById("map");
const TOLD = {
  hotspots: ["village_code", "status", "year", "technology", "agency"],
  villages: ["village_code", "kind", "district", "regency", "population"],
  village_outlines: ["village_code", "kind", "district", "regency"],
  blank_spots: ["village_code", "signal", "people", "observed_on"],
};
const QUERY = ["limit", "offset", "bbox", "datetime", "sortby", "filter", "filter-lang"];

// What the page shows, asked for once more as data: with the page's own query.
async function readShown() {
  const { collection, item } = place.dataset;
  if (item !== undefined) return [await readItem(collection, item)];
  const query = {};
  for (const [name, value] of new URLSearchParams(window.location.search)) {
    if (QUERY.includes(name) || !["f", "lang", "properties", "skipGeometry"].includes(name)) query[name] = value;
  }
  return (await readItems(collection, query)).features;
}

async function start() {
  const { collection } = place.dataset;
  const terms = await readTerms();
  const features = (await readShown()).filter((one) => one.geometry);
  const plan = new PlanMap("map");
  const describe = (feature) => popup(feature, {
    collection,
    terms,
    rows: (TOLD[collection] || []).map((name) => {
      const value = feature.properties[name];
      return [name, typeof value === "number" && name !== "year" ? sayNumber(value) : value && sayValue(terms, name, value)];
    }),
  });
  const statuses = new Set();
  let signals = new Set();
  if (collection === "hotspots") {
    plan.showHotspots(features, describe);
    for (const one of features) statuses.add(one.properties.status);
  } else if (collection === "blank_spots") signals = plan.showBlankSpots(features, describe);
  else plan.showAreas(features, describe, { color: "#0072b2", weight: 1.2, fillOpacity: 0.12 });
  plan.fit(features);
  if (!collection.startsWith("village")) {
    // The ground is a help alone; who may not read it sees the items without it.
    await plan.followVillages(() => {});
  }
  fillLegend(document.getElementById("legend"), { statuses, signals, terms, plan });
  place.dataset.ready = "true";
}

if (place) {
  start().catch((error) => {
    const state = document.getElementById("state");
    state.hidden = false;
    state.textContent = say("failed", { reason: error.message });
  });
}
