// What every page has: the folding menu, the user's panel, the theme, drafts that still wait on this device.
import { gettext, ngettext } from "./words.js";
import { clearDrafts, waitingDrafts } from "./draft_store.js";

const root = document.documentElement;

const menuButton = document.querySelector("[data-menu]");
menuButton?.addEventListener("click", () => {
  const isOpen = document.getElementById("trinh-don").classList.toggle("is-open");
  menuButton.setAttribute("aria-expanded", String(isOpen));
});

document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details[data-dismiss][open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const open of document.querySelectorAll("details[data-dismiss][open]")) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});

const wide = matchMedia("(min-width: 64rem)");
const unfold = () => {
  for (const folded of document.querySelectorAll("details[data-wide-open]")) folded.open = wide.matches;
};
wide.addEventListener("change", unfold);
unfold();

const darkDevice = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : darkDevice.matches);
for (const button of document.querySelectorAll("[data-theme-toggle]")) {
  const name = () => {
    button.querySelector("span").textContent = isDark() ? gettext("Nền sáng") : gettext("Nền tối");
  };
  button.hidden = false;
  name();
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("atvsld:theme", root.dataset.theme);
    } catch {
      // Kept for this page only.
    }
    name();
  });
}

for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());

// The next person at this computer must not find what the last one typed.
for (const form of document.querySelectorAll("form[data-signout]")) {
  form.addEventListener("submit", (event) => {
    const waiting = waitingDrafts().length;
    const question = ngettext(
      "Còn {n} bản khai chưa gửi được trên máy này. Đăng xuất sẽ xóa các bản khai đó. Vẫn đăng xuất?",
      "Còn {n} bản khai chưa gửi được trên máy này. Đăng xuất sẽ xóa các bản khai đó. Vẫn đăng xuất?",
      waiting,
    );
    if (waiting && !confirm(question)) event.preventDefault();
    else clearDrafts();
  });
}

const elsewhere = waitingDrafts().filter((draft) => draft.page !== location.pathname + location.search);
if (elsewhere.length) {
  const notice = document.createElement("div");
  notice.className = "notice notice-warning";
  notice.setAttribute("role", "status");
  const text = document.createElement("p");
  text.textContent = `${ngettext(
    "Có {n} bản khai chưa gửi được, đang giữ trên máy này.",
    "Có {n} bản khai chưa gửi được, đang giữ trên máy này.",
    elsewhere.length,
  )} `;
  const link = document.createElement("a");
  link.href = elsewhere[0].page;
  link.textContent = gettext("Mở lại để gửi");
  text.append(link);
  notice.append(text);
  document.getElementById("thong-bao")?.append(notice);
}
