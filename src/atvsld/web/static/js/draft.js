// <form data-draft="KEY">: what is typed stays on this device until the server has acknowledged it.
import { dropDraft, loadDraft, newId, saveDraft } from "./draft_store.js";
import { clearErrors, invalidFields, showErrors } from "./form_errors.js";
import { readValues, writeValues } from "./form_values.js";
import { DraftNotice } from "./draft_notice.js";
import { send } from "./draft_send.js";

const SAVE_AFTER_MS = 400;
const RETRY_AFTER_MS = 15_000;

// A browser that goes back restores hidden fields too: a key that the server has acknowledged must not serve again.
const sentKey = (id) => `atvsld:sent:${id}`;
function unsentKey(id) {
  try {
    return sessionStorage.getItem(sentKey(id)) ? "" : id;
  } catch {
    return id;
  }
}
function rememberSent(id) {
  try {
    sessionStorage.setItem(sentKey(id), "1");
  } catch {
    // Without storage the page that comes back has a key from the server.
  }
}

class Draft {
  constructor(form) {
    this.form = form;
    this.key = form.dataset.draft;
    this.notice = new DraftNotice(form);
    this.keyInput = form.querySelector('[name="idempotency_key"]') ?? this.addKeyInput();
    const kept = loadDraft(this.key);
    this.state = "typing";
    this.isDirty = false;
    // One key for the life of the draft: however often it is sent, the server takes it once.
    this.id = kept?.id || unsentKey(this.keyInput.value) || newId();
    this.keyInput.value = this.id;
    form.noValidate = true;
    // A page that came back with errors shows what was sent; that is newer than what was kept.
    if (kept && !form.querySelector(".has-error")) this.restore(kept);
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    form.addEventListener("submit", (event) => this.submit(event));
    addEventListener("pagehide", () => this.isDirty && this.save());
    // Back from the receipt: a new declaration starts, it does not repeat the one that was accepted.
    addEventListener("pageshow", (shown) => shown.persisted && !unsentKey(this.id) && location.reload());
  }

  addKeyInput() {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name: "idempotency_key" });
    this.form.append(input);
    return input;
  }

  restore(kept) {
    this.state = kept.state;
    writeValues(this.form, kept);
    if (this.state === "waiting") this.notice.waiting(() => this.form.requestSubmit(this.submitter()), kept.saved_at);
    else this.notice.restored(kept.saved_at, () => this.forget());
  }

  forget() {
    this.isDirty = false;
    dropDraft(this.key);
    location.reload();
  }

  changed() {
    this.isDirty = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), SAVE_AFTER_MS);
  }

  save() {
    clearTimeout(this.timer);
    const page = location.pathname + location.search;
    const isKept = saveDraft(this.key, { id: this.id, page, state: this.state, ...readValues(this.form) });
    this.notice.saved(isKept);
    return isKept;
  }

  submitter() {
    return this.form.querySelector('button[type="submit"], input[type="submit"]') ?? undefined;
  }

  async submit(event) {
    event.preventDefault();
    if (this.isSending) return;
    this.hasRetried = false;
    const submitter = event.submitter ?? this.submitter();
    if (!submitter?.formNoValidate) {
      const wrong = invalidFields(this.form);
      if (wrong.length) {
        this.save();
        showErrors(this.form, wrong);
        return;
      }
    }
    await this.attempt(submitter);
  }

  async attempt(submitter) {
    this.cancelRetry?.();
    this.isDirty = true;
    this.state = "waiting";
    this.save();
    clearErrors(this.form);
    this.isSending = true;
    this.notice.sending(submitter);
    const outcome = await send(this.form, submitter, this.id);
    this.isSending = false;
    this.notice.rest(submitter);
    this[outcome.kind](outcome, submitter);
  }

  accepted({ url }) {
    clearTimeout(this.timer);
    this.isDirty = false;
    dropDraft(this.key);
    rememberSent(this.id);
    location.assign(url);
  }

  refused({ errors }) {
    this.state = "typing";
    this.save();
    this.notice.clear();
    showErrors(this.form, errors);
  }

  signedOut() {
    this.notice.signedOut();
  }

  stuck({ status }) {
    this.notice.stuck(status);
  }

  unreachable(_outcome, submitter) {
    const again = () => this.form.requestSubmit(submitter);
    this.notice.unsent(again, this.hasRetried);
    if (!this.hasRetried) this.retryOnce(submitter);
  }

  // Once by itself: as soon as the line is back, or after a while when the device believes it has one.
  retryOnce(submitter) {
    const retry = () => {
      this.hasRetried = true;
      this.attempt(submitter);
    };
    const timer = setTimeout(() => navigator.onLine && retry(), RETRY_AFTER_MS);
    addEventListener("online", retry);
    this.cancelRetry = () => {
      clearTimeout(timer);
      removeEventListener("online", retry);
      this.cancelRetry = null;
    };
  }
}

export function startDrafts() {
  for (const form of document.querySelectorAll("form[data-draft]")) new Draft(form);
}
