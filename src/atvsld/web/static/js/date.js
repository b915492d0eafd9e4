// <input data-date>: a day typed as digits alone becomes dd/mm/yyyy. A browser's own date field follows its own language,
// and shows 10/02 for 2 October on many office machines.
const slashed = (digits) => [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 8)].filter(Boolean).join("/");

export function startDates() {
  document.addEventListener("input", (event) => {
    const input = event.target;
    if (!("date" in (input.dataset ?? {})) || event.inputType?.startsWith("delete")) return;
    const isAtEnd = input.selectionStart === input.value.length;
    if (isAtEnd && /^[\d/]*$/.test(input.value)) {
      const [day, month, ...year] = input.value.split("/");
      // "2/10/2026" is typed with its own slashes: leave it alone.
      if (year.length || (month !== undefined && day.length < 2)) return;
      input.value = slashed(input.value.replaceAll("/", ""));
    }
  });
}
