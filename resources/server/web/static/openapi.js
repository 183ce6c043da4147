// SPDX-License-Identifier: GPL-2.0-or-later
// Lists the addresses of the API from the server's own OpenAPI document.
import { readDocument } from "./reading.js";
import { element, say } from "./words.js";

const table = document.getElementById("addresses");
const state = document.getElementById("state");
const METHODS = ["get", "post", "put", "patch", "delete"];

readDocument("/openapi").then((description) => {
  for (const [address, operations] of Object.entries(description.paths)) {
    for (const method of METHODS) {
      const operation = operations[method];
      // Collections are only read here, whatever pygeoapi could do with them elsewhere.
      if (!operation || (method !== "get" && !address.endsWith("/execution"))) continue;
      const row = table.tBodies[0].insertRow();
      row.insertCell().textContent = method.toUpperCase();
      row.insertCell().append(element("code", address));
      row.insertCell().textContent = operation.description || operation.summary || "";
    }
  }
  table.hidden = false;
  state.hidden = true;
}).catch((error) => {
  state.textContent = say("failed", { reason: error.message });
});
