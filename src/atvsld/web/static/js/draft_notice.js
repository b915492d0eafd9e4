// What a person is told about a draft: one notice above the form, one quiet line beside its buttons.
import { gettext } from "./words.js";
const clock = (at) => {
  const day = new Date(at);
  const two = (number) => String(number).padStart(2, "0");
  const time = `${two(day.getHours())}:${two(day.getMinutes())}`;
  return gettext("{time} ngày {day}", { time, day: `${two(day.getDate())}/${two(day.getMonth() + 1)}/${day.getFullYear()}` });
};

export class DraftNotice {
  constructor(form) {
    this.form = form;
    this.box = document.createElement("div");
    this.box.hidden = true;
    form.prepend(this.box);
    this.line = document.createElement("p");
    this.line.className = "draft-state";
    this.line.setAttribute("role", "status");
    (form.querySelector(".form-actions") ?? form).append(this.line);
  }

  show(tone, sentence, ...extra) {
    this.box.className = `notice notice-${tone}`;
    this.box.setAttribute("role", tone === "info" ? "status" : "alert");
    const text = document.createElement("p");
    text.textContent = sentence;
    const inner = document.createElement("div");
    inner.append(text, ...extra);
    this.box.replaceChildren(inner);
    this.box.hidden = false;
    if (tone !== "info") this.box.scrollIntoView({ block: "start" });
  }

  button(label, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = label;
    button.addEventListener("click", act);
    return button;
  }

  clear() {
    this.box.hidden = true;
  }

  saved(isKept) {
    this.line.textContent = isKept
      ? gettext("Đã giữ trên máy này. Chưa gửi.")
      : gettext("Máy này không cho giữ bản nháp. Hãy gửi trước khi đóng trang.");
  }

  sending(button) {
    this.clear();
    this.line.textContent = gettext("Đang gửi…");
    button?.setAttribute("aria-busy", "true");
  }

  rest(button) {
    this.line.textContent = "";
    button?.removeAttribute("aria-busy");
  }

  restored(at, forget) {
    this.show("info", gettext("Đã mở lại những gì bạn điền lúc {at}. Chưa gửi.", { at: clock(at) }), this.button(gettext("Bỏ bản nháp, khai lại từ đầu"), forget));
  }

  waiting(again, at) {
    this.show("warning", gettext("Bản khai lúc {at} chưa gửi được, vẫn giữ trên máy này.", { at: clock(at) }), this.button(gettext("Gửi lại"), again));
  }

  unsent(again, hasRetried) {
    const sentence = hasRetried
      ? gettext("Vẫn chưa gửi được. Bản khai được giữ trên máy này. Hãy bấm Gửi lại khi có mạng, hoặc mở lại trang này sau.")
      : gettext("Chưa gửi được. Bản khai được giữ trên máy này và sẽ tự gửi lại khi có mạng.");
    this.show("warning", sentence, this.button(gettext("Gửi lại"), again));
  }

  signedOut() {
    const link = document.createElement("a");
    const login = this.form.dataset.login ?? "/dang-nhap/";
    link.href = `${login}?next=${encodeURIComponent(location.pathname + location.search)}`;
    link.textContent = gettext("Đăng nhập lại rồi gửi");
    const text = document.createElement("p");
    text.append(link);
    this.show("warning", gettext("Phiên làm việc đã hết, hoặc bạn không có quyền gửi. Bản khai vẫn được giữ trên máy này."), text);
  }

  stuck(status) {
    const code = status ? gettext(" (mã {status})", { status }) : "";
    this.show("error", gettext("Máy chủ không nhận bản khai này{code}. Bản khai vẫn được giữ trên máy này. Hãy báo cho người quản trị.", { code }));
  }
}
