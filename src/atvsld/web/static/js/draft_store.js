// What was typed and not yet acknowledged, kept on this device under the user's id.
// One draft: {id, page, state: "typing" | "waiting", fields: [[name, value]], labels: {name: text}, saved_at}.
const PREFIX = "atvsld:draft:";
const KEEP_DAYS = 30;

const user = () => document.body.dataset.user ?? "";
const mine = () => `${PREFIX}${user()}:`;

function keys(prefix) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

function parse(key) {
  try {
    const draft = JSON.parse(localStorage.getItem(key));
    const isOld = !draft || Date.now() - draft.saved_at > KEEP_DAYS * 86_400_000;
    if (!isOld) return draft;
    localStorage.removeItem(key);
  } catch {
    // Unreadable: as good as absent.
  }
  return null;
}

export const loadDraft = (name) => parse(mine() + name);

// False when the device refuses to keep anything (private window, full storage): the page must then say so.
export function saveDraft(name, draft) {
  try {
    localStorage.setItem(mine() + name, JSON.stringify({ ...draft, saved_at: Date.now() }));
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(name) {
  try {
    localStorage.removeItem(mine() + name);
  } catch {
    // Nothing was kept.
  }
}

export const waitingDrafts = () =>
  user() ? keys(mine()).map(parse).filter((draft) => draft?.state === "waiting") : [];

export function clearDrafts() {
  for (const key of keys(PREFIX)) localStorage.removeItem(key);
}

// crypto.randomUUID exists only on secure addresses; an office network may serve plain http.
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
