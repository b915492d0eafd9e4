// One attempt to hand a form to the server. The outcome is one of
//   accepted {receipt, url} · refused {errors} · signedOut · unreachable (worth sending again) · stuck {status}.
const TIMEOUT_MS = 90_000; // a 2G line needs about 20 s for a full declaration

export async function send(form, submitter, id) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), TIMEOUT_MS);
  try {
    const body = new FormData(form);
    if (submitter?.name) body.append(submitter.name, submitter.value);
    const answer = await fetch(submitter?.getAttribute("formaction") ?? (form.getAttribute("action") || location.href), {
      method: "POST",
      body,
      headers: { Accept: "application/json", "Idempotency-Key": id },
      // A redirect can only lead to the sign-in page: an accepted declaration answers 201.
      redirect: "manual",
      signal: stop.signal,
    });
    return await understand(answer);
  } catch {
    return { kind: "unreachable" };
  } finally {
    clearTimeout(timer);
  }
}

async function understand(answer) {
  if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) return { kind: "signedOut" };
  if (answer.status === 409 || answer.status === 429 || answer.status >= 500) return { kind: "unreachable" };
  const isJson = answer.headers.get("Content-Type")?.includes("application/json");
  if (isJson && (answer.status === 200 || answer.status === 201)) {
    const { receipt, url } = await answer.json();
    if (url) return { kind: "accepted", receipt, url };
  }
  if (isJson && answer.status === 422) return { kind: "refused", errors: (await answer.json()).errors };
  return { kind: "stuck", status: answer.status };
}
