// Choosing a place: a commune list that follows the province, and a typed search.
import { gettext } from "./words.js";
import { startCombobox } from "./combobox.js";

// <select data-source="/places/options/?province=ID" data-parent="NAME OF THE PROVINCE FIELD">
function follow(select) {
  const parentName = select.dataset.parent ?? "province";
  const parent = select.form.elements.namedItem(parentName);
  if (!parent) return;
  let turn = 0;
  let hasFailed = false;
  const load = async () => {
    const mine = ++turn;
    hasFailed = false;
    if (!parent.value) return fill(select, []);
    select.setAttribute("aria-busy", "true");
    try {
      const url = select.dataset.source.replace(/ID$/, "") + encodeURIComponent(parent.value);
      const answer = await fetch(url, { headers: { Accept: "application/json" }, redirect: "error" });
      if (!answer.ok) throw new Error(String(answer.status));
      const places = await answer.json();
      if (mine === turn) fill(select, places);
    } catch {
      // Without a line the list cannot come; what was chosen before stays chosen.
      hasFailed = mine === turn;
      if (hasFailed && !select.value) fill(select, [], gettext("Chưa tải được danh sách. Hãy mở lại khi có mạng."));
    }
    select.removeAttribute("aria-busy");
  };
  parent.addEventListener("change", () => {
    select.value = "";
    load();
  });
  parent.addEventListener("draft:filled", load);
  select.addEventListener("focus", () => hasFailed && load());
  if (parent.value && select.options.length <= 1) load();
}

// What is chosen is read last: a draft may have filled it while the list was on its way.
function fill(select, places, empty = gettext("– chọn –")) {
  const wanted = select.value;
  select.replaceChildren(new Option(empty, ""), ...places.map(({ id, label }) => new Option(label, String(id))));
  select.value = wanted;
  if (select.value !== wanted) select.value = "";
}

export function startPlaces(scope) {
  for (const select of scope.querySelectorAll("select[data-source]")) follow(select);
  for (const input of scope.querySelectorAll("input[data-search]")) startCombobox(input);
}
