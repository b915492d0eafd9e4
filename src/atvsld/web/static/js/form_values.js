// Reads a form into plain pairs and writes them back. Never kept: passwords, files, the CSRF token, the draft's own key.
const SKIPPED_NAMES = new Set(["csrfmiddlewaretoken", "idempotency_key"]);
const SKIPPED_TYPES = new Set(["password", "file", "submit", "button", "image", "reset"]);

const kept = (form) =>
  [...form.elements].filter(
    (el) => el.name && !el.disabled && !SKIPPED_NAMES.has(el.name) && !SKIPPED_TYPES.has(el.type) && !("draftSkip" in el.dataset),
  );

const isTick = (el) => el.type === "checkbox" || el.type === "radio";

export function readValues(form) {
  const fields = [];
  const labels = {};
  for (const el of kept(form)) {
    if (el.type === "select-multiple") {
      for (const option of el.selectedOptions) fields.push([el.name, option.value]);
    } else if (!isTick(el)) {
      fields.push([el.name, el.value]);
    } else if (el.checked) {
      fields.push([el.name, el.value]);
    }
    if (el.type === "select-one" && el.value) labels[el.name] = el.selectedOptions[0]?.textContent ?? el.value;
  }
  return { fields, labels };
}

// An option that depends on the network may be missing when the draft is opened: the kept label stands in for it.
function choose(select, values, labels) {
  for (const value of values) {
    const isMissing = value && ![...select.options].some((option) => option.value === value);
    if (isMissing) select.add(new Option(labels[select.name] ?? value, value));
  }
  if (select.type === "select-one") select.value = values[0] ?? "";
  else for (const option of select.options) option.selected = values.includes(option.value);
}

export function writeValues(form, { fields, labels = {} }) {
  const values = new Map();
  for (const [name, value] of fields) values.set(name, [...(values.get(name) ?? []), value]);
  // The groups of a repeated part must stand before their fields can be filled.
  for (const [name, [value]] of values) {
    if (name.endsWith("-TOTAL_FORMS")) {
      const detail = { prefix: name.slice(0, -"-TOTAL_FORMS".length), total: Number(value) };
      form.dispatchEvent(new CustomEvent("formset:ensure", { detail }));
    }
  }
  const seen = new Map();
  for (const el of kept(form)) {
    const given = values.get(el.name);
    if (isTick(el)) {
      el.checked = Boolean(given?.includes(el.value));
    } else if (!given || /-(INITIAL|MIN_NUM|MAX_NUM)_FORMS$/.test(el.name)) {
      continue;
    } else if (el instanceof HTMLSelectElement) {
      choose(el, given, labels);
    } else {
      const turn = seen.get(el.name) ?? 0;
      seen.set(el.name, turn + 1);
      el.value = given[turn] ?? el.value;
    }
    el.dispatchEvent(new CustomEvent("draft:filled", { bubbles: true }));
  }
}
