// What went wrong with a key or a fingerprint, in words, beside the form; the browser's own text goes nowhere.
import { gettext } from "./words.js";
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const box = document.querySelector("[data-error-summary]");
  if (!box) return;
  const line = document.createElement("li");
  line.textContent = box.dataset.passkey
    ?? gettext("Thiết bị chưa xác nhận. Hãy thử lại, hoặc dùng cách khác; khóa cần trang mở bằng https.");
  box.querySelector("ul").replaceChildren(line);
  box.hidden = false;
  box.focus();
});
