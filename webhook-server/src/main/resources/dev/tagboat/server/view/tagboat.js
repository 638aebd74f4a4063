// Pages work without this. With it, the part that changes is fetched anew when the server says that
// something has changed, unless somebody is working in it.
(() => {
  const live = document.getElementById("live");
  if (!live || !window.htmx || !window.EventSource) return;
  let due = false;
  const busy = () => document.hidden || document.getElementById("live").contains(document.activeElement);
  const refresh = () => {
    if (!due || busy()) return;
    due = false;
    const part = document.getElementById("live");
    htmx.ajax("GET", part.dataset.live, { target: part, select: "#live", swap: "outerHTML" });
  };
  const source = new EventSource("/events");
  source.addEventListener("changed", () => { due = true; refresh(); });
  document.addEventListener("visibilitychange", refresh);
  document.addEventListener("focusout", () => setTimeout(refresh, 200));
})();
