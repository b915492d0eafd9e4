// Errors beside the field and summed up on top, whether this device or the server found them.
import { gettext } from "./words.js";
const errorIcon = () => document.querySelector("[data-error-summary] .icon")?.cloneNode(true) ?? "";

const controlOf = (form, name) =>
  [...form.elements].find((el) => el.name === name && el.type !== "hidden") ?? form.elements.namedItem(name);
const boxOf = (form, name) =>
  form.querySelector(`[data-field="${CSS.escape(name)}"]`) ?? controlOf(form, name)?.closest?.(".field");

const labelOf = (box) => {
  const label = box?.querySelector("legend, label");
  return [...(label?.childNodes ?? [])].filter((node) => !node.classList?.contains("mark")).map((node) => node.textContent).join("").trim();
};

export function clearErrors(form) {
  for (const box of form.querySelectorAll(".has-error")) {
    box.classList.remove("has-error");
    for (const error of box.querySelectorAll(".field-error")) error.remove();
    for (const control of box.querySelectorAll("[aria-invalid]")) {
      control.removeAttribute("aria-invalid");
      const rest = (control.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && !id.endsWith("_error"));
      if (rest.length) control.setAttribute("aria-describedby", rest.join(" "));
      else control.removeAttribute("aria-describedby");
    }
  }
  const summary = summaryOf(form);
  if (summary) summary.hidden = true;
}

const summaryOf = (form) => form.querySelector("[data-error-summary]") ?? document.querySelector("[data-error-summary]");

function mark(box, control, message) {
  box.classList.add("has-error");
  const id = `${control?.id || box.dataset.field}_error`;
  let error = box.querySelector(".field-error");
  if (!error) {
    error = document.createElement("div");
    error.className = "field-error";
    error.id = id;
    error.append(errorIcon(), document.createElement("div"));
    const help = box.querySelector(".field-help");
    const label = box.querySelector("legend, .check, label");
    (help ?? label)?.after(error);
  }
  const line = document.createElement("p");
  line.textContent = message;
  error.lastElementChild.append(line);
  control?.setAttribute?.("aria-invalid", "true");
  const described = new Set((control?.getAttribute?.("aria-describedby") ?? "").split(" ").filter(Boolean)).add(error.id);
  control?.setAttribute?.("aria-describedby", [...described].join(" "));
}

// errors: [{field, message}]; an empty or unknown field is told in the summary alone.
export function showErrors(form, errors) {
  clearErrors(form);
  const summary = summaryOf(form);
  const list = summary?.querySelector("ul");
  list?.replaceChildren();
  for (const { field, message } of errors) {
    const found = field ? controlOf(form, field) : null;
    const control = found instanceof RadioNodeList ? found[0] : found;
    const box = field ? boxOf(form, field) : null;
    if (box) mark(box, control, message);
    const item = document.createElement("li");
    if (box && control?.id) {
      const link = document.createElement("a");
      link.href = `#${control.id}`;
      link.textContent = `${labelOf(box)}: ${message}`;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        control.scrollIntoView({ block: "center" });
        control.focus({ preventScroll: true });
      });
      item.append(link);
    } else {
      item.textContent = message;
    }
    list?.append(item);
  }
  if (summary) {
    summary.hidden = false;
    summary.focus();
    summary.scrollIntoView({ block: "start" });
  }
}

const SENTENCES = [
  ["valueMissing", () => gettext("Hãy điền mục này.")],
  ["badInput", () => gettext("Giá trị chưa đúng dạng. Hãy nhập lại.")],
  ["typeMismatch", () => gettext("Giá trị chưa đúng dạng. Hãy nhập lại.")],
  ["patternMismatch", () => gettext("Giá trị chưa đúng dạng. Hãy xem lời hướng dẫn của mục.")],
  ["rangeUnderflow", (el) => gettext("Giá trị nhỏ nhất là {least}.", { least: el.min })],
  ["rangeOverflow", (el) => gettext("Giá trị lớn nhất là {most}.", { most: el.max })],
  ["stepMismatch", () => gettext("Hãy nhập số nguyên.")],
  ["tooLong", (el) => gettext("Dài nhất {most} ký tự.", { most: el.maxLength })],
];

// What can be seen without the server: saves a slow line one journey. The browser's own bubbles speak its language, not ours.
export function invalidFields(form) {
  const told = new Set();
  const errors = [];
  for (const el of form.elements) {
    if (!el.name || !el.willValidate || el.validity.valid || told.has(el.name)) continue;
    told.add(el.name);
    const sentence = SENTENCES.find(([kind]) => el.validity[kind])?.[1] ?? (() => gettext("Hãy xem lại mục này."));
    errors.push({ field: el.name, message: sentence(el) });
  }
  return errors;
}
