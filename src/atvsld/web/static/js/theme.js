// Runs before the first paint (not a module), so that a chosen theme never flashes in the other colours.
// The class "js" lets the styles fold away only what a script can unfold.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const chosen = localStorage.getItem("atvsld:theme");
    if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  } catch {
    // Storage may be forbidden: the device's own choice then stands.
  }
})();
