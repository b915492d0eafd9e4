// <input data-date>: a day typed as digits alone becomes dd/mm/yyyy; <input data-moment>: a day and a time dd/mm/yyyy hh:mm.
// A browser's own date field follows its own language, and shows 10/02 for 2 October on many office machines.
function punctuated(digits, hasTime) {
  const day = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 8)].filter(Boolean).join("/");
  const time = hasTime ? [digits.slice(8, 10), digits.slice(10, 12)].filter(Boolean).join(":") : "";
  return time ? `${day} ${time}` : day;
}

export function startDates() {
  document.addEventListener("input", (event) => {
    const input = event.target;
    const hasTime = "moment" in (input.dataset ?? {});
    if (!hasTime && !("date" in (input.dataset ?? {}))) return;
    if (event.inputType?.startsWith("delete") || input.selectionStart !== input.value.length) return;
    if (!/^[\d/: ]*$/.test(input.value)) return;
    // "2/10/2026" is typed with its own slashes: leave it alone.
    const [day, month] = input.value.split("/");
    if (month !== undefined && (day.length < 2 || /^\d\//.test(input.value.slice(3)))) return;
    input.value = punctuated(input.value.replace(/\D/g, ""), hasTime);
  });
}
