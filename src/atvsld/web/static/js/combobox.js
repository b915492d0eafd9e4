// A text field with suggestions (WAI-ARIA combobox, list autocomplete). What is sent is the text, which the server
// understands again; with data-search-id="NAME" the id goes into that hidden field as well.
import { gettext } from "./words.js";
const WAIT_MS = 250;
let count = 0;

export function startCombobox(input) {
  if (input.getAttribute("role") === "combobox") return;
  const list = document.createElement("ul");
  list.id = `goi-y-${++count}`;
  list.className = "combo-list";
  list.setAttribute("role", "listbox");
  list.hidden = true;
  const wrap = document.createElement("div");
  wrap.className = "combo";
  input.before(wrap);
  wrap.append(input, list);
  for (const [name, value] of Object.entries({
    role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) input.setAttribute(name, value);

  const idField = input.dataset.searchId ? input.form?.elements.namedItem(input.dataset.searchId) : null;
  let active = -1;
  let timer = 0;
  let asked = null;

  const options = () => [...list.querySelectorAll('[role="option"]')];
  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const point = (index) => {
    const all = options();
    if (!all.length) return;
    active = (index + all.length) % all.length;
    all.forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
    all[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", all[active].id);
  };
  const take = (option) => {
    input.value = option.textContent;
    if (idField) idField.value = option.dataset.id;
    close();
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const show = (found) => {
    list.replaceChildren(
      ...found.map(({ id, label }, at) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${at}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.id = id;
        option.textContent = label;
        return option;
      }),
    );
    if (!found.length) {
      const none = document.createElement("li");
      none.className = "combo-none";
      none.textContent = gettext("Không thấy nơi nào tên như vậy. Gõ ít chữ hơn, không cần dấu.");
      list.append(none);
    }
    active = -1;
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  };
  const ask = async () => {
    asked?.abort();
    const text = input.value.trim();
    if (text.length < 2) return close();
    asked = new AbortController();
    try {
      const headers = { Accept: "application/json" };
      const answer = await fetch(input.dataset.search + encodeURIComponent(text), { headers, signal: asked.signal });
      if (answer.ok && input === document.activeElement) show(await answer.json());
    } catch {
      // No line: the typed text is sent as it is and the server looks it up.
    }
  };

  input.addEventListener("input", () => {
    if (idField) idField.value = "";
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MS);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) ask();
      else point(active + (event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1));
    } else if (event.key === "Enter" && !list.hidden && active >= 0) {
      event.preventDefault();
      take(options()[active]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
  input.addEventListener("blur", close);
  // Before blur closes the list.
  list.addEventListener("pointerdown", (event) => {
    const option = event.target.closest('[role="option"]');
    event.preventDefault();
    if (option) take(option);
  });
}
