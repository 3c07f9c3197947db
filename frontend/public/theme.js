// Runs before the first paint, so that a chosen theme never flashes. Kept a file of its own: no inline script is allowed.
(function () {
  var choice = null;
  try {
    choice = localStorage.getItem("argusai.theme");
  } catch {
    // Storage may be forbidden; then the system decides.
  }
  var dark = choice === "dark" || (choice !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
