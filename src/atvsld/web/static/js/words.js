// What scripts say. They are written in Vietnamese; a page in another language brings the words with it (#words).
const told = document.getElementById("words");
const words = told ? JSON.parse(told.textContent) : {};

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));

// "Dài nhất {most} ký tự." in the language of the page, with its values put in.
export function gettext(text, values = {}) {
  return filled(words[text] ?? text, values);
}

// The same for a sentence with a number: one form for one, another for more. Vietnamese has one form for both.
export function ngettext(text, many, number, values = {}) {
  const forms = words[text] ?? [text, many];
  return filled(forms[number === 1 ? 0 : 1], { n: number, ...values });
}
