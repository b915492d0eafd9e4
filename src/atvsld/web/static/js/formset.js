// Repeated groups: <div data-formset="PREFIX"> with the management form, [data-group] for each group,
// <template> holding an empty group with __prefix__, and a [data-group-add] button.
const totalOf = (box) => box.querySelector(`[name="${box.dataset.formset}-TOTAL_FORMS"]`);
const limitOf = (box) => Number(box.querySelector(`[name="${box.dataset.formset}-MAX_NUM_FORMS"]`)?.value ?? 1000);
const shown = (box) => [...box.querySelectorAll("[data-group]")].filter((group) => !group.hidden);

function number(box) {
  shown(box).forEach((group, index) => {
    for (const place of group.querySelectorAll("[data-group-number]")) place.textContent = String(index + 1);
  });
  const least = Number(box.dataset.least ?? 0);
  for (const button of box.querySelectorAll("[data-group-remove]")) button.hidden = shown(box).length <= least;
  const add = box.querySelector("[data-group-add]");
  if (add) add.disabled = shown(box).length >= limitOf(box);
}

function add(box) {
  const total = totalOf(box);
  const index = Number(total.value);
  const holder = document.createElement("template");
  holder.innerHTML = box.querySelector("template").innerHTML.replaceAll("__prefix__", String(index));
  const group = holder.content.querySelector("[data-group]");
  const last = [...box.querySelectorAll("[data-group]")].at(-1);
  if (last) last.after(group);
  else box.querySelector("template").before(group);
  total.value = String(index + 1);
  number(box);
  box.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { group } }));
  return group;
}

// Django numbers groups without gaps, so a removed group stays, hidden and marked, and its required fields rest.
function remove(box, group) {
  const mark = group.querySelector('[name$="-DELETE"]');
  if (!mark) return;
  mark.checked = true;
  hide(group);
  number(box);
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.querySelector("[data-group-add]")?.focus();
}

function hide(group) {
  group.hidden = true;
  for (const el of group.querySelectorAll("[required]")) el.required = false;
}

function start(box) {
  number(box);
  box.addEventListener("click", (event) => {
    if (event.target.closest("[data-group-add]")) {
      add(box).querySelector("input:not([type=hidden]), select, textarea")?.focus();
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }
    const button = event.target.closest("[data-group-remove]");
    if (button) remove(box, button.closest("[data-group]"));
  });
  box.addEventListener("draft:filled", (event) => {
    if (event.target.name?.endsWith("-DELETE") && event.target.checked) hide(event.target.closest("[data-group]"));
    number(box);
  });
  box.closest("form")?.addEventListener("formset:ensure", ({ detail }) => {
    if (detail.prefix !== box.dataset.formset) return;
    const total = Math.min(detail.total, limitOf(box));
    while (Number(totalOf(box).value) < total) add(box);
  });
}

export function startFormsets(scope = document) {
  for (const box of scope.querySelectorAll("[data-formset]")) start(box);
}
