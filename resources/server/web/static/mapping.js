// SPDX-License-Identifier: GPL-2.0-or-later
// The map: villages and blank spots as the ground, so that no tiles are needed, and what lies on it.
/* global L */
import { readItems } from "./reading.js";
import { makeSign, picture, SIGNS } from "./signs.js";
import { element, language, say, server } from "./words.js";

const MANY_SIGNS = 1500; // beyond it signs are painted on a canvas: less to look at one by one
const MANY_VILLAGES = 3000; // what one view of the map asks for at most
const NEAR = 12; // from this zoom on neighbours' simplified outlines would part; the villages do not
const INDONESIA = [[-11, 95], [6, 141]];
// Beside the buttons that zoom, also on a phone.
const POPUP = {
  maxWidth: Math.min(290, window.innerWidth - 150),
  autoPanPaddingTopLeft: [52, 12],
  autoPanPaddingBottomRight: [12, 12],
};
const BLANK_SPOT = { none: "#d55e00", weak: "#e69f00" };

export class PlanMap {
  constructor(place) {
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.map = L.map(place, {
      fadeAnimation: !still,
      zoomAnimation: !still,
      zoomControl: false,
      attributionControl: false,
      minZoom: 4,
      maxZoom: 18,
      zoomSnap: 0.25, // there are no tiles that would blur
    });
    L.control.zoom({
      zoomInTitle: say("zoom_in_label"),
      zoomOutTitle: say("zoom_out_label"),
    }).addTo(this.map);
    L.control.scale({ imperial: false }).addTo(this.map);
    // Villages are asked for in the order of what is seen, and each once.
    this.ground = L.layerGroup().addTo(this.map);
    this.blankSpots = L.layerGroup().addTo(this.map);
    this.signs = L.layerGroup().addTo(this.map);
    this.near = L.layerGroup().addTo(this.map);
    this.villages = new Map(); // whose outlines are drawn
    this.named = new Map(); // of which only a near view has told
    this.known = new Map();
    this.hint = null;
    this.canvas = L.canvas();
    this.groundRenderer = L.canvas({ pane: "tilePane" });
    this.map.fitBounds(INDONESIA);
  }

  // Show hotspots; `describe(feature)` gives the content of the pop-up.
  showHotspots(features, describe) {
    this.signs.clearLayers();
    this.known.clear();
    const many = features.length > MANY_SIGNS;
    const renderer = many ? this.canvas : undefined;
    for (const feature of features) {
      if (!feature.geometry) continue;
      const [lon, lat] = feature.geometry.coordinates;
      const sign = makeSign([lat, lon], feature.properties.status, renderer, many ? 0.6 : 1);
      sign.bindPopup(() => describe(feature), POPUP);
      sign.bindTooltip(() => element("span", feature.properties.name || say("no_name")));
      sign.addTo(this.signs);
      this.known.set(feature.id, sign);
    }
  }

  // Show areas of any collection, with a pop-up each.
  showAreas(features, describe, style) {
    const layer = L.geoJSON(features, {
      style,
      onEachFeature: (feature, drawn) => drawn.bindPopup(() => describe(feature), POPUP),
    });
    layer.addTo(this.blankSpots);
    return layer;
  }

  // Move the map so that all these features are seen; nothing moves for none.
  fit(features) {
    const box = L.geoJSON(features.filter((one) => one.geometry)).getBounds();
    if (box.isValid()) this.map.fitBounds(box.pad(0.08), { maxZoom: 14 });
    return box.isValid();
  }

  open(id) {
    const sign = this.known.get(id);
    if (!sign) return;
    // At once: a pop-up that opens while the map still flies would not move it out of the way.
    this.map.setView(sign.getLatLng(), Math.max(this.map.getZoom(), 12), { animate: false });
    sign.openPopup();
  }

  // Fetch the villages of what is seen, now and whenever the map has moved.
  async followVillages(tell) {
    const fetchSeen = async () => {
      try {
        await this._fetchVillages();
      } catch (error) {
        this.map.off("moveend", fetchSeen);
        tell(error);
      }
    };
    this.map.on("moveend", fetchSeen);
    await fetchSeen();
  }

  async _fetchVillages() {
    const box = this.map.getBounds().toBBoxString();
    const asked = (this.asked = box);
    this.near.clearLayers();
    if (this.map.getZoom() >= NEAR && (await this._fetchNear(box, asked))) return;
    const found = await readItems("village_outlines", { bbox: box, limit: MANY_VILLAGES });
    if (asked !== this.asked) return;
    this._hint(found.numberMatched > MANY_VILLAGES ? say("zoom_in") : "");
    if (found.numberMatched > MANY_VILLAGES) return;
    const fresh = found.features.filter((one) => one.geometry && !this.villages.has(one.id));
    for (const one of fresh) this.villages.set(one.id, one.properties);
    this._drawVillages(fresh).addTo(this.ground);
    this.map.fire("villages");
  }

  // The few villages of a near view as they are; false where only their outlines may be read.
  async _fetchNear(box, asked) {
    let found;
    try {
      found = await readItems("villages", { bbox: box, limit: 200 });
    } catch (error) {
      if (error.status === 401) return false;
      throw error;
    }
    if (asked !== this.asked) return true;
    this._drawVillages(found.features.filter((one) => one.geometry)).addTo(this.near);
    const fresh = found.features.filter((one) => !this.villages.has(one.id));
    // What is known by name alone is not drawn in the far view: its outline is still to come.
    for (const one of fresh) this.named.set(one.id, one.properties);
    this._hint("");
    this.map.fire("villages");
    return true;
  }

  _drawVillages(features) {
    return L.geoJSON(features, {
      renderer: this.groundRenderer,
      pane: "tilePane",
      interactive: false,
      style: { color: "#b5ada0", weight: 0.8, fillColor: "#fbfaf4", fillOpacity: 1 },
    });
  }

  // The properties of a village seen so far, by its code.
  village(code) {
    return this.villages.get(code) || this.named.get(code);
  }

  _hint(text) {
    if (!this.hint) {
      this.hint = L.control({ position: "bottomright" });
      this.hint.onAdd = () => element("p", "", { class: "map-hint" });
      this.hint.addTo(this.map);
    }
    this.hint.getContainer().textContent = text;
  }

  // Show the blank spots; returns the signals that occur.
  showBlankSpots(features, describe) {
    this.showAreas(features, describe, (feature) => {
      const colour = BLANK_SPOT[feature.properties.signal] || "#7a7a7a";
      return { color: colour, weight: 1.5, dashArray: "5 4", fillColor: colour, fillOpacity: 0.18 };
    });
    return new Set(features.map((one) => one.properties.signal));
  }
}

// Fill the legend: the statuses that occur, villages, blank spots (which can be taken off the map).
export function fillLegend(place, { statuses, signals, terms, plan }) {
  place.replaceChildren();
  for (const status of Object.keys(SIGNS)) {
    if (!statuses.has(status)) continue;
    const entry = element("span", "", { class: "sign" });
    entry.append(picture(status), terms[language].values.status[status]);
    place.append(entry);
  }
  if ([...statuses].some((status) => !Object.hasOwn(SIGNS, status))) {
    const entry = element("span", "", { class: "sign" });
    entry.append(picture(""), say("other"));
    place.append(entry);
  }
  if (plan.villages.size + plan.named.size > 0) {
    place.append(element("span", say("villages"), { class: "sign swatch swatch-village" }));
  }
  for (const signal of ["none", "weak"]) {
    if (!signals.has(signal)) continue;
    place.append(element("span", say(`blank_${signal}`), { class: `sign swatch swatch-${signal}` }));
  }
}

// The content of a pop-up: name, then rows of what is told, then a link to all of it.
export function popup(feature, { collection, terms, rows }) {
  const box = element("div", "", { class: "popup" });
  const { properties } = feature;
  box.append(element("h3", properties.name || properties.programme || say("no_name")));
  const list = element("dl");
  for (const [name, text] of rows) {
    if (text === null || text === undefined || text === "") continue;
    list.append(element("dt", terms[language].columns[name] || name), element("dd", text));
  }
  box.append(list);
  const id = encodeURIComponent(feature.id);
  const address = `${server}/collections/${collection}/items/${id}?lang=${language}`;
  box.append(element("a", say("details"), { href: address }));
  return box;
}

// What a value is called: the word for a fixed value, else the value itself.
export function sayValue(terms, name, value) {
  const known = terms[language].values[name];
  return known && Object.hasOwn(known, value) ? known[value] : value;
}
