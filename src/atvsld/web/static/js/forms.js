// The one entry of a page with a form. Groups stand before places are wired, both before a draft is filled in.
import { startDates } from "./date.js";
import { startDrafts } from "./draft.js";
import { startFormsets } from "./formset.js";
import { startPickers } from "./picker.js";
import { startPlaces } from "./place.js";

startFormsets();
startPlaces(document);
startPickers(document);
startDates();
document.addEventListener("formset:added", (event) => startPlaces(event.detail.group));
startDrafts();
