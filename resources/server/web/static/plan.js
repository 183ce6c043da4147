// SPDX-License-Identifier: GPL-2.0-or-later
// The front page: reads the published hotspots, and keeps figures, map and list to what is chosen.
import { fillLegend, PlanMap, popup, sayValue } from "./mapping.js";
import { readAll, readItems, readTerms } from "./reading.js";
import { picture, SIGNS } from "./signs.js";
import { element, language, say, sayDay, sayNumber, server } from "./words.js";

const CARDS = window.matchMedia("(max-width: 56rem)").matches ? 12 : 50; // on one page of the list
const order = new Intl.Collator(language, { numeric: true });
const COLUMNS = "hotspot_id,name,village_code,status,year,technology,bandwidth_mbps,agency,provider";
const at = (id) => document.getElementById(id);

class PlanPage {
  constructor(terms) {
    this.terms = terms;
    this.plan = new PlanMap("map");
    this.hotspots = [];
    this.shown = [];
    this.first = 0;
    this.villagesInAll = 0;
    this.signals = new Set();
  }

  async load() {
    this.hotspots = await readAll("hotspots", { properties: COLUMNS }, (found, total) => {
      const done = found.length;
      this.tell(done < total ? say("loading", { done: sayNumber(done), total: sayNumber(total) }) : "");
      // Something to look at while the rest of a large plan is still on its way.
      if (done < total && this.plan.known.size === 0) {
        this.plan.showHotspots(found, (one) => this.describe(one));
        this.plan.fit(found);
      }
    });
    if (this.hotspots.length === 0) this.tell(say("none"));
    this.plan.map.on("villages", () => this.takeVillages());
    this.sort();
    this.offerChoices();
    this.choose();
    at("filters").hidden = false;
    const reached = this.plan.fit(this.hotspots);
    await this.loadGround(reached);
  }

  // The background is worth less than the plan: without it the page goes on.
  async loadGround(placed) {
    // What is not open to a passer-by is no failure: the page shows what is.
    const partly = (error) => {
      if (error.status !== 401) this.tell(say("partly", { reason: error.message }));
    };
    try {
      const all = await readItems("village_outlines", { limit: placed ? 1 : 3000 });
      this.villagesInAll = all.numberMatched;
      if (!placed) this.plan.fit(all.features);
    } catch (error) {
      partly(error);
      return;
    }
    await this.plan.followVillages(partly);
    await this.tellNewest(partly);
    try {
      const spots = await readAll("blank_spots", {}, () => {});
      this.signals = this.plan.showBlankSpots(spots, (one) => this.describeBlankSpot(one));
    } catch (error) {
      partly(error);
    }
    this.choose();
  }

  async tellNewest(partly) {
    try {
      const query = { sortby: "-published_at", limit: 1, properties: "published_at,agency" };
      const [newest] = (await readItems("revisions", query)).features;
      if (!newest) return;
      const { published_at: time, agency } = newest.properties;
      at("newest").textContent = say("newest", { day: sayDay(time), agency });
      at("newest").hidden = false;
    } catch (error) {
      partly(error);
    }
  }

  // Name the regency whose plan it is, or the province; nothing where there are several.
  tellPlace() {
    const villages = this.hotspots.map((one) => this.plan.village(one.properties.village_code)).filter(Boolean);
    const one = (name) => {
      const found = new Set(villages.map((village) => village[name]).filter(Boolean));
      return found.size === 1 ? [...found] : [];
    };
    const place = [...one("regency"), ...one("province")].join(", ");
    at("place").textContent = place && `${place}.`;
    at("place").hidden = place === "";
  }

  takeVillages() {
    this.tellPlace();
    this.sort();
    this.offerChoices();
    this.choose(false);
  }

  // A village's name and district; its code until they are known.
  villageOf(properties) {
    const village = this.plan.village(properties.village_code);
    return village ? `${village.name}, ${village.district || ""}`.replace(/, $/, "") : properties.village_code;
  }

  districtOf(properties) {
    const village = this.plan.village(properties.village_code);
    return village ? village.district : null;
  }

  offerChoices() {
    const form = at("filters");
    const values = {
      agency: (one) => one.agency,
      district: (one) => this.districtOf(one),
      status: (one) => one.status,
      year: (one) => one.year,
    };
    for (const [name, value] of Object.entries(values)) {
      const select = form.elements[name];
      const before = select.value;
      const found = new Set(this.hotspots.map((one) => value(one.properties)));
      const sorted = name === "status"
        ? Object.keys(SIGNS).filter((status) => found.has(status))
        : [...found].filter((one) => one !== null && one !== undefined).sort();
      select.replaceChildren(select.options[0]);
      for (const one of sorted) {
        select.append(new Option(sayValue(this.terms, name, String(one)), String(one)));
      }
      select.value = sorted.map(String).includes(before) ? before : "";
      select.closest("label").hidden = sorted.length === 0;
    }
  }

  // By village and name: the list is read like a table of contents.
  sort() {
    const key = ({ properties: one }) => [this.districtOf(one) || "", this.villageOf(one) || "", one.name || ""];
    const keys = new Map(this.hotspots.map((one) => [one, key(one)]));
    this.hotspots.sort((a, b) => {
      const [left, right] = [keys.get(a), keys.get(b)];
      return left.reduce((found, part, index) => found || order.compare(part, right[index]), 0);
    });
  }

  choose(fromStart = true) {
    const { text, agency, district, status, year } = at("filters").elements;
    const wanted = text.value.trim().toLowerCase();
    this.shown = this.hotspots.filter(({ properties: one }) =>
      (!agency.value || one.agency === agency.value) &&
      (!district.value || this.districtOf(one) === district.value) &&
      (!status.value || one.status === status.value) &&
      (!year.value || String(one.year) === year.value) &&
      (!wanted || `${one.name || ""} ${this.villageOf(one) || ""}`.toLowerCase().includes(wanted)));
    if (fromStart) {
      this.first = 0;
      this.plan.showHotspots(this.shown, (one) => this.describe(one));
    }
    this.showFigures();
    this.showList();
    const statuses = new Set(this.shown.map((one) => one.properties.status));
    fillLegend(at("legend"), { statuses, signals: this.signals, terms: this.terms, plan: this.plan });
  }

  showFigures() {
    const count = (value) => new Set(this.shown.map((one) => value(one.properties)).filter(Boolean)).size;
    const villages = count((one) => one.village_code);
    const figures = [
      [say("hotspots"), sayNumber(this.shown.length), ""],
      [say("villages_reached"), sayNumber(villages),
        this.villagesInAll ? say("of", { total: sayNumber(this.villagesInAll) }) : ""],
      [say("operating"), sayNumber(this.shown.filter((one) => one.properties.status === "operating").length), ""],
      [say("agencies"), sayNumber(count((one) => one.agency)), ""],
    ];
    at("figures").replaceChildren(...figures.map(([name, value, more]) => {
      const box = element("div");
      const figure = element("dd", value);
      if (more) figure.append(" ", element("small", more));
      box.append(element("dt", name), figure);
      return box;
    }));
    at("figures").hidden = this.hotspots.length === 0;
  }

  showList() {
    const shown = this.shown.slice(this.first, this.first + CARDS);
    at("list").replaceChildren(...shown.map((one) => this.card(one)));
    at("list").start = this.first + 1;
    const values = { shown: sayNumber(this.shown.length), total: sayNumber(this.hotspots.length) };
    at("count").textContent = say(this.shown.length < this.hotspots.length ? "some_shown" : "all_shown", values);
    if (this.shown.length === 0 && this.hotspots.length > 0) {
      at("list").replaceChildren(element("li", say("none_match"), { class: "notice" }));
    }
    const more = this.first + CARDS < this.shown.length;
    at("earlier").hidden = this.first === 0;
    at("later").hidden = !more;
    at("page").textContent = this.shown.length > CARDS
      ? say("page", {
        from: sayNumber(this.first + 1),
        to: sayNumber(this.first + shown.length),
        total: sayNumber(this.shown.length),
      })
      : "";
  }

  turn(by) {
    this.first = Math.max(0, this.first + by * CARDS);
    this.showList();
    at("list-title").scrollIntoView({ block: "nearest" });
  }

  card(feature) {
    const one = feature.properties;
    const item = element("li");
    const button = element("button", "", { type: "button", title: say("show") });
    const words = element("span", "", { class: "card-words" });
    const status = one.status ? sayValue(this.terms, "status", one.status) : say("not_told");
    words.append(
      element("strong", one.name || say("no_name")),
      element("span", this.villageOf(one) || say("not_told")),
      element("span", [status, one.year, one.agency].filter(Boolean).join(" · "), { class: "quiet-text" }),
    );
    button.append(picture(one.status), words);
    if (feature.geometry) button.addEventListener("click", () => this.show(feature));
    else button.disabled = true;
    item.append(button);
    return item;
  }

  show(feature) {
    this.plan.open(feature.id);
    at("map").scrollIntoView({ block: "nearest" });
    at("map").focus({ preventScroll: true });
  }

  describe(feature) {
    const one = feature.properties;
    const named = (name) => (one[name] ? sayValue(this.terms, name, one[name]) : null);
    return popup(feature, {
      collection: "hotspots",
      terms: this.terms,
      rows: [
        [say("village"), this.villageOf(one)],
        ["status", named("status")],
        ["year", one.year],
        ["technology", named("technology")],
        ["bandwidth_mbps", one.bandwidth_mbps && sayNumber(one.bandwidth_mbps)],
        ["provider", one.provider],
        ["agency", one.agency],
      ],
    });
  }

  describeBlankSpot(feature) {
    const one = feature.properties;
    return popup(feature, {
      collection: "blank_spots",
      terms: this.terms,
      rows: [
        ["signal", one.signal && sayValue(this.terms, "signal", one.signal)],
        ["people", one.people && sayNumber(one.people)],
        ["observed_on", one.observed_on],
      ],
    });
  }

  tell(text) {
    at("state").textContent = text;
    at("state").hidden = text === "";
  }
}

async function start() {
  const page = new PlanPage(await readTerms());
  const form = at("filters");
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => page.choose());
  form.addEventListener("reset", () => setTimeout(() => page.choose()));
  at("earlier").addEventListener("click", () => page.turn(-1));
  at("later").addEventListener("click", () => page.turn(1));
  await page.load();
  // Tests and screen readers' users alike know by it that nothing more comes by itself.
  at("map").dataset.ready = "true";
}

start().catch((error) => {
  const state = at("state");
  state.hidden = false;
  if (error.status === 401) {
    state.textContent = `${say("closed")} `;
    state.append(element("a", say("sign_in"), { href: `${server}/sign-in?lang=${language}` }));
  } else state.textContent = say("failed", { reason: error.message });
});
