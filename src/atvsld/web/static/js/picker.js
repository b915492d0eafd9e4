// Agencies picked one by one: what is chosen among the suggestions is added to the ticked ones.
import { startCombobox } from "./combobox.js";
import { gettext } from "./words.js";

function added(name, id, label) {
  const row = document.createElement("li");
  const box = document.createElement("input");
  Object.assign(box, { type: "checkbox", name, value: id, checked: true });
  const words = document.createElement("span");
  words.lang = "vi";
  words.textContent = label;
  const whole = document.createElement("label");
  whole.className = "check";
  whole.append(box, words);
  row.append(whole);
  return row;
}

function start(picker) {
  const name = picker.dataset.picker;
  const input = picker.querySelector(`input[name="${name}_words"]`);
  const list = picker.querySelector("[data-picked]");
  const giver = input.form.elements.namedItem("giver");
  // The button is for who has no script; the Enter key of a form presses its first button.
  picker.querySelector('button[name="find"]').remove();
  const chosen = document.createElement("input");
  Object.assign(chosen, { type: "hidden", name: `${name}_chosen` });
  picker.append(chosen);
  input.dataset.searchId = chosen.name;
  const aim = () => (input.dataset.search = `${picker.dataset.suggest}?giver=${encodeURIComponent(giver.value)}&q=`);
  aim();
  giver.addEventListener("change", aim);
  startCombobox(input);
  input.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  input.addEventListener("change", () => {
    if (!chosen.value) return;
    const same = [...list.querySelectorAll("input")].find((box) => box.value === chosen.value);
    if (same) same.checked = true;
    else list.append(added(name, chosen.value, input.value));
    picker.querySelector("[data-told]").textContent = gettext("Đã thêm {name}.", { name: input.value });
    // Whoever picks bodies one by one means these and no group.
    const one = name === "agencies" && input.form.querySelector('input[name="whom"][value="chosen"]');
    if (one) one.checked = true;
    input.value = chosen.value = "";
  });
}

export function startPickers(scope) {
  for (const picker of scope.querySelectorAll("[data-picker]")) start(picker);
}
