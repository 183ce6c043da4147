// SPDX-License-Identifier: GPL-2.0-or-later
// The signs of hotspots, as QGIS draws them for the planner: no two differ by colour alone.
/* global L */
const INK = "#333333", GREY = "#7a7a7a", WHITE = "#ffffff";
const BLUE = "#0072b2", SKY = "#56b4e9", GREEN = "#009e73", ORANGE = "#e69f00";

export const SIGNS = {
  proposed: { shape: "circle", radius: 6, fill: WHITE, line: BLUE, width: 2.5 },
  surveyed: { shape: "circle", radius: 6.5, fill: SKY, line: INK, width: 1.2 },
  approved: { shape: "circle", radius: 7, fill: BLUE, line: WHITE, width: 1.2 },
  installed: { shape: "diamond", radius: 8.5, fill: GREEN, line: WHITE, width: 1.2 },
  operating: { shape: "star", radius: 10, fill: GREEN, line: WHITE, width: 1.2 },
  suspended: { shape: "square", radius: 7.5, fill: ORANGE, line: INK, width: 1.2 },
  replaced: { shape: "cross", radius: 5, fill: "none", line: GREY, width: 2.2 },
};
const OTHER = { shape: "circle", radius: 6, fill: WHITE, line: GREY, width: 2.5 };

export function signOf(status) {
  return Object.hasOwn(SIGNS, status) ? SIGNS[status] : OTHER;
}

// Corners on a circle of radius 1, by their angles in degrees from the top, clockwise.
function corners(...angles) {
  return angles.map((angle) => [
    Math.sin((angle * Math.PI) / 180),
    -Math.cos((angle * Math.PI) / 180),
  ]);
}

function star() {
  const tips = corners(0, 72, 144, 216, 288);
  const dents = corners(36, 108, 180, 252, 324).map(([x, y]) => [x * 0.45, y * 0.45]);
  return tips.flatMap((tip, index) => [tip, dents[index]]);
}

// Lines of a shape on a circle of radius 1; a circle has none.
const LINES = {
  diamond: [corners(0, 90, 180, 270)],
  star: [star()],
  square: [corners(45, 135, 225, 315)],
  cross: [corners(45, 225), corners(135, 315)],
};

// Return the sign of a status as a small picture for the legend and the list.
export function picture(status) {
  const sign = signOf(status);
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [name, value] of [["viewBox", "-12 -12 24 24"], ["width", 22], ["height", 22]]) {
    svg.setAttribute(name, value);
  }
  svg.setAttribute("aria-hidden", "true");
  const drawn = document.createElementNS(svg.namespaceURI, sign.shape === "circle" ? "circle" : "path");
  if (sign.shape === "circle") drawn.setAttribute("r", sign.radius);
  else {
    const end = sign.shape === "cross" ? "" : "Z";
    const text = LINES[sign.shape].map((line) =>
      `M${line.map(([x, y]) => `${x * sign.radius} ${y * sign.radius}`).join("L")}${end}`);
    drawn.setAttribute("d", text.join(""));
  }
  drawn.setAttribute("fill", sign.fill);
  // What is white around on the map needs an edge on the white page.
  drawn.setAttribute("stroke", sign.line === WHITE ? INK : sign.line);
  drawn.setAttribute("stroke-width", sign.line === WHITE ? 0.6 : sign.width);
  svg.append(drawn);
  return svg;
}

// A hotspot on the map: a circle marker of Leaflet that may have another shape.
const Sign = L.CircleMarker.extend({
  _updatePath() {
    const lines = LINES[this.options.shape];
    if (!lines) {
      this._renderer._updateCircle(this);
      return;
    }
    const { x, y } = this._point;
    const radius = this._radius;
    this._parts = this._empty()
      ? []
      : lines.map((line) => line.map(([right, down]) => L.point(x + right * radius, y + down * radius)));
    this._renderer._updatePoly(this, this.options.shape !== "cross");
  },
});

// `scale` makes it smaller, where there are many.
export function makeSign(place, status, renderer, scale = 1) {
  const sign = signOf(status);
  return new Sign(place, {
    renderer,
    shape: sign.shape,
    radius: sign.radius * scale,
    fill: sign.fill !== "none",
    fillColor: sign.fill,
    fillOpacity: 1,
    color: sign.line,
    weight: sign.width * scale,
    className: `hotspot hotspot-${Object.hasOwn(SIGNS, status) ? status : "other"}`,
  });
}
